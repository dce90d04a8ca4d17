/** What buckets of logs have in common: who delivers there, that nobody goes there without TLS, how long logs are kept. */
import type { AwsPlace, PolicyStatement } from "../model/iam-policy";
import type { Problem } from "../model/problem";
import { rangeProblem } from "../model/ranges";

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html */
const RETENTION_DAYS = { lowest: 1, highest: 3653 } as const;

/** @param argument where the days were given */
export function checkLogBucketRetention(component: string, argument: string, days: number | undefined): Problem[] {
  const source = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html";
  return rangeProblem(component, argument, days, RETENTION_DAYS, source);
}

/**
 * The service by which others of AWS deliver logs to S3.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export const LOG_DELIVERY = { Service: "delivery.logs.amazonaws.com" } as const;

/** Deliveries of this account and region only (the confused deputy). Source: the same document. */
export function deliveryCondition({ accountId, region, partition }: AwsPlace) {
  return {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
  };
}

/** What the service says about each object that it writes. */
export function deliveredObjectCondition(place: AwsPlace) {
  const condition = deliveryCondition(place);
  return { ...condition, StringEquals: { ...condition.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" } };
}

export function tlsOnly(bucketArn: string): PolicyStatement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
