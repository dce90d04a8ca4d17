/** The settings of one container. */
import { z } from "zod";
import { DEPENDENCY_CONDITIONS, LOG_DRIVERS } from "../../model/container-definition";
import { texts, variables } from "./texts";

const containerHealthCheck = z.strictObject({
  command: texts.describe('Begins with "CMD" or "CMD-SHELL".'),
  intervalSeconds: z.number().optional(),
  timeoutSeconds: z.number().optional(),
  retries: z.number().optional(),
  startPeriodSeconds: z.number().optional(),
});

/** An image that is built when it is deployed. */
const build = z.strictObject({
  context: z.string().describe("The folder with all that the build needs, relative to the project's."),
  dockerfile: z.string().optional().describe("Relative to the context; Dockerfile if not given."),
  target: z.string().optional().describe("The stage of the Dockerfile to build; the last one if not given."),
  args: variables.optional().describe("Build arguments. Everyone who has the image can read them."),
  keepImages: z.number().optional().describe("How many images the repository keeps, 2 to 10000; 30 if not given."),
});

export const container = z.strictObject({
  image: z.string().optional().describe("REGISTRY/REPOSITORY:TAG or REGISTRY/REPOSITORY@sha256:DIGEST."),
  build: build.optional().describe("Builds the image when it is deployed, instead of image."),
  cpuUnits: z.number().optional().describe("What it has whenever it needs it; 1024 are one vCPU."),
  memoryMiB: z.number().optional().describe("The most that it can use: beyond that it is ended."),
  memoryReservationMiB: z.number().optional().describe("What is kept for it; all of memoryMiB if not given."),
  command: texts.optional().describe("Replaces the image's command."),
  entryPoint: texts.optional().describe("Replaces the image's entry point."),
  containerPort: z.number().optional().describe("The port that the program listens on."),
  environment: variables.optional().describe("Plain variables. Put credentials under secrets."),
  secrets: variables
    .optional()
    .describe("Per variable a name from the environment's secrets, or the ARN of a secret or parameter."),
  serviceUrls: variables
    .optional()
    .describe("Per variable another service of this environment, whose address the variable gets."),
  directServiceUrls: variables
    .optional()
    .describe(
      "The same without load balancer: by Service Connect, or else by its name in Cloud Map. It has to let this one in.",
    ),
  user: z.string().optional().describe('User and group, "1000:1000" if not given.'),
  readonlyRootFilesystem: z.boolean().optional().describe("True if not given."),
  writablePaths: texts.optional().describe("Folders that the program can write to all the same; empty at each start."),
  mountPoints: z
    .record(
      z.string(),
      z.strictObject({
        sourceVolume: z.string().describe("Containers that name the same volume see the same files."),
        readOnly: z.boolean().optional(),
      }),
    )
    .optional()
    .describe("Folders that the container shares with others of the task, by path."),
  fileSystemMounts: z
    .record(
      z.string(),
      z.strictObject({
        fileSystem: z.string().describe("One of the environment's fileSystems."),
        accessPoint: z.string().describe("One of its access points."),
        readOnly: z.boolean().optional().describe("False if not given."),
      }),
    )
    .optional()
    .describe("Folders that outlive the task and are shared by all that mount them, by path."),
  essential: z.boolean().optional().describe("Whether the task ends when this container ends; true if not given."),
  dependsOn: z.record(z.string(), z.enum(DEPENDENCY_CONDITIONS)).optional(),
  healthCheck: containerHealthCheck.optional(),
  startTimeoutSeconds: z
    .number()
    .optional()
    .describe("How long others wait for the state of it that they depend on, 2 to 120."),
  restartPolicy: z
    .strictObject({
      enabled: z.boolean().optional().describe("True if not given."),
      ignoredExitCodes: z.array(z.number()).optional().describe("After these it isn't; [0] if not given."),
      restartAttemptPeriodSeconds: z
        .number()
        .optional()
        .describe("How long it has to have run, 60 to 1800; 60 if not given."),
    })
    .optional()
    .describe(
      "Whether it is started again when it ends; if not given, unless it is essential or another waits for its end.",
    ),
  initProcessEnabled: z.boolean().optional().describe("True if not given."),
  stopTimeoutSeconds: z.number().optional().describe("From SIGTERM to SIGKILL, 0 to 120."),
  logDriver: z
    .enum(LOG_DRIVERS)
    .optional()
    .describe("awslogs: the service's log group; awsfirelens: its logRouter, which is the default if there is one."),
});
