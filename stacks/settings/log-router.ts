/** The settings of a service's log router. */
import { z } from "zod";
import { KNOWN_OUTPUTS } from "../../model/log-outputs";
import { variables } from "./texts";

export const logRouter = z.strictObject({
  output: z
    .string()
    .optional()
    .describe(
      `The output of Fluent Bit that gets the logs: ${KNOWN_OUTPUTS.join(", ")}, whose permissions the tasks get, or any other; cloudwatch_logs if not given.`,
    ),
  options: variables
    .optional()
    .describe(
      "The output's options by its document; region, and for cloudwatch_logs the service's log group, if not given.",
    ),
  secretOptions: variables
    .optional()
    .describe("Per option a name from the environment's secrets, or the ARN of a secret or parameter."),
  enableEcsLogMetadata: z
    .boolean()
    .optional()
    .describe("Whether the names of cluster, task and task definition are added to each line; true if not given."),
  configFile: z.string().optional().describe("A file in the router's image with more configuration of Fluent Bit."),
  image: z.string().optional().describe("The router's image; AWS for Fluent Bit in public.ecr.aws if not given."),
  user: z.string().optional().describe('User and group, "1000:1000" if not given.'),
  cpuUnits: z.number().optional().describe("What it has whenever it needs it; 64 if not given."),
  memoryMiB: z.number().optional().describe("The most that it can use; 256 if not given."),
  memoryReservationMiB: z
    .number()
    .optional()
    .describe("What is kept for it; 128 if not given, or all of memoryMiB if that is."),
});
