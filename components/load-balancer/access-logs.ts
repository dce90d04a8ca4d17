import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../model/iam-policy";
import { placeOf } from "../place";
import { refuse } from "../refuse";
import { accessLogsPolicy, checkAccessLogs } from "./access-logs-plan";

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
    const protect = args.protectLogs ?? true;
    const bucket = new aws.s3.Bucket(name, { forceDestroy: !protect, tags: { Name: name } }, { parent: this, protect });
    this.bucketName = bucket.bucket;
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      { bucket: bucket.bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      { parent: this },
    );
    const publicAccess = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
    const policy = new aws.s3.BucketPolicy(
      name,
      {
        bucket: bucket.bucket,
        policy: pulumi
          .all([bucket.arn, placeOf(this)])
          .apply(([arn, place]) => policyDocument(accessLogsPolicy(arn, place, args.networkLoadBalancers))),
      },
      // S3 refuses to change both at the same time.
      { parent: this, dependsOn: [publicAccess] },
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "retention",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: args.retentionDays ?? 365 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      { parent: this },
    );
    this.writable = [policy, encryption];
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
