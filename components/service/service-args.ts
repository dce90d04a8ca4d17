import type * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../identity/encryption-key";
import type { NetworkLike } from "../network/network-like";
import type { AlarmThresholds } from "../observability/service-alarms-plan";
import type { AutoScalingArgs } from "./auto-scaling-plan";
import type { CapacityProviderStrategyItem } from "./capacity-plan";
import type { CloudMapArgs } from "./cloud-map";
import { CLOUD_MAP_DEFAULTS } from "./cloud-map-plan";
import type { ClusterLike } from "./cluster-like";
import { plainContainers, type ContainerArgs, type PlannedContainerArgs } from "./container-args";
import type { FargateService } from "./fargate-service";
import { plainLogRouter, type LogRouterArgs, type PlannedLogRouterArgs } from "./log-router-args";
import type { TaskTier } from "./placement";
import type { NetworkRouteArgs } from "./network-route-args";
import { plainNetworkRoutes } from "./network-route-plan";
import type { ServiceRouteArgs } from "./route-args";
import type { ServiceConnectArgs } from "./service-connect";
import type { PlainService } from "./service-plan";
import type { FargateServiceTransforms } from "./service-transforms";
import { sidecarNames, taskContainers } from "./sidecars";
import { plainStrategy, type DeploymentStrategyArgs } from "./strategy-plan";
import { SETUP_IMAGE } from "./volume-plan";
import { targetGroupSettings } from "./target-group-plan";

/** What is watched about a service, and whom it tells. */
export interface AlarmsArgs extends AlarmThresholds {
  /** ARNs of the topics that are told when an alarm rings and when it is over. */
  readonly topicArns: readonly pulumi.Input<string>[];
  /**
   * Whether a deployment is rolled back if the alarms for errors, unhealthy tasks, CPU or memory ring meanwhile. One that
   * rings already when it begins is ignored.
   * @default true
   */
  readonly rollback?: boolean;
}

export interface FargateServiceArgs {
  /** The cluster that the tasks run in. */
  readonly cluster: ClusterLike;
  /** The network that the tasks run in. */
  readonly network: NetworkLike;
  /**
   * In which subnets: `private`, or `public`, where each task has a public address of its own and needs no NAT gateway.
   * One security group rule that is too wide is then enough to let the internet in. An address costs about 3.65 USD a
   * month.
   * @default "private"
   */
  readonly subnetTier?: TaskTier;
  /** The containers of each task, by name. */
  readonly containers: Readonly<Record<string, ContainerArgs>>;
  /**
   * Whether traces can be sent to AWS X-Ray: the AWS Distro for OpenTelemetry collector runs in each task, and essential
   * containers are told where. It reserves 64 CPU units and 128 MiB of the task; X-Ray is paid per trace.
   * @default false
   */
  readonly tracing?: boolean;
  /**
   * The collector's image, for a network without a way to the internet.
   * @default the AWS Distro for OpenTelemetry's own in public.ecr.aws
   */
  readonly collectorImage?: string;
  /**
   * Sends the containers' logs elsewhere than to the service's log group, by Fluent Bit (FireLens). It reserves 64 CPU units
   * and 128 MiB of the task, and is essential: if it ends, the task does. What it writes about itself is in the log group.
   * @default none: the containers write to the log group
   */
  readonly logRouter?: LogRouterArgs;
  /**
   * CPU of a task: 256, 512, 1024, 2048, 4096, 8192 or 16384 units; 1024 are one vCPU.
   * @default that of the cheapest task that the containers fit into: 256 if they ask for nothing
   */
  readonly cpuUnits?: number;
  /**
   * Memory of a task in MiB; which values go with which CPU is AWS's table.
   * @default that of the cheapest task that the containers fit into: 512 if they ask for nothing
   */
  readonly memoryMiB?: number;
  /**
   * Storage of a task for its images and volumes, 21 to 200 GiB. It is gone when the task stops, and what exceeds
   * AWS's 20 GiB is paid for per hour.
   * @default 20, AWS's own
   */
  readonly ephemeralStorageGiB?: number;
  /** What the images are built for. ARM64 costs a fifth less. @default "X86_64" */
  readonly cpuArchitecture?: "X86_64" | "ARM64";
  /**
   * How many tasks run, unless auto scaling decides. With fewer than two, a failing zone or a Spot notice is an outage.
   * @default 2
   */
  readonly desiredCount?: number;
  /** Lets CPU, memory, requests, a queue and the time of day decide how many tasks run. @default a fixed number */
  readonly autoScaling?: AutoScalingArgs;
  /** The shares of the tasks on demand and on Spot. @default FARGATE alone */
  readonly capacityProviderStrategy?: readonly CapacityProviderStrategyItem[];
  /**
   * The image of the container that opens the volumes to programs that aren't root, before they start; it has to have
   * `chmod`. Only tasks with `writablePaths` or `mountPoints` have one.
   * @default "public.ecr.aws/docker/library/busybox:1.37"
   */
  readonly setupImage?: string;
  /** The requests that the service gets. Without it nothing can reach the tasks. */
  readonly route?: ServiceRouteArgs;
  /**
   * Whether shells can be opened in the containers. Whoever may do that can do what the task role may, and see all that
   * the program sees; what they do is recorded, so the cluster needs an `execAudit`.
   * @default false
   */
  readonly executeCommand?: boolean;
  /** Alarms, 0.10 USD a month for each metric that they look at: six to eight. @default none */
  readonly alarms?: AlarmsArgs;
  /**
   * Whether there is a dashboard of it in CloudWatch, 3 USD a month; the first three of an account are free. Each look at
   * it searches the logs for errors, 0.005 USD for each GB that was written in the time shown.
   * @default false
   */
  readonly dashboard?: boolean;
  /** Ports of Network Load Balancers whose connections the service gets: for what is not HTTP. @default none */
  readonly networkRoutes?: readonly NetworkRouteArgs[];
  /** A name in the VPC that leads straight to the tasks, for callers that need no balancing. @default none */
  readonly cloudMap?: CloudMapArgs;
  /** How its tasks call other services by name, and are called, each by a proxy of their own. @default not at all */
  readonly serviceConnect?: ServiceConnectArgs;
  /**
   * Services that have to run before the tasks start: those that they call by Service Connect, since a proxy knows only
   * what was there when its task started.
   * @default none
   */
  readonly startAfter?: readonly FargateService[];
  /** How new tasks replace old ones. @default step by step, never fewer than are wanted */
  readonly strategy?: DeploymentStrategyArgs;
  /**
   * CloudWatch alarms, by name, that make a deployment fail and go back while it runs. One that rings already when the
   * deployment begins counts for nothing in it, so that a repair can be deployed. @default none
   */
  readonly rollbackAlarmNames?: readonly string[];
  /**
   * Seconds, up to 2,147,483,647, in which the load balancer's verdict on a new task doesn't count. Only with a route.
   * @default 60, or the longest `startPeriodSeconds` of the containers
   */
  readonly healthCheckGracePeriodSeconds?: number;
  /** Whether ECS moves tasks when the zones have come out of balance. @default "ENABLED", if the strategy leaves room */
  readonly availabilityZoneRebalancing?: "ENABLED" | "DISABLED";
  /** How long logs are kept, in days. @default 365 */
  readonly logRetentionDays?: number;
  /** Encrypts the logs. @default CloudWatch's own key */
  readonly logEncryptionKey?: EncryptionKey | undefined;
  /** Whether Pulumi refuses to delete the log group. @default false */
  readonly protectLogGroup?: boolean;
  /** Customer managed KMS keys of the containers' secrets, which ECS has to decrypt them with. @default none */
  readonly secretKmsKeyArns?: readonly string[];
  /** The managed policy that limits what both roles can ever do, whatever they are granted. @default none */
  readonly permissionsBoundaryArn?: string | undefined;
  /**
   * How long an update waits until a deployment is complete, in minutes, 1 to 1440, besides what the strategy itself
   * waits. A deployment that takes longer fails the update, and goes on.
   * @default 20
   */
  readonly deploymentTimeoutMinutes?: number;
  /**
   * The role that the provider takes on, with which AWS is asked why a deployment failed. It needs ecs:DescribeServices,
   * ecs:ListTasks, ecs:DescribeTasks, ecs:DescribeTaskDefinition and logs:GetLogEvents.
   * @default the credentials of the environment
   */
  readonly assumeRoleArn?: string | undefined;
  /** Changes what the service's children are registered with, child by child. @default nothing is changed */
  readonly transform?: FargateServiceTransforms;
}

/** The defaults that more than one place has to know. */
export const SERVICE_DEFAULTS = {
  desiredCount: 2,
  logRetentionDays: 365,
  /** As long as the provider's own wait for a steady state would take. */
  deploymentTimeoutMinutes: 20,
  deregistrationDelaySeconds: 60,
  stopTimeoutSeconds: 30,
  /** All of the two minutes between a Spot notice and the end. */
  spotStopTimeoutSeconds: 120,
  capacityProviderStrategy: [{ capacityProvider: "FARGATE" }] as readonly CapacityProviderStrategyItem[],
} as const;

/** Everything that is known without creating anything, with the defaults filled in. */
export function plainService(
  name: string,
  args: Omit<
    FargateServiceArgs,
    | "cluster"
    | "network"
    | "route"
    | "networkRoutes"
    | "alarms"
    | "cloudMap"
    | "serviceConnect"
    | "containers"
    | "logRouter"
  > & {
    readonly containers: Readonly<Record<string, PlannedContainerArgs>>;
    readonly logRouter?: PlannedLogRouterArgs;
    readonly route?: Omit<ServiceRouteArgs, "loadBalancer">;
    readonly alarms?: AlarmThresholds | false | undefined;
    readonly networkRoutes?: readonly Omit<NetworkRouteArgs, "loadBalancer">[];
    readonly cloudMap?: Omit<CloudMapArgs, "namespace">;
    readonly serviceConnect?: Omit<ServiceConnectArgs, "namespace">;
  },
): PlainService {
  const capacityProviderStrategy = args.capacityProviderStrategy ?? SERVICE_DEFAULTS.capacityProviderStrategy;
  const stopTimeoutSeconds = defaultStopTimeout(capacityProviderStrategy);
  const plain: PlainService = {
    name,
    ...(args.cpuUnits !== undefined && { cpuUnits: args.cpuUnits }),
    ...(args.memoryMiB !== undefined && { memoryMiB: args.memoryMiB }),
    ...(args.ephemeralStorageGiB !== undefined && { ephemeralStorageGiB: args.ephemeralStorageGiB }),
    desiredCount: args.desiredCount ?? args.autoScaling?.minTasks ?? SERVICE_DEFAULTS.desiredCount,
    ...(args.autoScaling && { autoScaling: args.autoScaling }),
    ...(args.alarms && { alarms: args.alarms }),
    strategy: plainStrategy(args.strategy),
    rollbackAlarmNames: args.rollbackAlarmNames ?? [],
    ...(args.healthCheckGracePeriodSeconds !== undefined && {
      healthCheckGracePeriodSeconds: args.healthCheckGracePeriodSeconds,
    }),
    ...(args.availabilityZoneRebalancing && { availabilityZoneRebalancing: args.availabilityZoneRebalancing }),
    logRetentionDays: args.logRetentionDays ?? SERVICE_DEFAULTS.logRetentionDays,
    deploymentTimeoutMinutes: args.deploymentTimeoutMinutes ?? SERVICE_DEFAULTS.deploymentTimeoutMinutes,
    capacityProviderStrategy,
    containers: plainContainers(taskContainers(name, args), stopTimeoutSeconds),
    ownContainers: Object.keys(args.containers),
    sidecars: sidecarNames(args),
    ...(args.logRouter && { logRouter: plainLogRouter(args.logRouter) }),
    executeCommand: args.executeCommand ?? false,
    ...(args.networkRoutes && { networkRoutes: plainNetworkRoutes(args.networkRoutes) }),
    setupImage: args.setupImage ?? SETUP_IMAGE,
    ...(args.cloudMap && { cloudMap: { ...CLOUD_MAP_DEFAULTS, ...args.cloudMap } }),
    ...(args.serviceConnect && { serviceConnect: args.serviceConnect }),
    secretKmsKeyArns: args.secretKmsKeyArns ?? [],
    permissionsBoundaryArn: args.permissionsBoundaryArn,
  };
  if (args.route === undefined) return plain;
  const { container, healthCheck = {}, deregistrationDelaySeconds } = args.route;
  return {
    ...plain,
    route: {
      ...(container === undefined ? {} : { container }),
      healthCheck,
      ...targetGroupSettings(args.route),
      deregistrationDelaySeconds: deregistrationDelaySeconds ?? SERVICE_DEFAULTS.deregistrationDelaySeconds,
    },
  };
}

function defaultStopTimeout(strategy: readonly CapacityProviderStrategyItem[]): number {
  const spot = strategy.some((item) => item.capacityProvider === "FARGATE_SPOT");
  return spot ? SERVICE_DEFAULTS.spotStopTimeoutSeconds : SERVICE_DEFAULTS.stopTimeoutSeconds;
}
