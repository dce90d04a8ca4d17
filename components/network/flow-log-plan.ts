/** What a network's flow logs record, and what the role that writes them may do. */
import { policyDocument, type AwsPlace, type PolicyStatement } from "../../model/iam-policy";

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
