/** What a network's flow logs record, where, and what those who write them may do. */
import { policyDocument, type AwsPlace, type PolicyStatement } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";
import { deliveredObjectCondition, deliveryCondition, LOG_DELIVERY } from "../log-bucket-plan";

/** All connections, only those that security groups or network ACLs rejected, or nothing. */
export const FLOW_LOG_CHOICES = ["all", "rejected", "none"] as const;
export type FlowLogChoice = (typeof FLOW_LOG_CHOICES)[number];

/** What each choice can't answer afterwards, as a sentence. */
export const FLOW_LOG_LOSS: Readonly<Record<FlowLogChoice, string>> = {
  all: "",
  rejected: "Nobody can tell later who was connected to whom, only who tried to.",
  none: "Nobody can tell later who was connected to whom.",
};

export const DEFAULT_FLOW_LOG_RETENTION_DAYS = 365;

/** Where records can go, by the names of EC2's API. */
export const FLOW_LOG_DESTINATIONS = ["cloud-watch-logs", "s3"] as const;
export type FlowLogDestination = (typeof FLOW_LOG_DESTINATIONS)[number];
export const DEFAULT_FLOW_LOG_DESTINATIONS: readonly FlowLogDestination[] = ["cloud-watch-logs"];

/** How records are written to S3. Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html */
export const FLOW_LOG_FILE_FORMATS = ["plain-text", "parquet"] as const;
export type FlowLogFileFormat = (typeof FLOW_LOG_FILE_FORMATS)[number];

export function checkFlowLogDestinations(component: string, destinations: readonly FlowLogDestination[]): Problem[] {
  const at = { component, argument: "flowLogDestinations", value: destinations };
  if (destinations.length === 0) {
    return [{ ...at, message: "The records would go nowhere.", fix: "Name a destination, or set flowLogs to none." }];
  }
  if (new Set(destinations).size === destinations.length) return [];
  return [{ ...at, message: "A destination is named twice.", fix: "Name each once." }];
}

/** How closely (seconds, 60 or 600) connections are counted together: the finest that there is. */
export const MAX_AGGREGATION_SECONDS = 60;

/** The name of EC2's API for the traffic that is recorded. */
export function trafficTypeOf(choice: Exclude<FlowLogChoice, "none">): "ALL" | "REJECT" {
  return choice === "all" ? "ALL" : "REJECT";
}

/**
 * Who may assume the role: the flow logs of this account and region only (the confused deputy).
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowLogsTrustPolicy(place: AwsPlace): string {
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": place.accountId },
        ArnLike: { "aws:SourceArn": `arn:${place.partition}:ec2:${place.region}:${place.accountId}:vpc-flow-log/*` },
      },
    },
  ]);
}

/**
 * What AWS's document asks for, on the one log group. `logs:CreateLogGroup` is left out: the group exists, and records
 * that arrive after its deletion must not bring it back, without retention.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowLogStatements(place: AwsPlace, logGroupArn: string): PolicyStatement[] {
  return [
    {
      Sid: "WriteFlowLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [`${logGroupArn}:*`],
    },
    {
      // A list of all groups, so AWS knows no narrower resource for it.
      Sid: "FindLogGroup",
      Effect: "Allow",
      Action: ["logs:DescribeLogGroups"],
      Resource: [`arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:*`],
    },
  ];
}

/**
 * Who may write to the bucket. Where a bucket's policy has not all of it, EC2 writes it there by itself when the flow log is
 * created, over what else there is: hence AWS's own names and actions.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html (with Hive-compatible prefixes),
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html (ListBucket)
 */
export function flowLogWriters(bucketArn: string, place: AwsPlace): PolicyStatement[] {
  return [
    {
      Sid: "AWSLogDeliveryWrite",
      Effect: "Allow",
      Principal: LOG_DELIVERY,
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/aws-account-id=${place.accountId}/*`,
      Condition: deliveredObjectCondition(place),
    },
    {
      Sid: "AWSLogDeliveryAclCheck",
      Effect: "Allow",
      Principal: LOG_DELIVERY,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucketArn,
      Condition: deliveryCondition(place),
    },
  ];
}
