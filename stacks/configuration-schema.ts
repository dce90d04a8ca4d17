/**
 * The settings of an environment: what may stand in `Pulumi.<environment>.yaml`. Shape and types are checked here;
 * what AWS makes of the values is the plan's business. The descriptions end up in the JSON schema for editors.
 */
import { z } from "zod";
import { ACCOUNT_ID_PATTERN } from "../model/arn";
import { REGIONS } from "../model/regions";
import { alarmsOrOff, notifications } from "./settings/alarms";
import { cluster } from "./settings/cluster";
import { domain, internalLoadBalancer, loadBalancer, networkLoadBalancer, webAcl } from "./settings/edge";
import { existing } from "./settings/existing";
import { fileSystem } from "./settings/file-system";
import { network } from "./settings/network";
import { service } from "./settings/service";

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
  network: network.optional().describe("The VPC; needed unless there is an existing one."),
  existing: existing.optional().describe("What something else has made, and is used here instead of building it."),
  cluster: cluster.optional(),
  domain: domain.optional().describe("The environment's name on the internet; gives load balancers their certificate."),
  loadBalancer: loadBalancer.optional().describe("The public load balancer; needed if a service has a route."),
  webAcl: webAcl.optional().describe("AWS WAF in front of the public load balancer; none if not given."),
  internalLoadBalancer: internalLoadBalancer
    .optional()
    .describe("A load balancer in the private subnets, for services that call other services."),
  alarms: alarmsOrOff
    .optional()
    .describe("What is watched about every service, or false; with its defaults in prod if not given, nothing in dev."),
  dashboards: z
    .boolean()
    .optional()
    .describe("Whether every service has a dashboard in CloudWatch; true in prod if not given, false in dev."),
  notifications: notifications.optional().describe("Whom alarms tell."),
  networkLoadBalancer: networkLoadBalancer
    .optional()
    .describe(
      "A load balancer for services that speak something else than HTTP; needed if a service has networkRoutes.",
    ),
  fileSystems: z
    .record(z.string(), fileSystem)
    .optional()
    .describe("File systems of Amazon EFS, by name: files that outlive tasks. Containers mount their access points."),
  privateDomain: z
    .string()
    .optional()
    .describe("The domain of the services' names in AWS Cloud Map, inside the VPC; services.internal if not given."),
  logRetentionDays: z.number().optional().describe("For all logs that don't say otherwise; 365 if not given."),
  logEncryption: z
    .boolean()
    .optional()
    .describe(
      "Whether log groups are encrypted with a key of the environment's own, about 1 USD a month; false if not given. " +
        "Without the key, what it has encrypted is lost.",
    ),
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
