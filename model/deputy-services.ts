/**
 * Services of AWS that say for which account and resource they act, so that a policy can ask for it: the condition keys
 * `aws:SourceAccount` and `aws:SourceArn`. A service that isn't here may not send them for that use, and a policy that
 * asked would lock it out.
 */

/** What the service is let in for. */
export type DeputyUse = "role" | "topic" | "queue" | "key" | "bucket";

interface Deputy {
  readonly service: string;
  readonly uses: readonly DeputyUse[];
  /** The document that shows the condition. */
  readonly source: string;
}

const DOCS = "https://docs.aws.amazon.com";

const DEPUTIES: readonly Deputy[] = [
  {
    service: "ecs-tasks.amazonaws.com",
    uses: ["role"],
    source: `${DOCS}/AmazonECS/latest/developerguide/task-iam-roles.html`,
  },
  {
    service: "vpc-flow-logs.amazonaws.com",
    uses: ["role"],
    source: `${DOCS}/vpc/latest/userguide/flow-logs-iam-role.html`,
  },
  {
    service: "delivery.logs.amazonaws.com",
    uses: ["bucket", "key"],
    source: `${DOCS}/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html`,
  },
  {
    service: "scheduler.amazonaws.com",
    uses: ["role"],
    source: `${DOCS}/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html`,
  },
  {
    service: "pipes.amazonaws.com",
    uses: ["role"],
    source: `${DOCS}/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html`,
  },
  {
    service: "events.amazonaws.com",
    uses: ["role", "queue"],
    source: `${DOCS}/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html`,
  },
  {
    service: "states.amazonaws.com",
    uses: ["role"],
    source: `${DOCS}/step-functions/latest/dg/procedure-create-iam-role.html`,
  },
  {
    service: "codebuild.amazonaws.com",
    uses: ["role"],
    source: `${DOCS}/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html`,
  },
  {
    service: "codepipeline.amazonaws.com",
    uses: ["role"],
    source: `${DOCS}/codepipeline/latest/userguide/cross-service-confused-deputy-prevention.html`,
  },
  {
    service: "monitoring.rds.amazonaws.com",
    uses: ["role"],
    source: `${DOCS}/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html`,
  },
  {
    service: "cloudtrail.amazonaws.com",
    uses: ["bucket", "topic", "key"],
    source: `${DOCS}/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html`,
  },
  {
    service: "cloudwatch.amazonaws.com",
    uses: ["topic", "key"],
    source: `${DOCS}/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html`,
  },
  {
    service: "budgets.amazonaws.com",
    uses: ["topic"],
    source: `${DOCS}/cost-management/latest/userguide/cross-service-confused-deputy-prevention.html`,
  },
  {
    service: "s3.amazonaws.com",
    uses: ["topic", "queue"],
    source: `${DOCS}/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html`,
  },
  {
    service: "logging.s3.amazonaws.com",
    uses: ["bucket"],
    source: `${DOCS}/AmazonS3/latest/userguide/enable-server-access-logging.html`,
  },
  {
    service: "sns.amazonaws.com",
    uses: ["queue"],
    source: `${DOCS}/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html`,
  },
];

/** The services that can be asked, of those that use it so. */
export function deputyServices(use: DeputyUse): readonly string[] {
  return DEPUTIES.filter(({ uses }) => uses.includes(use)).map(({ service }) => service);
}
