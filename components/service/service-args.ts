import type * as pulumi from "@pulumi/pulumi";
import type { ContainerHealthCheck, DependencyCondition } from "../../model/container-definition";
import { mapValues } from "../../model/records";
import type { LoadBalancer } from "../load-balancer/load-balancer";
import type { Network } from "../network/network";
import type { AutoScalingArgs } from "./auto-scaling-plan";
import type { Cluster } from "./cluster";
import type { TargetHealthCheck } from "./health-check-plan";
import type { PlainContainer } from "./container-plan";
import type { CapacityProviderStrategyItem, PlainService } from "./service-plan";

/** One container of a task. */
export interface ContainerArgs {
  /** `REGISTRY/REPOSITORY:TAG` or `…@sha256:DIGEST`. A digest always names the same image; a tag can be moved. */
  readonly image: pulumi.Input<string>;
  /** Replaces the image's command. */
  readonly command?: readonly string[];
  /** Replaces the image's entry point. */
  readonly entryPoint?: readonly string[];
  /** The port that the program listens on. Only declared ports can be reached from outside the task. */
  readonly containerPort?: number;
  /** Plain variables. Names and values that look like credentials are refused: see `secrets`. */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Per variable the ARN of the Secrets Manager secret or Systems Manager parameter that ECS reads its value from. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** User and group that the program runs as. @default "1000:1000", which is not root */
  readonly user?: string;
  /** Whether the program can't write to its own file system. @default true */
  readonly readonlyRootFilesystem?: boolean;
  /** Whether the task ends when this container ends. @default true */
  readonly essential?: boolean;
  /** Containers of the same task that have to reach a state before this one starts. */
  readonly dependsOn?: Readonly<Record<string, DependencyCondition>>;
  /** Lets ECS itself find out whether the container works. The load balancer's health check is independent of it. */
  readonly healthCheck?: Partial<Omit<ContainerHealthCheck, "command">> & Pick<ContainerHealthCheck, "command">;
  /** Seconds from SIGTERM to SIGKILL, 0 to 120. @default 30, or 120 if the service uses FARGATE_SPOT */
  readonly stopTimeoutSeconds?: number;
}

/** Which requests a service gets from a load balancer. */
export interface ServiceRouteArgs {
  readonly loadBalancer: LoadBalancer;
  /** Path patterns, of which one must match. */
  readonly paths?: readonly string[];
  /** Host patterns, of which one must match. */
  readonly hosts?: readonly string[];
  /** Lower comes first, 1 to 50,000. @default computed from how specific the paths and hosts are */
  readonly priority?: number;
  /** The container that gets the requests. @default the only one with a `containerPort` */
  readonly container?: string;
  readonly healthCheck?: TargetHealthCheck;
  /** Seconds that requests in flight get when a task is stopped, 0 to 3600. @default 60 */
  readonly deregistrationDelaySeconds?: number;
}

export interface FargateServiceArgs {
  readonly cluster: Cluster;
  /** Tasks run in the private subnets of this network. */
  readonly network: Network;
  /** The containers of each task, by name. */
  readonly containers: Readonly<Record<string, ContainerArgs>>;
  /** CPU of a task: 256, 512, 1024, 2048, 4096, 8192 or 16384 units; 1024 are one vCPU. @default 256 */
  readonly cpuUnits?: number;
  /** Memory of a task in MiB; which values go with which CPU is AWS's table. @default 512 */
  readonly memoryMiB?: number;
  /** What the images are built for. ARM64 costs a fifth less. @default "X86_64" */
  readonly cpuArchitecture?: "X86_64" | "ARM64";
  /**
   * How many tasks run, unless auto scaling decides. With fewer than two, a failing zone or a Spot notice is an outage.
   * @default 2
   */
  readonly desiredCount?: number;
  /** Lets CPU and memory decide how many tasks run. @default a fixed number */
  readonly autoScaling?: AutoScalingArgs;
  /** @default FARGATE alone */
  readonly capacityProviderStrategy?: readonly CapacityProviderStrategyItem[];
  /** The requests that the service gets. Without it nothing can reach the tasks. */
  readonly route?: ServiceRouteArgs;
  /** How long logs are kept, in days. @default 365 */
  readonly logRetentionDays?: number;
  /** Whether Pulumi refuses to delete the log group. @default false */
  readonly protectLogGroup?: boolean;
  /** Customer managed KMS keys of the containers' secrets, which ECS has to decrypt them with. @default none */
  readonly secretKmsKeyArns?: readonly string[];
  /** The managed policy that limits what both roles can ever do, whatever they are granted. @default none */
  readonly permissionsBoundaryArn?: string | undefined;
}

/** The defaults that more than one place has to know. */
export const SERVICE_DEFAULTS = {
  cpuUnits: 256,
  memoryMiB: 512,
  desiredCount: 2,
  logRetentionDays: 365,
  deregistrationDelaySeconds: 60,
  stopTimeoutSeconds: 30,
  /** All of the two minutes between a Spot notice and the end. */
  spotStopTimeoutSeconds: 120,
  capacityProviderStrategy: [{ capacityProvider: "FARGATE" }] as readonly CapacityProviderStrategyItem[],
} as const;

/** Everything that is known without creating anything, with the defaults filled in. */
export function plainService(
  name: string,
  args: Omit<FargateServiceArgs, "cluster" | "network" | "route"> & {
    readonly route?: Omit<ServiceRouteArgs, "loadBalancer">;
  },
): PlainService {
  const capacityProviderStrategy = args.capacityProviderStrategy ?? SERVICE_DEFAULTS.capacityProviderStrategy;
  const stopTimeoutSeconds = defaultStopTimeout(capacityProviderStrategy);
  const plain: PlainService = {
    name,
    cpuUnits: args.cpuUnits ?? SERVICE_DEFAULTS.cpuUnits,
    memoryMiB: args.memoryMiB ?? SERVICE_DEFAULTS.memoryMiB,
    desiredCount: args.desiredCount ?? args.autoScaling?.minTasks ?? SERVICE_DEFAULTS.desiredCount,
    ...(args.autoScaling && { autoScaling: args.autoScaling }),
    logRetentionDays: args.logRetentionDays ?? SERVICE_DEFAULTS.logRetentionDays,
    capacityProviderStrategy,
    containers: mapValues(args.containers, (container) => plainContainer(container, stopTimeoutSeconds)),
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
      deregistrationDelaySeconds: deregistrationDelaySeconds ?? SERVICE_DEFAULTS.deregistrationDelaySeconds,
    },
  };
}

function plainContainer(container: ContainerArgs, stopTimeoutSeconds: number): PlainContainer {
  return {
    ...(typeof container.image === "string" ? { image: container.image } : {}),
    ...(container.containerPort === undefined ? {} : { containerPort: container.containerPort }),
    essential: container.essential ?? true,
    environment: mapValues(container.environment ?? {}, plainText),
    secrets: mapValues(container.secrets ?? {}, plainText),
    dependsOn: container.dependsOn ?? {},
    ...(container.healthCheck === undefined
      ? {}
      : { healthCheck: { ...CONTAINER_HEALTH_DEFAULTS, ...container.healthCheck } }),
    stopTimeoutSeconds: container.stopTimeoutSeconds ?? stopTimeoutSeconds,
  };
}

/** AWS's own defaults. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
export const CONTAINER_HEALTH_DEFAULTS = {
  intervalSeconds: 30,
  timeoutSeconds: 5,
  retries: 3,
  startPeriodSeconds: 0,
} as const;

function defaultStopTimeout(strategy: readonly CapacityProviderStrategyItem[]): number {
  const spot = strategy.some((item) => item.capacityProvider === "FARGATE_SPOT");
  return spot ? SERVICE_DEFAULTS.spotStopTimeoutSeconds : SERVICE_DEFAULTS.stopTimeoutSeconds;
}

function plainText(value: pulumi.Input<string>): string | undefined {
  return typeof value === "string" ? value : undefined;
}
