/** How ECS replaces a service's tasks by those of a new version. */
import type { Range } from "./ranges";

export const DEPLOYMENT_SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html";
export const ROLLING_SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html";
export const REBALANCING_SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html";
export const ALARMS_SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html";

/** Of a rolling deployment. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
export const MINIMUM_HEALTHY_PERCENT: Range = { lowest: 0, highest: 100 };
export const MAXIMUM_PERCENT: Range = { lowest: 100, highest: 200 };

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
export const GRACE_PERIOD_SECONDS: Range = { lowest: 0, highest: 2_147_483_647 };

/** Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const ALARM_NAME_MAX_LENGTH = 255;

/**
 * Of deployments that shift traffic, in minutes: how long the old tasks stay after all of it was shifted.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html and
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
 */
export const BAKE_TIME_MINUTES: Range = { lowest: 0, highest: 1440 };

/** Shares of the traffic are multiples of a tenth of a percent. */
export const CANARY_PERCENT: Range = { lowest: 0.1, highest: 100 };
export const STEP_PERCENT: Range = { lowest: 3, highest: 100 };

export const SHIFTING_SOURCES = {
  blueGreen: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
  canary: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html",
  linear: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html",
  resources: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html",
} as const;

/** True for a share of the traffic that AWS can shift. */
export function isTrafficPercent(value: number, { lowest, highest }: Range): boolean {
  return value >= lowest && value <= highest && Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;
}

/**
 * How often a linear deployment waits: not after the step that reaches all of the traffic.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-linearconfiguration.html
 */
export function linearWaits(stepPercent: number): number {
  const tenths = Math.round(stepPercent * 10);
  return Math.ceil(1000 / tenths) - 1;
}

/** The tasks between which a rolling deployment keeps a service. */
export interface TaskBounds {
  readonly fewest: number;
  readonly most: number;
}

/** The lower limit is rounded up, the upper one down. Source: the API's page. */
export function taskBounds(tasks: number, minimumHealthyPercent: number, maximumPercent: number): TaskBounds {
  return { fewest: Math.ceil((tasks * minimumHealthyPercent) / 100), most: Math.floor((tasks * maximumPercent) / 100) };
}

/** True if ECS can neither stop an old task first nor start a new one first, so that a deployment never ends. */
export function isStuck(tasks: number, { fewest, most }: TaskBounds): boolean {
  return tasks > 0 && fewest >= tasks && most <= tasks;
}

/**
 * Where in a deployment that shifts traffic a function may be asked. Stages of the shift itself may come more than once:
 * with each step, and in a roll-back.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html
 */
export const LIFECYCLE_STAGES = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
] as const;
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number];

export const LIFECYCLE_SOURCES = {
  hook: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html",
  guide: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html",
  permissions: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-permissions.html",
} as const;
