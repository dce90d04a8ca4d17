import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../transform";
import type { PlannedAlarm, PlannedMetric } from "./service-alarms-plan";

/** One for each kind of child. */
export interface ServiceAlarmsTransforms {
  /** Of each alarm. */
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}

/** The service that is watched, as it is called in metrics. */
export interface WatchedService {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  /** Absent without a route. */
  readonly traffic?: WatchedTraffic | undefined;
}

export interface WatchedTraffic {
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  readonly targetGroupArnSuffixes: readonly pulumi.Input<string>[];
}

export interface ServiceAlarmsArgs extends WatchedService {
  readonly alarms: readonly PlannedAlarm[];
  /** Topics that are told when an alarm rings, and when it is over. */
  readonly topicArns: readonly pulumi.Input<string>[];
  readonly transform?: ServiceAlarmsTransforms | undefined;
}

const PERIOD_SECONDS = 60;

/**
 * The name of an alarm before there is one, so that the service can name it without waiting for it: an alarm waits for
 * the service, whose name it needs. The cluster's name ends at random, so that no other alarm of the account has it.
 */
export function alarmName(
  clusterName: pulumi.Input<string>,
  service: string,
  { key }: Pick<PlannedAlarm, "key">,
): pulumi.Output<string> {
  return pulumi.interpolate`${clusterName}-${service}-${key}`;
}

/**
 * Watches a service. It creates:
 * 1. an alarm per planned one, 0.10 USD a month for each metric that it looks at.
 */
export class ServiceAlarms extends pulumi.ComponentResource {
  /** In the order of the planned ones. */
  readonly arns: readonly pulumi.Output<string>[];

  constructor(name: string, args: ServiceAlarmsArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:observability:ServiceAlarms", name, {}, options);
    this.arns = args.alarms.map(
      (alarm) =>
        new aws.cloudwatch.MetricAlarm(
          `${name}-${alarm.key}`,
          ...transformed<aws.cloudwatch.MetricAlarmArgs>(
            args.transform?.alarm,
            {
              name: alarmName(args.clusterName, name, alarm),
              alarmDescription: alarm.description,
              comparisonOperator: "GreaterThanOrEqualToThreshold",
              threshold: alarm.threshold,
              evaluationPeriods: alarm.evaluationPeriods,
              datapointsToAlarm: alarm.datapointsToAlarm,
              treatMissingData: alarm.treatMissingData,
              alarmActions: [...args.topicArns],
              okActions: [...args.topicArns],
              ...measured(alarm, args),
              tags: { Name: `${name}-${alarm.key}` },
            },
            { parent: this },
          ),
        ).arn,
    );
    this.registerOutputs({});
  }
}

/** One metric as it is, or several with what is made of them. */
function measured({ metrics, expression, description }: PlannedAlarm, watched: WatchedService) {
  const [only] = metrics;
  if (expression === undefined && only !== undefined) {
    const { namespace, metricName, stat } = only;
    const dimensions = dimensionsOf(only, watched);
    const isPercentile = stat === "p95";
    return {
      namespace,
      metricName,
      dimensions,
      period: PERIOD_SECONDS,
      ...(isPercentile
        ? // A percentile of a few requests is chance.
          { extendedStatistic: stat, evaluateLowSampleCountPercentiles: "ignore" }
        : { statistic: stat }),
    };
  }
  return {
    metricQueries: [
      { id: "result", expression: expression ?? "", label: description, returnData: true },
      ...metrics.map((metric) => ({
        id: metric.id,
        returnData: false,
        metric: {
          namespace: metric.namespace,
          metricName: metric.metricName,
          dimensions: dimensionsOf(metric, watched),
          period: PERIOD_SECONDS,
          stat: metric.stat,
        },
      })),
    ],
  };
}

function dimensionsOf(
  { targetGroup }: PlannedMetric,
  { clusterName, serviceName, traffic }: WatchedService,
): Record<string, pulumi.Input<string>> {
  if (targetGroup === undefined || traffic === undefined) return { ClusterName: clusterName, ServiceName: serviceName };
  return {
    LoadBalancer: traffic.loadBalancerArnSuffix,
    TargetGroup: traffic.targetGroupArnSuffixes[targetGroup]!,
  };
}
