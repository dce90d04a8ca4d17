import type * as pulumi from "@pulumi/pulumi";
import { CLOUD_WATCH_LOGS } from "../../model/log-outputs";
import { ROUTER_USER } from "../../model/log-router";
import { mapValues } from "../../model/records";
import { plainText } from "./container-args";
import type { PlainLogRouter } from "./log-router-plan";
import type { ContainerSize } from "./size-plan";

/** How the containers' output leaves the task: by a Fluent Bit beside them, to wherever that can send it. */
export interface LogRouterArgs extends ContainerSize {
  /** CPU units that the router has whenever it needs them; 1024 are one vCPU. @default 64 */
  readonly cpuUnits?: number;
  /** The most memory that the router can use: what it can't send, it keeps there. @default 256 */
  readonly memoryMiB?: number;
  /** The memory that is kept for the router. @default 128, or all of `memoryMiB` if that is given */
  readonly memoryReservationMiB?: number;
  /**
   * The output of Fluent Bit that gets the logs. For `cloudwatch_logs`, `kinesis_firehose`, `kinesis_streams` and `s3` the
   * task's role is allowed what they need, and no more; for any other, grant the task role what its document says.
   * @default "cloudwatch_logs"
   */
  readonly output?: string;
  /**
   * The output's options by its document, and `log-driver-buffer-limit`, the lines that are kept while the router takes
   * none. Everyone who may read the task definition can read them: see `secretOptions`.
   * @default the region, and for `cloudwatch_logs` the service's own log group
   */
  readonly options?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Per option the ARN of the Secrets Manager secret or Systems Manager parameter that ECS reads its value from. @default none */
  readonly secretOptions?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Whether ECS adds the names of cluster, task and task definition to each line. @default true */
  readonly enableEcsLogMetadata?: boolean;
  /**
   * A file in the router's image with more configuration of Fluent Bit: parsers, filters, further outputs. What those need
   * is for you to grant.
   * @default none
   */
  readonly configFile?: string;
  /**
   * The router's image: one with a file of your own, or a copy for a network without a way to the internet.
   * @default AWS for Fluent Bit in public.ecr.aws, a fixed version
   */
  readonly image?: string;
  /** User and group that the router runs as. @default "1000:1000", which is not root */
  readonly user?: string;
}

/** The arguments before there are secrets. */
export type PlannedLogRouterArgs = Omit<LogRouterArgs, "secretOptions"> & {
  readonly secretOptions?: Readonly<Record<string, pulumi.Input<string> | undefined>>;
};

/** What is known of a router without creating anything, with the defaults filled in. */
export function plainLogRouter(args: PlannedLogRouterArgs): PlainLogRouter {
  return {
    output: args.output ?? CLOUD_WATCH_LOGS,
    options: mapValues(args.options ?? {}, plainText),
    secretOptions: mapValues(args.secretOptions ?? {}, plainText),
    enableEcsLogMetadata: args.enableEcsLogMetadata ?? true,
    ...(args.configFile !== undefined && { configFile: args.configFile }),
    user: args.user ?? ROUTER_USER,
  };
}
