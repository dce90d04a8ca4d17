/** The settings of what is watched, and whom that tells. */
import { z } from "zod";
import { numberOrOff } from "./number-or-off";
import { texts } from "./texts";

export const alarms = z.strictObject({
  errorPercent: numberOrOff.optional().describe("Requests answered with 5xx, in percent, or false; 5 if not given."),
  latencySeconds: numberOrOff.optional().describe("In which 95 of 100 are answered, or false; 1 if not given."),
  unhealthyTasks: numberOrOff.optional().describe("Tasks that fail the health check, or false; 1 if not given."),
  cpuPercent: numberOrOff.optional().describe("The tasks' average CPU, or false; 85 if not given."),
  memoryPercent: numberOrOff.optional().describe("The tasks' average memory, or false; 90 if not given."),
  missingTasks: numberOrOff.optional().describe("Tasks that should run and don't, or false; 1 if not given."),
  rollback: z.boolean().optional().describe("Whether alarms roll deployments back; true if not given."),
});

/** Alarms, or false where they are switched off by name. */
export const alarmsOrOff = z.union(
  [alarms, z.literal(false)],
  "It has to be a group of errorPercent, latencySeconds, unhealthyTasks, cpuPercent, memoryPercent, missingTasks and rollback, or false to switch alarms off.",
);

export const notifications = z.strictObject({
  mails: texts.optional().describe("Each address gets a mail first, and nothing else until its link is followed."),
  httpsEndpoints: z
    .record(z.string(), z.string())
    .optional()
    .describe("A pager's URL, by a name of your own; or the name of one of the environment's secrets that holds it."),
  failedDeployments: z.boolean().optional().describe("Whether deployments that fail are told too; true if not given."),
  outOfMemory: z
    .boolean()
    .optional()
    .describe("Whether tasks that stop for want of memory are told too; true if not given."),
  slack: z
    .record(
      z.string(),
      z.strictObject({
        workspaceId: z.string().describe("From the console of Amazon Q Developer, which has to be let in there once."),
        channelId: z.string().describe("From the end of the channel's link."),
      }),
    )
    .optional()
    .describe("Channels of Slack, by a name of your own."),
  teams: z
    .record(
      z.string(),
      z.strictObject({
        tenantId: z.string().describe("From the console of Amazon Q Developer, which has to be let in there once."),
        teamId: z.string().describe("From the same place."),
        channelId: z.string().describe("From the channel's link, as it stands there."),
      }),
    )
    .optional()
    .describe("Channels of Microsoft Teams, by a name of your own; one of each team."),
});
