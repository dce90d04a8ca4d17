/** What scaling by a queue measures, and what the tasks may do with it. */
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../../model/iam-policy";
import type { PolicyStatementInput } from "../identity/task-role";
import type { QueueScaling } from "./queue-scaling-plan";

type Metric =
  aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetric;

/** A metric as CloudWatch knows it, with its statistic; dimensions by their names. */
interface Measured {
  readonly label: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly stat: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

function measured(id: string, { label, namespace, metricName, stat, dimensions }: Measured): Metric {
  const pairs = Object.entries(dimensions).map(([name, value]) => ({ name, value }));
  return { id, label, metricStat: { metric: { namespace, metricName, dimensions: pairs }, stat }, returnData: false };
}

/**
 * The messages that wait for each running task. Running tasks are counted by Container Insights, which the cluster needs.
 * Source: QUEUE_SCALING_SOURCE
 */
export function backlogPerTask(
  queueName: pulumi.Input<string>,
  clusterName: pulumi.Input<string>,
  serviceName: pulumi.Input<string>,
): Metric[] {
  return [
    measured("waiting", {
      label: "Messages that wait in the queue",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      stat: "Sum",
      dimensions: { QueueName: queueName },
    }),
    measured("running", {
      label: "Tasks that run",
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      stat: "Average",
      dimensions: { ClusterName: clusterName, ServiceName: serviceName },
    }),
    { id: "backlog", label: "Messages that wait for each task", expression: "waiting / running", returnData: true },
  ];
}

/**
 * Taking messages from the queue, and keeping a task from being ended amid its work.
 * Sources: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
 */
export function workStatements(
  queue: QueueScaling,
  place: pulumi.Output<AwsPlace>,
  clusterName: pulumi.Output<string>,
): pulumi.Output<PolicyStatementInput[]> {
  return pulumi
    .all([queue.name, place, clusterName])
    .apply(([name, { partition, region, accountId }, cluster]): PolicyStatementInput[] => [
      {
        Sid: "TakeMessages",
        Effect: "Allow",
        Action: [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
        ],
        Resource: `arn:${partition}:sqs:${region}:${accountId}:${name}`,
      },
      {
        Sid: "ProtectTasks",
        Effect: "Allow",
        Action: ["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"],
        Resource: `arn:${partition}:ecs:${region}:${accountId}:task/${cluster}/*`,
      },
    ]);
}
