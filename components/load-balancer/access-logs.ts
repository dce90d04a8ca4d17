import * as pulumi from "@pulumi/pulumi";
import { buildLogBucket, type LogBucketTransforms } from "../log-bucket";
import { placeOf } from "../place";
import { refuse } from "../refuse";
import { accessLogWriters, checkAccessLogs } from "./access-logs-plan";

export interface AccessLogsArgs {
  /**
   * How long (days, 1 to 3653) a log is kept.
   * @default 365
   */
  readonly retentionDays?: number;
  /**
   * Whether Pulumi refuses to delete the bucket, and S3 as long as there are logs in it. If not, they go with it.
   * @default true
   */
  readonly protectLogs?: boolean;
  /** Whether Network Load Balancers may write too. @default false */
  readonly networkLoadBalancers?: boolean;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: LogBucketTransforms;
}

/**
 * Where load balancers write who asked them for what, and what was answered. It creates:
 * 1. a bucket, encrypted with S3's own keys: Elastic Load Balancing can't use others;
 * 2. the block of all public access to it;
 * 3. its policy: load balancers of this account may write, and nobody does anything without TLS;
 * 4. its lifecycle: logs are deleted after the retention.
 *
 * ```ts
 * const accessLogs = new AccessLogs("access-logs", { retentionDays: 90 });
 * const loadBalancer = new LoadBalancer("public", { network, certificateArn, accessLogs });
 * ```
 * @throws RunError if the retention is not one that S3 knows, before anything is registered.
 */
export class AccessLogs extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  /** What has to exist before a load balancer can write: AWS tries it at once. */
  readonly writable: readonly pulumi.Resource[];

  constructor(name: string, args: AccessLogsArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkAccessLogs(name, args));
    super("fargate-platform:load-balancer:AccessLogs", name, {}, options);
    const { bucket, writable } = buildLogBucket(
      name,
      {
        place: placeOf(this),
        writers: (arn, place) => accessLogWriters(arn, place, args.networkLoadBalancers),
        retentionDays: args.retentionDays ?? 365,
        protect: args.protectLogs ?? true,
        transform: args.transform,
      },
      { parent: this },
    );
    this.bucketName = bucket.bucket;
    this.writable = writable;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
