/** How many tasks a service runs, by how busy they are. */
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";

export interface AutoScalingArgs {
  /** The fewest tasks, 1 to 5000. With fewer than two, a failing zone or a Spot notice is an outage. */
  readonly minTasks: number;
  /** The most tasks, 1 to 5000. */
  readonly maxTasks: number;
  /** The CPU that tasks should use on average, 1 to 100 percent of what they have. @default 65 */
  readonly cpuPercent?: number;
  /** The memory that tasks should use on average, 1 to 100 percent of what they have. @default 75 */
  readonly memoryPercent?: number;
  /** Seconds from adding tasks until more are added, so that the new ones can show their effect. @default 60 */
  readonly scaleOutCooldownSeconds?: number;
  /** Seconds from removing tasks until more are removed. @default 300 */
  readonly scaleInCooldownSeconds?: number;
}

export const AUTO_SCALING_DEFAULTS = {
  cpuPercent: 65,
  memoryPercent: 75,
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 300,
} as const;

const TARGET_SOURCE =
  "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html";
const POLICY_SOURCE =
  "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html";

/**
 * From no task at all nothing is measured, so nothing would ever scale out. The highest is the quota of tasks per service:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
 */
const TASKS: Range = { lowest: 1, highest: 5000 };
const PERCENT: Range = { lowest: 1, highest: 100 };
/** AWS names no limit of its own; the value is a 32-bit number. */
const COOLDOWN_SECONDS: Range = { lowest: 0, highest: 2 ** 31 - 1 };

export function checkAutoScaling(component: string, desiredCount: number, scaling: AutoScalingArgs): Problem[] {
  const range = (key: keyof AutoScalingArgs, allowed: Range, source: string) =>
    rangeProblem(component, `autoScaling.${key}`, scaling[key], allowed, source);
  const problems = [
    ...range("minTasks", TASKS, TARGET_SOURCE),
    ...range("maxTasks", TASKS, TARGET_SOURCE),
    ...range("cpuPercent", PERCENT, POLICY_SOURCE),
    ...range("memoryPercent", PERCENT, POLICY_SOURCE),
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
  return problems;
}
