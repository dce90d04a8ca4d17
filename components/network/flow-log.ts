import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../model/iam-policy";
import type { EncryptionKey } from "../identity/encryption-key";
import { roleWithPolicy } from "../identity/role-with-policy";
import { placeOf } from "../place";
import { transformed } from "../transform";
import { recorded, type CommonFlowLogArgs } from "./flow-log-args";
import { DEFAULT_FLOW_LOG_RETENTION_DAYS, flowLogStatements, flowLogsTrustPolicy } from "./flow-log-plan";
import type { FlowLogTransforms } from "./network-transforms";

export interface FlowLogArgs extends CommonFlowLogArgs {
  /** Encrypts the records. @default CloudWatch's own key */
  readonly encryptionKey?: EncryptionKey | undefined;
  /** Whether Pulumi refuses to delete the log group. @default false */
  readonly protectLogGroup?: boolean | undefined;
  /** The managed policy that limits what the role can ever do. @default none */
  readonly permissionsBoundaryArn?: string | undefined;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: FlowLogTransforms | undefined;
}

/**
 * Who talked to whom in a VPC, in CloudWatch Logs. It creates:
 * 1. a log group with limited retention;
 * 2. a role with which the VPC's flow logs may write to this group, and do nothing else;
 * 3. the flow log.
 *
 * ```ts
 * new FlowLog("main-flow", { vpcId: vpc.id, record: "all" }, { parent: this });
 * ```
 */
export class FlowLog extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: FlowLogArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:network:FlowLog", name, {}, options);
    const tags = { Name: name };
    const { transform = {} } = args;
    const place = placeOf(this);
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      ...transformed<aws.cloudwatch.LogGroupArgs>(
        transform.logGroup,
        {
          retentionInDays: args.retentionDays ?? DEFAULT_FLOW_LOG_RETENTION_DAYS,
          kmsKeyId: args.encryptionKey?.arn,
          tags,
        },
        { parent: this, protect: args.protectLogGroup ?? false },
      ),
    );
    const { role, policy } = roleWithPolicy(
      name,
      {
        description: `Flow logs ${name}: what the VPC needs to write them`,
        assumeRolePolicy: place.apply(flowLogsTrustPolicy),
        policy: pulumi
          .all([place, logGroup.arn])
          .apply(([known, logGroupArn]) => policyDocument(flowLogStatements(known, logGroupArn))),
        permissionsBoundaryArn: args.permissionsBoundaryArn,
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
          logDestinationType: "cloud-watch-logs",
          logDestination: logGroup.arn,
          iamRoleArn: role.arn,
          tags,
        },
        // Without its permissions the role could be assumed, but every record would be lost.
        { parent: this, dependsOn: [policy] },
      ),
    );
    this.logGroupName = logGroup.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}
