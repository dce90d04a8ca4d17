import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { buildLogBucket } from "../log-bucket";
import { placeOf } from "../place";
import { transformed } from "../transform";
import { recorded, type CommonFlowLogArgs } from "./flow-log-args";
import { DEFAULT_FLOW_LOG_RETENTION_DAYS, flowLogWriters, type FlowLogFileFormat } from "./flow-log-plan";
import type { S3FlowLogTransforms } from "./network-transforms";

export interface S3FlowLogArgs extends CommonFlowLogArgs {
  /** @default "parquet" */
  readonly fileFormat?: FlowLogFileFormat | undefined;
  /**
   * Whether Pulumi refuses to delete the bucket, and S3 as long as there are records in it. If not, they go with it.
   * @default false
   */
  readonly protectBucket?: boolean | undefined;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: S3FlowLogTransforms | undefined;
}

/**
 * Who talked to whom in a VPC, in files on S3. It creates:
 * 1. a bucket, encrypted with S3's own keys, without public access, to which the flow logs of this account may write, and
 *    nobody anything without TLS; records are deleted after the retention;
 * 2. the flow log, whose files are in folders by day and hour as Athena and Glue know them.
 *
 * ```ts
 * new S3FlowLog("main-flow-s3", { vpcId: vpc.id, record: "all" }, { parent: this });
 * ```
 */
export class S3FlowLog extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: S3FlowLogArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:network:S3FlowLog", name, {}, options);
    const { transform = {} } = args;
    const { bucket, writable } = buildLogBucket(
      name,
      {
        place: placeOf(this),
        writers: flowLogWriters,
        retentionDays: args.retentionDays ?? DEFAULT_FLOW_LOG_RETENTION_DAYS,
        protect: args.protectBucket ?? false,
        transform,
      },
      { parent: this },
    );
    new aws.ec2.FlowLog(
      name,
      ...transformed<aws.ec2.FlowLogArgs>(
        transform.flowLog,
        {
          ...recorded(args),
          logDestinationType: "s3",
          logDestination: bucket.arn,
          destinationOptions: {
            fileFormat: args.fileFormat ?? "parquet",
            hiveCompatiblePartitions: true,
            perHourPartition: true,
          },
          tags: { Name: name },
        },
        // Before it may write there, EC2 would change the bucket's policy itself.
        { parent: this, dependsOn: [...writable] },
      ),
    );
    this.bucketName = bucket.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
