/** How many tasks a service runs, by how busy they are. */
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";
import { checkQueueScaling, type QueueScaling } from "./queue-scaling-plan";
import { checkSchedules, type OfficeHours, type ScalingSchedule } from "./scaling-schedule-plan";

export interface AutoScalingArgs {
  /**
   * The fewest tasks, 0 to 5000. With fewer than two, a failing zone or a Spot notice is an outage; none at all needs a
   * schedule that starts some.
   */
  readonly minTasks: number;
  /** The most tasks, 1 to 5000. */
  readonly maxTasks: number;
  /**
   * The CPU that tasks should use on average, 1 to 100 percent of what they have; false if CPU decides nothing.
   * @default 65, or false with a queue: how much waits there doesn't show in it
   */
  readonly cpuPercent?: number | false;
  /**
   * The memory that tasks should use on average, 1 to 100 percent of what they have; false if memory decides nothing.
   * @default 75
   */
  readonly memoryPercent?: number | false;
  /**
   * The requests that a task should get in a minute on average, 1 to 1,000,000,000. It needs a route.
   * @default requests decide nothing
   */
  readonly requestsPerTargetPerMinute?: number;
  /**
   * The queue that the tasks work on. They may take its messages, and protect themselves from being ended amid their work.
   * @default no queue decides
   */
  readonly queue?: QueueScaling;
  /** Seconds from adding tasks until more are added, so that the new ones can show their effect. @default 60 */
  readonly scaleOutCooldownSeconds?: number;
  /** Seconds from removing tasks until more are removed. @default 300 */
  readonly scaleInCooldownSeconds?: number;
  /** Other numbers of tasks from certain times on, by a name of your own. @default none */
  readonly schedules?: Readonly<Record<string, ScalingSchedule>>;
  /** Runs tasks only while people work: for environments that nobody needs at night. @default at all times */
  readonly officeHours?: OfficeHours;
}

const AUTO_SCALING_DEFAULTS = {
  cpuPercent: 65,
  memoryPercent: 75,
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 300,
} as const;

/** What is measured and how soon it is measured again, by what is given and what is not. */
export function scalingDefaults({ queue }: Pick<AutoScalingArgs, "queue">) {
  return queue === undefined ? AUTO_SCALING_DEFAULTS : { ...AUTO_SCALING_DEFAULTS, cpuPercent: false as const };
}

const TARGET_SOURCE =
  "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html";
const POLICY_SOURCE =
  "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html";

/** The quota of tasks per service: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const MIN_TASKS: Range = { lowest: 0, highest: 5000 };
const MAX_TASKS: Range = { lowest: 1, highest: 5000 };
const PERCENT: Range = { lowest: 1, highest: 100 };
/** AWS names no limit of its own; the value is a 32-bit number. */
const COOLDOWN_SECONDS: Range = { lowest: 0, highest: 2 ** 31 - 1 };
/** AWS names no limit of its own; more than a billion is a mistake in the unit. */
const REQUESTS: Range = { lowest: 1, highest: 1_000_000_000 };

/** The arguments that are numbers, or false. */
type NumericKey = {
  [K in keyof AutoScalingArgs]-?: AutoScalingArgs[K] extends number | false | undefined ? K : never;
}[keyof AutoScalingArgs];

/** What auto scaling has to know about the service. */
export interface ScaledPlan {
  readonly desiredCount: number;
  readonly hasRoute: boolean;
}

export function checkAutoScaling(
  component: string,
  { desiredCount, hasRoute }: ScaledPlan,
  scaling: AutoScalingArgs,
): Problem[] {
  const range = (key: NumericKey, allowed: Range, source: string) =>
    rangeProblem(component, `autoScaling.${key}`, scaling[key] === false ? undefined : scaling[key], allowed, source);
  const problems = [
    ...range("minTasks", MIN_TASKS, TARGET_SOURCE),
    ...range("maxTasks", MAX_TASKS, TARGET_SOURCE),
    ...range("cpuPercent", PERCENT, POLICY_SOURCE),
    ...range("memoryPercent", PERCENT, POLICY_SOURCE),
    ...range("requestsPerTargetPerMinute", REQUESTS, POLICY_SOURCE),
    ...range("scaleOutCooldownSeconds", COOLDOWN_SECONDS, POLICY_SOURCE),
    ...range("scaleInCooldownSeconds", COOLDOWN_SECONDS, POLICY_SOURCE),
  ];
  if (scaling.minTasks > scaling.maxTasks) {
    problems.push({
      component,
      argument: "autoScaling.maxTasks",
      value: scaling.maxTasks,
      message: `It is less than minTasks (${scaling.minTasks}).`,
      fix: "Raise maxTasks or lower minTasks.",
      source: TARGET_SOURCE,
    });
  }
  if (desiredCount !== scaling.minTasks) {
    problems.push({
      component,
      argument: "desiredCount",
      value: desiredCount,
      message: "Auto scaling decides how many tasks run, and begins with minTasks.",
      fix: "Remove desiredCount, or autoScaling.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    });
  }
  return [
    ...problems,
    ...(scaling.queue ? checkQueueScaling(component, scaling.queue) : []),
    ...checkMetrics(component, hasRoute, scaling),
    ...checkSchedules(component, scaling),
  ];
}

function checkMetrics(component: string, hasRoute: boolean, scaling: AutoScalingArgs): Problem[] {
  const { cpuPercent, memoryPercent, requestsPerTargetPerMinute, queue, schedules, officeHours } = scaling;
  const problems: Problem[] = [];
  if (requestsPerTargetPerMinute !== undefined && !hasRoute) {
    problems.push({
      component,
      argument: "autoScaling.requestsPerTargetPerMinute",
      value: requestsPerTargetPerMinute,
      message: "Requests are counted by the load balancer, and the service has no route.",
      fix: "Give it a route, or remove this.",
      source: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
    });
  }
  const isMeasured =
    cpuPercent !== false || memoryPercent !== false || requestsPerTargetPerMinute !== undefined || queue !== undefined;
  if (!isMeasured && officeHours === undefined && Object.keys(schedules ?? {}).length === 0) {
    problems.push({
      component,
      argument: "autoScaling.cpuPercent",
      value: false,
      message: "Neither CPU nor memory, requests, a queue or a schedule decide how many tasks run.",
      fix: "Leave one of them on, or set desiredCount instead of autoScaling.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    });
  }
  return problems;
}
