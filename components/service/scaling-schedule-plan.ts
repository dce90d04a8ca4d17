/** How many tasks a service may run at which times. */
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";
import {
  daysOfWeekProblem,
  isTimeZone,
  SCHEDULE_SOURCE,
  scheduleProblem,
  TIME_ZONE_SOURCE,
} from "../../model/schedule-expression";

/** From a time on, another range for the number of tasks. */
export interface ScalingSchedule {
  /** When, in AWS's words: `cron(0 8 ? * MON-FRI *)`, `rate(1 day)` or `at(2026-11-27T08:00:00)`. */
  readonly schedule: string;
  /** The IANA time zone of `cron` and `at`, such as `Europe/Berlin`. Summer time is taken into account. @default "UTC" */
  readonly timeZone?: string;
  /** The fewest tasks from then on, 0 to 5000. @default as before */
  readonly minTasks?: number;
  /** The most tasks from then on, 0 to 5000. @default as before */
  readonly maxTasks?: number;
}

/** Times of day in which people work; outside of them no task runs, and the service answers nobody. */
export interface OfficeHours {
  /** The IANA time zone, such as `Europe/Berlin`. Summer time is taken into account. */
  readonly timeZone: string;
  /** When the tasks start, as HH:MM. @default "07:00" */
  readonly start?: string;
  /** When all tasks stop, as HH:MM, later on the same day. @default "19:00" */
  readonly end?: string;
  /** The days, in the words of a cron expression: `MON-FRI`, `TUE,THU`. @default "MON-FRI" */
  readonly days?: string;
}

/** What decides about the times: the part of auto scaling's arguments that is needed here. */
export interface ScheduledScaling {
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly schedules?: Readonly<Record<string, ScalingSchedule>>;
  readonly officeHours?: OfficeHours;
}

const OFFICE_HOURS_DEFAULTS = { start: "07:00", end: "19:00", days: "MON-FRI" } as const;
const OFFICE_HOURS_NAMES = ["office-start", "office-end"] as const;

const SOURCE =
  "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html";

/** Source: https://docs.aws.amazon.com/general/latest/gr/as-app.html (scheduled actions per scalable target) */
const SCHEDULES_MAX_COUNT = 200;
const TASKS: Range = { lowest: 0, highest: 5000 };

/** All schedules by name; the two that office hours consist of among them. */
export function schedulesOf(scaling: ScheduledScaling): Readonly<Record<string, ScalingSchedule>> {
  const { minTasks, maxTasks, schedules = {}, officeHours } = scaling;
  if (officeHours === undefined) return schedules;
  const { timeZone, start, end, days } = { ...OFFICE_HOURS_DEFAULTS, ...officeHours };
  const at = (time: string) => {
    const [hours, minutes] = time.split(":").map(Number);
    return `cron(${minutes} ${hours} ? * ${days} *)`;
  };
  return {
    ...schedules,
    "office-start": { schedule: at(start), timeZone, minTasks, maxTasks },
    "office-end": { schedule: at(end), timeZone, minTasks: 0, maxTasks: 0 },
  };
}

/** The fewest tasks that there are at any time. */
export function fewestTasks(scaling: ScheduledScaling): number {
  return Math.min(scaling.minTasks, ...Object.values(schedulesOf(scaling)).flatMap(({ minTasks }) => minTasks ?? []));
}

export function checkSchedules(component: string, scaling: ScheduledScaling): Problem[] {
  const { schedules = {}, officeHours } = scaling;
  const own = Object.entries(schedules).flatMap(([name, schedule]) =>
    checkSchedule(component, name, schedule, scaling),
  );
  const problems = [...own, ...(officeHours ? checkOfficeHours(component, officeHours) : [])];
  const count = Object.keys(schedulesOf(scaling)).length;
  if (count > SCHEDULES_MAX_COUNT) {
    problems.push({
      component,
      argument: "autoScaling.schedules",
      value: count,
      message: `A service has at most ${SCHEDULES_MAX_COUNT} schedules; office hours are two of them.`,
      fix: "Write several times into one cron expression.",
      source: "https://docs.aws.amazon.com/general/latest/gr/as-app.html",
    });
  }
  return [...problems, ...checkWaking(component, scaling)];
}

function checkSchedule(
  component: string,
  name: string,
  { schedule, timeZone, minTasks, maxTasks }: ScalingSchedule,
  scaling: ScheduledScaling,
): Problem[] {
  const at = `autoScaling.schedules.${name}`;
  const problem = (argument: string, value: unknown, message: string, fix: string, source = SOURCE): Problem[] => [
    { component, argument, value, message, fix, source },
  ];
  const problems = [
    ...rangeProblem(component, `${at}.minTasks`, minTasks, TASKS, SOURCE),
    ...rangeProblem(component, `${at}.maxTasks`, maxTasks, TASKS, SOURCE),
    ...checkTimeZone(component, `${at}.timeZone`, timeZone ?? "UTC"),
  ];
  const wrong = scheduleProblem(schedule);
  if (wrong !== undefined) {
    problems.push(...problem(`${at}.schedule`, schedule, wrong, "Correct the expression.", SCHEDULE_SOURCE));
  }
  if (!/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) || name.length > 64) {
    const message =
      "A schedule's name has 1 to 64 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen.";
    problems.push(...problem(at, name, message, "Rename it."));
  }
  if (scaling.officeHours !== undefined && OFFICE_HOURS_NAMES.some((taken) => taken === name)) {
    problems.push(...problem(at, name, "One of the office hours' own schedules has this name.", "Rename it."));
  }
  if (minTasks === undefined && maxTasks === undefined) {
    problems.push(...problem(at, undefined, "It changes nothing.", "Set minTasks, maxTasks or both."));
  }
  const [lowest, highest] = [minTasks ?? scaling.minTasks, maxTasks ?? scaling.maxTasks];
  if (lowest > highest) {
    const [key, value, than] =
      minTasks === undefined
        ? ["maxTasks", highest, `less than the service's minTasks (${lowest})`]
        : maxTasks === undefined
          ? ["minTasks", lowest, `more than the service's maxTasks (${highest})`]
          : ["maxTasks", highest, `less than minTasks (${lowest})`];
    problems.push(...problem(`${at}.${key}`, value, `It is ${than}.`, "Set both, the lower one as minTasks."));
  }
  return problems;
}

function checkTimeZone(component: string, argument: string, timeZone: string): Problem[] {
  if (isTimeZone(timeZone)) return [];
  const message = "It is not the name of an IANA time zone, such as Europe/Berlin or UTC.";
  return [{ component, argument, value: timeZone, message, fix: "Correct the name.", source: TIME_ZONE_SOURCE }];
}

function checkOfficeHours(component: string, officeHours: OfficeHours): Problem[] {
  const at = "autoScaling.officeHours";
  const { start, end, days } = { ...OFFICE_HOURS_DEFAULTS, ...officeHours };
  const problems = checkTimeZone(component, `${at}.timeZone`, officeHours.timeZone);
  const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  for (const [key, time] of Object.entries({ start, end }).filter(([, each]) => !isTime(each))) {
    const message = "A time of day is HH:MM, from 00:00 to 23:59.";
    const fix = 'Write it as "07:00", in quotation marks.';
    problems.push({ component, argument: `${at}.${key}`, value: time, message, fix, source: SOURCE });
  }
  if (isTime(start) && isTime(end) && start >= end) {
    const message = `The tasks would stop before they start, at ${start}.`;
    problems.push({
      component,
      argument: `${at}.end`,
      value: end,
      message,
      fix: "Choose a later time.",
      source: SOURCE,
    });
  }
  const wrongDays = daysOfWeekProblem(days);
  if (wrongDays !== undefined) {
    const fix = "Write them as MON-FRI or TUE,THU.";
    problems.push({
      component,
      argument: `${at}.days`,
      value: days,
      message: wrongDays,
      fix,
      source: SCHEDULE_SOURCE,
    });
  }
  return problems;
}

/**
 * From no task at all nothing is measured, so no metric starts one again.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
 */
function checkWaking(component: string, scaling: ScheduledScaling): Problem[] {
  const schedules = Object.entries(schedulesOf(scaling));
  if (fewestTasks(scaling) !== 0 || schedules.some(([, { minTasks = 0 }]) => minTasks > 0)) return [];
  const sleeping = schedules.find(([, { minTasks }]) => minTasks === 0);
  return [
    {
      component,
      argument: `autoScaling.${scaling.minTasks === 0 || !sleeping ? "minTasks" : `schedules.${sleeping[0]}.minTasks`}`,
      value: 0,
      message: "Without tasks nothing is measured, so nothing would ever start one again.",
      fix: "Set at least 1, or add a schedule that raises minTasks.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html",
    },
  ];
}
