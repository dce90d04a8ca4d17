/**
 * The settings of an environment: what may stand in `Pulumi.<environment>.yaml`. Shape and types are checked here;
 * what AWS makes of the values is the plan's business. The descriptions end up in the JSON schema for editors.
 */
import { z } from "zod";
import { INTERFACE_ENDPOINT_PRESETS } from "../components/network/endpoint-plan";
import { FLOW_LOG_CHOICES } from "../components/network/flow-log-plan";
import { NAT_PLACEMENTS } from "../components/network/nat-plan";
import { ACCOUNT_ID_PATTERN } from "../model/arn";
import { DEPENDENCY_CONDITIONS } from "../model/container-definition";
import { REGIONS, ZONE_SUFFIXES } from "../model/regions";

const texts = z.array(z.string());
const variables = z.record(z.string(), z.string());

const containerHealthCheck = z.strictObject({
  command: texts.describe('Begins with "CMD" or "CMD-SHELL".'),
  intervalSeconds: z.number().optional(),
  timeoutSeconds: z.number().optional(),
  retries: z.number().optional(),
  startPeriodSeconds: z.number().optional(),
});

const container = z.strictObject({
  image: z.string().describe("REGISTRY/REPOSITORY:TAG or REGISTRY/REPOSITORY@sha256:DIGEST."),
  command: texts.optional().describe("Replaces the image's command."),
  entryPoint: texts.optional().describe("Replaces the image's entry point."),
  containerPort: z.number().optional().describe("The port that the program listens on."),
  environment: variables.optional().describe("Plain variables. Put credentials under secrets."),
  secrets: variables
    .optional()
    .describe("Per variable a name from the environment's secrets, or the ARN of a secret or parameter."),
  serviceUrls: variables
    .optional()
    .describe("Per variable another service of this environment with a route, whose address the variable gets."),
  user: z.string().optional().describe('User and group, "1000:1000" if not given.'),
  readonlyRootFilesystem: z.boolean().optional().describe("True if not given."),
  essential: z.boolean().optional().describe("Whether the task ends when this container ends; true if not given."),
  dependsOn: z.record(z.string(), z.enum(DEPENDENCY_CONDITIONS)).optional(),
  healthCheck: containerHealthCheck.optional(),
  stopTimeoutSeconds: z.number().optional().describe("From SIGTERM to SIGKILL, 0 to 120."),
});

const route = z.strictObject({
  loadBalancer: z
    .enum(["public", "internal"])
    .optional()
    .describe("Which load balancer's requests the service gets; public if not given."),
  paths: texts.optional().describe('Path patterns, of which one must match, such as "/api/*".'),
  hosts: texts.optional().describe('Host patterns, of which one must match, such as "www.example.com".'),
  priority: z.number().optional().describe("Computed from paths and hosts if not given."),
  container: z.string().optional().describe("The container that gets the requests."),
  healthCheck: z
    .strictObject({
      path: z.string().optional(),
      successCodes: z.string().optional(),
      intervalSeconds: z.number().optional(),
      timeoutSeconds: z.number().optional(),
      healthyThreshold: z.number().optional(),
      unhealthyThreshold: z.number().optional(),
    })
    .optional(),
  deregistrationDelaySeconds: z.number().optional().describe("What requests in flight get; 60 if not given."),
});

const service = z.strictObject({
  cpuUnits: z.number().optional().describe("1024 are one vCPU; 256 if not given."),
  memoryMiB: z.number().optional().describe("512 if not given."),
  cpuArchitecture: z.enum(["X86_64", "ARM64"]).optional().describe("X86_64 if not given."),
  desiredCount: z.number().optional().describe("How many tasks run; 2 if not given."),
  autoScaling: z
    .strictObject({
      minTasks: z.number(),
      maxTasks: z.number(),
      cpuPercent: z.number().optional().describe("The average CPU to keep to; 65 if not given."),
      memoryPercent: z.number().optional().describe("The average memory to keep to; 75 if not given."),
      scaleOutCooldownSeconds: z.number().optional().describe("60 if not given."),
      scaleInCooldownSeconds: z.number().optional().describe("300 if not given."),
    })
    .optional()
    .describe("Lets CPU and memory decide how many tasks run, instead of desiredCount."),
  capacityProviderStrategy: z
    .array(
      z.strictObject({
        capacityProvider: z.enum(["FARGATE", "FARGATE_SPOT"]),
        weight: z.number().optional(),
        base: z.number().optional(),
      }),
    )
    .optional()
    .describe("FARGATE alone if not given."),
  containers: z.record(z.string(), container),
  route: route.optional().describe("Which requests the service gets from the load balancer."),
  allowFrom: z
    .record(z.string(), z.number())
    .optional()
    .describe("Which other services may reach its tasks directly: per service the port."),
  logRetentionDays: z.number().optional(),
  secretKmsKeyArns: texts.optional().describe("Customer managed keys of the secrets that the containers read."),
});

const loadBalancer = z.strictObject({
  certificateArn: z.string().optional().describe("A certificate in ACM, in this region."),
  plainHttp: z.boolean().optional().describe("Serve plain HTTP knowingly, without a certificate."),
  deletionProtection: z.boolean().optional().describe("True if not given."),
  idleTimeoutSeconds: z.number().optional().describe("60 if not given."),
  strictTransportSecurity: z
    .strictObject({ maxAgeSeconds: z.number(), includeSubdomains: z.boolean().optional() })
    .optional()
    .describe("Tells browsers to use nothing but HTTPS from now on, which they remember."),
});

const webAcl = z.strictObject({
  requestsPerAddress: z.number().optional().describe("What one address may send in five minutes; 2000 if not given."),
  countedRules: texts.optional().describe("Rules of AWS's common rule set that only count what they would block."),
  logRetentionDays: z.number().optional().describe("As logRetentionDays of the environment if not given."),
});

const domain = z.strictObject({
  name: z.string().describe("Such as example.com or dev.example.com."),
  hostedZone: z
    .string()
    .optional()
    .describe("The public hosted zone that it belongs to; the name itself if not given."),
});

export const configurationSchema = z.strictObject({
  environmentType: z.enum(["dev", "prod"]).describe("How strictly the policies judge this environment."),
  region: z.enum(REGIONS as [string, ...string[]]).describe("The AWS region of everything in this environment."),
  allowedAccountIds: z
    .array(z.string().regex(ACCOUNT_ID_PATTERN, "An account id has 12 digits, in quotation marks."))
    .min(1)
    .describe("The only AWS accounts that this environment may be deployed to."),
  assumeRoleArn: z.string().optional().describe("A role that Pulumi takes on in the account."),
  permissionsBoundaryArn: z
    .string()
    .optional()
    .describe("A managed policy that limits what every role of this environment can ever do."),
  tags: z
    .object({ owner: z.string().describe("The team to ask.") })
    .catchall(z.string())
    .describe("Tags of every resource."),
  network: z.strictObject({
    cidr: z.string().describe("The VPC's addresses, /16 to /23. They can't be changed later."),
    zones: z.array(z.enum(ZONE_SUFFIXES)).describe("Availability Zones by letter, two to four."),
    reservedCidrs: texts.optional().describe("Addresses of other networks, which this one must not overlap."),
    nat: z.enum(NAT_PLACEMENTS).optional().describe("NAT gateways; perAz if not given."),
    interfaceEndpoints: z
      .enum(INTERFACE_ENDPOINT_PRESETS)
      .optional()
      .describe("AWS's services inside the VPC, without NAT: what tasks need to start, or all; none if not given."),
    flowLogs: z.enum(FLOW_LOG_CHOICES).optional().describe("Which connections are recorded; all if not given."),
    flowLogRetentionDays: z.number().optional().describe("How long they are kept; as logRetentionDays if not given."),
  }),
  cluster: z.strictObject({ containerInsights: z.enum(["enabled", "enhanced"]).optional() }).optional(),
  domain: domain.optional().describe("The environment's name on the internet; gives load balancers their certificate."),
  loadBalancer: loadBalancer.optional().describe("The public load balancer; needed if a service has a route."),
  webAcl: webAcl.optional().describe("AWS WAF in front of the public load balancer; none if not given."),
  internalLoadBalancer: loadBalancer
    .extend({ allowFrom: texts.optional().describe("The services that may call all services behind it.") })
    .optional()
    .describe("A load balancer in the private subnets, for services that call other services."),
  logRetentionDays: z.number().optional().describe("For all logs that don't say otherwise; 365 if not given."),
  protectStatefulResources: z
    .boolean()
    .optional()
    .describe("Whether Pulumi refuses to delete secrets and logs; true if not given."),
  secrets: z
    .record(z.string(), z.string())
    .optional()
    .describe("Values for Secrets Manager, set with: pulumi config set --secret --path fargate-platform:secrets.NAME"),
  services: z.record(z.string(), service),
});

/** An environment's settings. */
export type Configuration = z.infer<typeof configurationSchema>;
