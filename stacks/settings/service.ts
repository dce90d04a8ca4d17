/** The settings of one service. */
import { z } from "zod";
import { CAPACITY_PROVIDERS } from "../../components/service/capacity-plan";
import { TASK_TIERS } from "../../components/service/placement";
import { alarmsOrOff } from "./alarms";
import { autoScaling } from "./auto-scaling";
import { container } from "./container";
import { logRouter } from "./log-router";
import { networkRoute } from "./network-route";
import { serviceConnect } from "./service-connect";
import { route } from "./route";
import { strategy } from "./strategy";
import { texts } from "./texts";

export const service = z.strictObject({
  cpuUnits: z
    .number()
    .optional()
    .describe("1024 are one vCPU; the cheapest that the containers fit into if not given."),
  memoryMiB: z.number().optional().describe("The cheapest that the containers fit into if not given."),
  ephemeralStorageGiB: z.number().optional().describe("For images and volumes, 21 to 200; 20 if not given."),
  cpuArchitecture: z.enum(["X86_64", "ARM64"]).optional().describe("X86_64 if not given."),
  desiredCount: z.number().optional().describe("How many tasks run; 2 if not given."),
  autoScaling: autoScaling
    .optional()
    .describe(
      "Lets CPU, memory, requests, a queue or the time of day decide how many tasks run, instead of desiredCount.",
    ),
  singleTask: z
    .boolean()
    .optional()
    .describe("Accepts fewer than two tasks in prod: each failure, deployment of AWS's or Spot notice is an outage."),
  capacityProviderStrategy: z
    .array(
      z.strictObject({
        capacityProvider: z.enum(CAPACITY_PROVIDERS),
        weight: z.number().optional(),
        base: z.number().optional(),
      }),
    )
    .optional()
    .describe("FARGATE alone if not given."),
  subnetTier: z
    .enum(TASK_TIERS)
    .optional()
    .describe("In public subnets each task has a public address, and needs no NAT gateway; private if not given."),
  tracing: z
    .boolean()
    .optional()
    .describe("Whether its tasks can send traces to AWS X-Ray, by a collector beside them; false if not given."),
  collectorImage: z.string().optional().describe("The collector's image, for a network without way to the internet."),
  logRouter: logRouter
    .optional()
    .describe("Sends the containers' logs elsewhere than to the service's log group, by Fluent Bit (FireLens)."),
  containers: z.record(z.string(), container),
  setupImage: z
    .string()
    .optional()
    .describe("The image that opens volumes to programs that aren't root; public.ecr.aws's busybox if not given."),
  executeCommand: z
    .boolean()
    .optional()
    .describe("Whether shells can be opened in the containers, audited; false if not given."),
  networkRoutes: z
    .array(networkRoute)
    .optional()
    .describe("Ports of the Network Load Balancer whose connections the service gets: for what is not HTTP."),
  route: route.optional().describe("Which requests the service gets from the load balancer."),
  allowFrom: z
    .record(z.string(), z.number())
    .optional()
    .describe("Which other services may reach its tasks directly: per service the port."),
  alarms: alarmsOrOff.optional().describe("What differs from the environment's alarms, or false."),
  dashboard: z
    .boolean()
    .optional()
    .describe("Whether it has a dashboard in CloudWatch; what the environment's dashboards says if not given."),
  cloudMap: z
    .strictObject({ ttlSeconds: z.number().optional().describe("How long callers keep an answer; 10 if not given.") })
    .optional()
    .describe("A name below privateDomain that leads straight to its tasks; none if not given."),
  serviceConnect: serviceConnect
    .optional()
    .describe("Calls between services by their names, through a proxy in each task."),
  strategy: strategy.optional().describe("How new tasks replace old ones; step by step if not given."),
  rollbackAlarmNames: texts.optional().describe("CloudWatch alarms that make a deployment fail and go back."),
  healthCheckGracePeriodSeconds: z
    .number()
    .optional()
    .describe("In which the load balancer's verdict on a new task doesn't count; at least 60 if not given."),
  availabilityZoneRebalancing: z
    .enum(["ENABLED", "DISABLED"])
    .optional()
    .describe("Whether ECS moves tasks when the zones are out of balance; ENABLED if not given."),
  logRetentionDays: z.number().optional(),
  deploymentTimeoutMinutes: z
    .number()
    .optional()
    .describe("How long pulumi up waits until a deployment is complete; 20 if not given."),
  secretKmsKeyArns: texts.optional().describe("Customer managed keys of the secrets that the containers read."),
});
