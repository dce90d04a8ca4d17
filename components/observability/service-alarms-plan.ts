/** What is watched about a service, from which value on it is alarming, and for how long. */
import type { Problem } from "../../model/problem";
import type { Range } from "../../model/ranges";

/** From which values on something is alarming. False switches an alarm off. */
export interface AlarmThresholds {
  /**
   * Requests that the tasks answer with 5xx, more than 0 to 100 percent of all; minutes with fewer than 20 requests
   * don't count. Only with a route.
   * @default 5
   */
  readonly errorPercent?: number | false;
  /** Seconds within which 95 of 100 requests are answered, more than 0 to 4000. Only with a route. @default 1 */
  readonly latencySeconds?: number | false;
  /** Tasks that fail the load balancer's health check, 1 to 5000. Only with a route. @default 1 */
  readonly unhealthyTasks?: number | false;
  /** The tasks' average CPU, more than 0 to 100 percent of what they have. @default 85 */
  readonly cpuPercent?: number | false;
  /** The tasks' average memory, more than 0 to 100 percent of what they have. @default 90 */
  readonly memoryPercent?: number | false;
  /** Tasks that should run and don't, 1 to 5000. @default 1 */
  readonly missingTasks?: number | false;
}

export const ALARM_DEFAULTS: Required<AlarmThresholds> = {
  errorPercent: 5,
  latencySeconds: 1,
  unhealthyTasks: 1,
  cpuPercent: 85,
  memoryPercent: 90,
  missingTasks: 1,
};

type ThresholdName = keyof AlarmThresholds;

/** One series of data points. `targetGroup` counts those of the service; without it, it is about the service itself. */
export interface PlannedMetric {
  readonly id: string;
  readonly namespace: "AWS/ECS" | "AWS/ApplicationELB" | "ECS/ContainerInsights";
  readonly metricName: string;
  readonly stat: "Average" | "Maximum" | "Sum" | "p95";
  readonly targetGroup?: number;
}

/** An alarm as CloudWatch will have it, but for names that AWS gives. */
export interface PlannedAlarm {
  /** How its name ends. */
  readonly key: string;
  readonly description: string;
  readonly metrics: readonly PlannedMetric[];
  /** What is made of them; absent if there is only one. */
  readonly expression?: string;
  readonly threshold: number;
  /** Minutes that are looked at. */
  readonly evaluationPeriods: number;
  /** Minutes of these that have to be alarming. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: "missing" | "notBreaching";
  /** Whether a deployment is rolled back when it rings. */
  readonly rollsBack: boolean;
}

/** Fewer requests in a minute say nothing about a percentage: one error among three is a third. */
const MIN_REQUESTS = 20;

interface AlarmKind extends Pick<
  PlannedAlarm,
  "evaluationPeriods" | "datapointsToAlarm" | "treatMissingData" | "rollsBack"
> {
  readonly key: string;
  readonly needsRoute: boolean;
  /** Above its lowest, up to its highest. */
  readonly range: Range & { readonly integer: boolean };
  readonly describe: (threshold: number) => string;
  readonly metrics: (targetGroups: number) => readonly PlannedMetric[];
  readonly expression?: (targetGroups: number) => string | undefined;
}

const indexes = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A metric of each target group; a deployment that shifts traffic uses two of them in turn. */
const ofTargetGroups =
  (prefix: string, metricName: string, stat: PlannedMetric["stat"]) =>
  (targetGroups: number): PlannedMetric[] =>
    indexes(targetGroups).map((targetGroup) => ({
      id: `${prefix}${targetGroup}`,
      namespace: "AWS/ApplicationELB",
      metricName,
      stat,
      targetGroup,
    }));

const ofService = (id: string, metricName: string, namespace: PlannedMetric["namespace"] = "AWS/ECS") =>
  [{ id, namespace, metricName, stat: "Average" }] as const;

/** A target group without requests has no data, which must not hide the other's. */
const filled = (prefix: string, count: number) => indexes(count).map((index) => `FILL(${prefix}${index}, 0)`);
const highest = (prefix: string) => (count: number) =>
  count > 1 ? `MAX([${filled(prefix, count).join(", ")}])` : undefined;

const PERCENT = { lowest: 0, highest: 100, integer: false } as const;
const TASKS = { lowest: 0, highest: 5000, integer: true } as const;

/**
 * Data arrives with delay, and what is filled in may take its place for a minute, so no alarm rests on the last minutes
 * alone: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
const KINDS: Readonly<Record<ThresholdName, AlarmKind>> = {
  errorPercent: {
    key: "errors",
    needsRoute: true,
    range: PERCENT,
    describe: (threshold) => `${threshold} % or more of its requests are answered with 5xx`,
    metrics: (count) => [
      ...ofTargetGroups("errors", "HTTPCode_Target_5XX_Count", "Sum")(count),
      ...ofTargetGroups("requests", "RequestCount", "Sum")(count),
    ],
    expression: (count) => {
      const [errors, requests] = ["errors", "requests"].map((prefix) => filled(prefix, count).join(" + "));
      return `IF((${requests}) >= ${MIN_REQUESTS}, 100 * (${errors}) / (${requests}), 0)`;
    },
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    // Where nobody asks, nothing fails.
    treatMissingData: "notBreaching",
    rollsBack: true,
  },
  latencySeconds: {
    key: "latency",
    needsRoute: true,
    range: { lowest: 0, highest: 4000, integer: false },
    describe: (threshold) => `5 of 100 requests take ${threshold} s or longer`,
    metrics: ofTargetGroups("latency", "TargetResponseTime", "p95"),
    expression: highest("latency"),
    evaluationPeriods: 5,
    datapointsToAlarm: 4,
    // Where nobody asks, nothing is slow.
    treatMissingData: "notBreaching",
    // New tasks are slow until their caches are warm, which is no reason to take them back.
    rollsBack: false,
  },
  unhealthyTasks: {
    key: "unhealthy",
    needsRoute: true,
    range: TASKS,
    describe: (threshold) => `${threshold} or more tasks fail the load balancer's health check`,
    metrics: ofTargetGroups("unhealthy", "UnHealthyHostCount", "Maximum"),
    expression: highest("unhealthy"),
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    // Without tasks there is none that fails; that tasks are missing is another alarm's business.
    treatMissingData: "notBreaching",
    rollsBack: true,
  },
  cpuPercent: {
    key: "cpu",
    needsRoute: false,
    range: PERCENT,
    describe: (threshold) => `its tasks use ${threshold} % or more of their CPU on average`,
    metrics: () => ofService("cpu", "CPUUtilization"),
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    // Without tasks nothing is used: at night, for example.
    treatMissingData: "notBreaching",
    rollsBack: true,
  },
  memoryPercent: {
    key: "memory",
    needsRoute: false,
    range: PERCENT,
    describe: (threshold) => `its tasks use ${threshold} % or more of their memory on average`,
    metrics: () => ofService("memory", "MemoryUtilization"),
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    treatMissingData: "notBreaching",
    rollsBack: true,
  },
  missingTasks: {
    key: "missing",
    needsRoute: false,
    range: TASKS,
    describe: (threshold) => `${threshold} or more of its tasks don't run`,
    metrics: () => [
      ...ofService("desired", "DesiredTaskCount", "ECS/ContainerInsights"),
      ...ofService("running", "RunningTaskCount", "ECS/ContainerInsights"),
    ],
    expression: () => "desired - running",
    // Starting a task takes minutes: in deployments, when more are needed, when AWS takes a Spot task.
    evaluationPeriods: 10,
    datapointsToAlarm: 10,
    // Container Insights counts also where no task runs. Without data nobody knows, which is what the state says then.
    treatMissingData: "missing",
    // A deployment that starts no tasks ends by its circuit breaker.
    rollsBack: false,
  },
};

const NAMES = Object.keys(KINDS) as ThresholdName[];

/** What is alarming about a service with so many target groups; none without a route. */
export function planAlarms(service: string, thresholds: AlarmThresholds, targetGroups: number): PlannedAlarm[] {
  const all = { ...ALARM_DEFAULTS, ...thresholds };
  return NAMES.flatMap((name): PlannedAlarm[] => {
    const threshold = all[name];
    const { key, needsRoute, describe, metrics, expression, range: _range, ...timing } = KINDS[name];
    if (threshold === false || (needsRoute && targetGroups === 0)) return [];
    const combined = expression?.(targetGroups);
    return [
      {
        key,
        description: `${service}: ${describe(threshold)}, in ${timing.datapointsToAlarm} of ${timing.evaluationPeriods} minutes.`,
        metrics: metrics(targetGroups),
        ...(combined !== undefined && { expression: combined }),
        threshold,
        ...timing,
      },
    ];
  });
}

const SOURCE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";

/** @param given as the user gave them: what is not given has its default */
export function checkAlarms(component: string, given: AlarmThresholds, hasRoute: boolean): Problem[] {
  return NAMES.flatMap((name): Problem[] => {
    const value = given[name];
    if (value === undefined || value === false) return [];
    const problem = (message: string, fix: string): Problem[] => [
      { component, argument: `alarms.${name}`, value, message, fix, source: SOURCE },
    ];
    const { range, needsRoute } = KINDS[name];
    const isNumber = range.integer ? Number.isInteger(value) : Number.isFinite(value);
    if (!isNumber || value <= range.lowest || value > range.highest) {
      const kind = range.integer ? "a whole number" : "a number";
      return problem(`It is ${kind} above ${range.lowest}, up to ${range.highest}.`, "Choose such a number, or false.");
    }
    if (needsRoute && !hasRoute) {
      return problem(
        "The load balancer measures it, and the service has no route.",
        "Give it a route, or remove this.",
      );
    }
    return [];
  });
}
