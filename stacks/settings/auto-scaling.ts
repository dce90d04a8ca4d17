/** The settings of what decides how many tasks of a service run. */
import { z } from "zod";
import { numberOrOff } from "./number-or-off";

const schedule = z.strictObject({
  schedule: z.string().describe('When: "cron(0 8 ? * MON-FRI *)", "rate(1 day)" or "at(2026-11-27T08:00:00)".'),
  timeZone: z.string().optional().describe('Of cron and at, such as "Europe/Berlin"; UTC if not given.'),
  minTasks: z.number().optional().describe("The fewest tasks from then on."),
  maxTasks: z.number().optional().describe("The most tasks from then on."),
});

const officeHours = z.strictObject({
  timeZone: z.string().describe('Such as "Europe/Berlin".'),
  start: z.string().optional().describe('When the tasks start; "07:00" if not given.'),
  end: z.string().optional().describe('When all tasks stop; "19:00" if not given.'),
  days: z.string().optional().describe("MON-FRI if not given."),
});

const queue = z.strictObject({
  name: z.string().describe("Of an SQS queue in the same account and region."),
  messagesPerTask: z.number().describe("How many messages may wait for each task; the fewer, the more tasks."),
});

export const autoScaling = z.strictObject({
  minTasks: z.number(),
  maxTasks: z.number(),
  cpuPercent: numberOrOff
    .optional()
    .describe("The average CPU to keep to, or false; 65 if not given, and false with a queue."),
  memoryPercent: numberOrOff.optional().describe("The average memory to keep to, or false; 75 if not given."),
  requestsPerTargetPerMinute: z
    .number()
    .optional()
    .describe("The requests that a task should get in a minute; they decide nothing if not given."),
  queue: queue
    .optional()
    .describe("The queue that the tasks work on: they may take its messages, and run in the number that it needs."),
  scaleOutCooldownSeconds: z.number().optional().describe("60 if not given."),
  scaleInCooldownSeconds: z.number().optional().describe("300 if not given."),
  schedules: z
    .record(z.string(), schedule)
    .optional()
    .describe("Other numbers of tasks from certain times on, by a name of your own."),
  officeHours: officeHours.optional().describe("Runs tasks only while people work."),
});
