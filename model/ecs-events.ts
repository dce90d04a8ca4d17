/** What ECS tells EventBridge, as far as somebody has to know. */
import type { AwsPlace } from "./iam-policy";

/** The cluster whose events are meant. */
export interface EventSource {
  readonly place: AwsPlace;
  readonly clusterName: string;
  readonly clusterArn: string;
}

export interface EcsEvent {
  /** Which events of a cluster these are, as an event pattern. */
  readonly pattern: (source: EventSource) => object;
  /** Where in the event its parts stand. */
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * A deployment has failed: its circuit breaker or an alarm has ended it.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
 */
export const DEPLOYMENT_FAILED: EcsEvent = {
  pattern: ({ place: { partition, region, accountId }, clusterName }) => ({
    source: ["aws.ecs"],
    "detail-type": ["ECS Deployment State Change"],
    // The event says the service, and the cluster only as part of it.
    resources: [{ prefix: `arn:${partition}:ecs:${region}:${accountId}:service/${clusterName}/` }],
    detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
  }),
  parts: { service: "$.resources[0]", reason: "$.detail.reason", deployment: "$.detail.deploymentId", time: "$.time" },
};

/**
 * A task has stopped, and one of its containers because it used more memory than it may.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html and
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
export const OUT_OF_MEMORY: EcsEvent = {
  pattern: ({ clusterArn }) => ({
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: {
      clusterArn: [clusterArn],
      lastStatus: ["STOPPED"],
      containers: { reason: [{ prefix: "OutOfMemoryError" }] },
    },
  }),
  parts: {
    service: "$.detail.group",
    task: "$.detail.taskArn",
    revision: "$.detail.taskDefinitionArn",
    time: "$.time",
  },
};

/** Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html and API_InputTransformer.html there */
export const EVENT_PATTERN_MAX_LENGTH = 4096;
export const INPUT_TEMPLATE_MAX_LENGTH = 8192;
export const INPUT_PATHS_MAX_COUNT = 100;
