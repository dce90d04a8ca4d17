/** What surrounds a deployment: when it counts as failed, and how tasks are spread meanwhile. */
import {
  ALARM_NAME_MAX_LENGTH,
  ALARMS_SOURCE,
  GRACE_PERIOD_SECONDS,
  REBALANCING_SOURCE,
} from "../../model/deployments";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import type { PlainService } from "./service-plan";
import { checkStrategy, checkTaskBounds, percentsOf, shiftsTraffic } from "./strategy-plan";

const SERVICE_SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html";

/** The shortest time that a new task gets before the load balancer's verdict counts, unless it is given. */
const DEFAULT_GRACE_PERIOD_SECONDS = 60;

export function checkDeployment(component: string, service: PlainService): Problem[] {
  return [
    ...checkStrategy(component, service),
    ...checkTaskBounds(component, service),
    ...checkRequestScaling(component, service),
    ...checkGracePeriod(component, service),
    ...checkRebalancing(component, service),
    ...checkAlarms(component, service.rollbackAlarmNames),
  ];
}

/** How long a new task gets before the load balancer's verdict counts. */
export function gracePeriodOf(service: PlainService): number {
  const startPeriods = Object.values(service.containers).map(({ healthCheck }) => healthCheck?.startPeriodSeconds ?? 0);
  return service.healthCheckGracePeriodSeconds ?? Math.max(DEFAULT_GRACE_PERIOD_SECONDS, ...startPeriods);
}

/** Rebalancing starts a task before it stops another one, so it needs room above the wanted number. */
export function rebalancingOf(service: Pick<PlainService, "availabilityZoneRebalancing" | "strategy">) {
  return service.availabilityZoneRebalancing ?? (percentsOf(service.strategy).maximum > 100 ? "ENABLED" : "DISABLED");
}

/** Requests are counted per target group, and after every second deployment they go to the other one. */
function checkRequestScaling(component: string, { strategy, autoScaling }: PlainService): Problem[] {
  const value = autoScaling?.requestsPerTargetPerMinute;
  if (value === undefined || !shiftsTraffic(strategy)) return [];
  return [
    {
      component,
      argument: "autoScaling.requestsPerTargetPerMinute",
      value,
      message: `It counts one target group's requests, and a deployment of type ${strategy.type} shifts them to another one.`,
      fix: "Scale by CPU and memory, or use the type rolling.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html",
    },
  ];
}

function checkGracePeriod(component: string, service: PlainService): Problem[] {
  const { healthCheckGracePeriodSeconds: value, route, networkRoutes = [] } = service;
  const argument = "healthCheckGracePeriodSeconds";
  if (value === undefined) return [];
  if (route !== undefined || networkRoutes.length > 0)
    return rangeProblem(component, argument, value, GRACE_PERIOD_SECONDS, SERVICE_SOURCE);
  return [
    {
      component,
      argument,
      value,
      message: "It postpones a load balancer's verdict on new tasks, and this service has no load balancer.",
      fix: "Remove it, or give the service a route. A container's own healthCheck has startPeriodSeconds.",
      source: SERVICE_SOURCE,
    },
  ];
}

function checkRebalancing(component: string, service: PlainService): Problem[] {
  const { maximum } = percentsOf(service.strategy);
  if (service.availabilityZoneRebalancing !== "ENABLED" || maximum > 100) return [];
  return [
    {
      component,
      argument: "availabilityZoneRebalancing",
      value: "ENABLED",
      message: `It starts a task before it stops another one, and the deployment's maximum of ${maximum} % leaves no room for that.`,
      fix: "Remove it, or choose a strategy with a maximum above 100 %.",
      source: REBALANCING_SOURCE,
    },
  ];
}

function checkAlarms(component: string, names: readonly string[]): Problem[] {
  return names.flatMap((name, index): Problem[] => {
    const isTwice = names.indexOf(name) < index;
    if (!isTwice && name.length >= 1 && name.length <= ALARM_NAME_MAX_LENGTH) return [];
    return [
      {
        component,
        argument: `rollbackAlarmNames[${index}]`,
        value: name,
        message: isTwice ? "It is named twice." : `An alarm's name has 1 to ${ALARM_NAME_MAX_LENGTH} characters.`,
        fix: isTwice ? "Name each alarm once." : "Copy the name from the alarm's page in CloudWatch.",
        source: ALARMS_SOURCE,
      },
    ];
  });
}
