/**
 * Services of AWS that say for which account and resource they act, so that a policy can ask for it: the condition keys
 * `aws:SourceAccount` and `aws:SourceArn`. A service that isn't here may not send them for that use, and a policy that
 * asked would lock it out: EventBridge, for one, does not send them to the keys of encrypted topics
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services).
 */

/** What the service is let in for. */
export type DeputyUse = "role" | "topic" | "queue" | "key" | "bucket";

const DOCS = "https://docs.aws.amazon.com";
const EVENTBRIDGE = `${DOCS}/eventbridge/latest/userguide`;
const CLOUDTRAIL = `${DOCS}/awscloudtrail/latest/userguide`;
const LOGS_IN_S3 = `${DOCS}/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html`;
const S3_EVENTS = `${DOCS}/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html`;
const SNS = `${DOCS}/sns/latest/dg`;

/** Per service and use, the document that shows the condition. */
const DEPUTIES: Readonly<Record<string, Readonly<Partial<Record<DeputyUse, string>>>>> = {
  "ecs-tasks.amazonaws.com": { role: `${DOCS}/AmazonECS/latest/developerguide/task-iam-roles.html` },
  "vpc-flow-logs.amazonaws.com": { role: `${DOCS}/vpc/latest/userguide/flow-logs-iam-role.html` },
  "delivery.logs.amazonaws.com": { bucket: LOGS_IN_S3, key: `${LOGS_IN_S3}#AWS-logs-SSE-KMS-S3` },
  "scheduler.amazonaws.com": {
    role: `${DOCS}/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html`,
  },
  "pipes.amazonaws.com": { role: `${EVENTBRIDGE}/cross-service-confused-deputy-prevention.html` },
  "events.amazonaws.com": {
    role: `${EVENTBRIDGE}/cross-service-confused-deputy-prevention.html`,
    queue: `${EVENTBRIDGE}/eb-use-resource-based.html#eb-sqs-permissions`,
  },
  "states.amazonaws.com": { role: `${DOCS}/step-functions/latest/dg/procedure-create-iam-role.html` },
  "codebuild.amazonaws.com": { role: `${DOCS}/codebuild/latest/userguide/setting-up-service-role.html` },
  "monitoring.rds.amazonaws.com": {
    role: `${DOCS}/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html#USER_Monitoring.OS.confused-deputy`,
  },
  "cloudtrail.amazonaws.com": {
    bucket: `${CLOUDTRAIL}/create-s3-bucket-policy-for-cloudtrail.html`,
    topic: `${CLOUDTRAIL}/cloudtrail-permissions-for-sns-notifications.html`,
    key: `${CLOUDTRAIL}/create-kms-key-policy-for-cloudtrail.html`,
  },
  "cloudwatch.amazonaws.com": {
    topic: `${SNS}/sns-access-policy-use-cases.html#sns-allow-cloudwatch-alarm-to-publish-to-topic-in-another-account`,
    key: `${SNS}/sns-key-management.html#compatibility-with-aws-services`,
  },
  "budgets.amazonaws.com": { topic: `${DOCS}/cost-management/latest/userguide/budgets-sns-policy.html` },
  "s3.amazonaws.com": { topic: S3_EVENTS, queue: S3_EVENTS },
  "logging.s3.amazonaws.com": { bucket: `${DOCS}/AmazonS3/latest/userguide/enable-server-access-logging.html` },
  "sns.amazonaws.com": { queue: `${SNS}/sns-access-policy-use-cases.html#sns-publish-messages-to-sqs-queue` },
};

/** The services that can be asked, of those that use it so. */
export function deputyServices(use: DeputyUse): readonly string[] {
  return Object.entries(DEPUTIES).flatMap(([service, documents]) => (documents[use] === undefined ? [] : [service]));
}
