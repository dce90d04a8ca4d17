/** How a service's new tasks replace the old ones. */
import { z } from "zod";
import { LIFECYCLE_STAGES } from "../../model/deployments";
import { texts } from "./texts";

export const strategy = z.strictObject({
  type: z
    .enum(["rolling", "recreate", "blueGreen", "canary", "linear"])
    .describe("The last three run old and new tasks side by side and shift requests, at the price of both."),
  minimumHealthyPercent: z.number().optional().describe("Of rolling: what keeps running; 100 if not given."),
  maximumPercent: z.number().optional().describe("Of rolling: old and new tasks together; 200 if not given."),
  bakeTimeMinutes: z.number().optional().describe("How long the old tasks stay afterwards; 10 if not given."),
  canaryPercent: z.number().optional().describe("Of canary: the share that tries the new tasks; 5 if not given."),
  canaryBakeTimeMinutes: z.number().optional().describe("Of canary: how long the share stays; 10 if not given."),
  stepPercent: z.number().optional().describe("Of linear: the share that each step adds; 10 if not given."),
  lifecycleHooks: z
    .array(
      z.strictObject({
        functionArn: z
          .string()
          .describe("A Lambda function that exists; what it answers is in docs/tests-before-traffic.md."),
        stages: z.array(z.enum(LIFECYCLE_STAGES)).describe("When it is asked whether to go on."),
        details: z.record(z.string(), z.unknown()).optional().describe("What it is told; no secrets."),
      }),
    )
    .optional()
    .describe("Functions that ECS asks in the course of a deployment that shifts requests."),
  testRule: z
    .strictObject({
      headers: z.record(z.string(), texts).describe("By which test requests are known, such as X-Test: [new]."),
      sourceCidrs: texts
        .optional()
        .describe("Address ranges of the testers; needed where the internet sends requests."),
      priority: z.number().optional().describe("Computed if not given."),
    })
    .optional()
    .describe("Requests that reach the new tasks before all others, where requests are shifted."),
  stepBakeTimeMinutes: z.number().optional().describe("Of linear: how long each step stays; 6 if not given."),
});
