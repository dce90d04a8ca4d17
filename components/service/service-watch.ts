/** The alarms and the dashboard of a service: what it has to know of them before they exist, and what watches it then. */
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { alarmName, ServiceAlarms } from "../observability/service-alarms";
import { planAlarms, type PlannedAlarm } from "../observability/service-alarms-plan";
import type { FargateServiceArgs } from "./service-args";
import { buildDashboard, type WatchedParts } from "./service-dashboard";
import type { PlainService } from "./service-plan";

/** Planned from what is known before any resource exists. */
export function alarmsOf(name: string, { alarms }: FargateServiceArgs, targetGroups: number): readonly PlannedAlarm[] {
  return alarms ? planAlarms(name, alarms, targetGroups) : [];
}

/**
 * The alarms that roll a deployment back, by name. In the first deployment they don't exist yet: ECS takes their names
 * all the same, and there is nothing to go back to. From the second one on it watches them.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html, and
 * https://github.com/aws/copilot-cli/pull/4294 on names of alarms that come after the service
 */
export function rollbackArgs(
  name: string,
  { alarms, cluster, rollbackAlarmNames = [] }: FargateServiceArgs,
  planned: readonly PlannedAlarm[],
): Pick<aws.ecs.ServiceArgs, "alarms"> {
  const own = alarms?.rollback === false ? [] : planned.filter(({ rollsBack }) => rollsBack);
  const names = [...own.map((alarm) => alarmName(cluster.clusterName, name, alarm)), ...rollbackAlarmNames];
  if (names.length === 0) return {};
  return { alarms: { enable: true, rollback: true, alarmNames: names } };
}

/** What is looked at, and on whose behalf. */
export interface Watched extends Omit<WatchedParts, "serviceName" | "alarms"> {
  readonly service: aws.ecs.Service;
}

/**
 * The alarms and the dashboard, as far as they are wanted.
 * @returns where to look at the dashboard, if there is one
 */
export function buildWatch(
  plan: PlainService,
  args: FargateServiceArgs,
  { service, ...watched }: Watched,
  planned: readonly PlannedAlarm[],
  options: { parent: pulumi.Resource },
): pulumi.Output<string> | undefined {
  const { alarms, cluster, transform } = args;
  const arns =
    alarms === undefined || planned.length === 0
      ? []
      : new ServiceAlarms(
          plan.name,
          {
            alarms: planned,
            topicArns: alarms.topicArns,
            clusterName: cluster.clusterName,
            serviceName: service.name,
            traffic: watched.traffic,
            transform: transform?.alarms,
          },
          options,
        ).arns;
  const shown = arns.map((arn, index) => {
    const { key, threshold } = planned[index]!;
    return arn.apply((known) => ({ key, threshold, arn: known }));
  });
  return buildDashboard(plan, args, { ...watched, serviceName: service.name, alarms: shown }, options);
}
