/** Which container gets the connections of a Network Load Balancer. */
import type { LISTENER_PROTOCOLS } from "../../model/network-load-balancing";
import { TARGET_GROUPS_PER_SERVICE, TARGET_GROUPS_SOURCE } from "../../model/network-load-balancing";
import { DEREGISTRATION_DELAY_SECONDS, HEALTH_CHECK_SOURCE } from "../../model/load-balancing";
import { longestLogicalName, TARGET_GROUP_NAME } from "../../model/names";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import type { NetworkRoute } from "../load-balancer/network-route-plan";
import { checkHealthCheck } from "./health-check-plan";
import type { NetworkHealthCheck, NetworkRouteArgs } from "./network-route-args";
import { checkRoutedContainer } from "./route-plan";
import type { PlainService } from "./service-plan";

/** A network route without its load balancer, with the defaults filled in. */
export interface PlainNetworkRoute {
  readonly port: number;
  readonly protocol: (typeof LISTENER_PROTOCOLS)[number];
  readonly container?: string;
  readonly healthCheck: NetworkHealthCheck;
  readonly deregistrationDelaySeconds: number;
}

/** The routes with their defaults. */
export function plainNetworkRoutes(routes: readonly Omit<NetworkRouteArgs, "loadBalancer">[]): PlainNetworkRoute[] {
  return routes.map(({ port, protocol = "TCP", container, healthCheck = {}, deregistrationDelaySeconds = 60 }) => ({
    port,
    protocol,
    ...(container !== undefined && { container }),
    healthCheck,
    deregistrationDelaySeconds,
  }));
}

/** What the load balancer has to know of one. */
export function networkRouteOf(name: string, { port, protocol }: PlainNetworkRoute): NetworkRoute {
  return { name, port, protocol };
}

/** The logical name of a network route's target group. */
export function networkTargetGroupName(service: string, port: number): string {
  return `${service}-${port}`;
}

export function checkNetworkRoutes(component: string, service: PlainService): Problem[] {
  const { name, containers, networkRoutes = [], route } = service;
  const problems = networkRoutes.flatMap((each, index) => {
    const argument = `networkRoutes[${index}]`;
    return [
      ...checkHealthCheck(component, `${argument}.healthCheck`, each.healthCheck),
      ...rangeProblem(
        component,
        `${argument}.deregistrationDelaySeconds`,
        each.deregistrationDelaySeconds,
        DEREGISTRATION_DELAY_SECONDS,
        HEALTH_CHECK_SOURCE,
      ),
      ...checkRoutedContainer(component, `${argument}.container`, { containers, route: each }),
      ...checkName(component, name, each.port),
    ];
  });
  const count = networkRoutes.length + (route === undefined ? 0 : 1);
  if (count > TARGET_GROUPS_PER_SERVICE) {
    problems.push({
      component,
      argument: "networkRoutes",
      value: networkRoutes.length,
      message: `A service has at most ${TARGET_GROUPS_PER_SERVICE} target groups, one for each route; these are ${count}.`,
      fix: "Use fewer routes, or split the service.",
      source: TARGET_GROUPS_SOURCE,
    });
  }
  return problems;
}

function checkName(component: string, name: string, port: number): Problem[] {
  const tooMany = networkTargetGroupName(name, port).length - longestLogicalName(TARGET_GROUP_NAME);
  if (tooMany <= 0) return [];
  return [
    {
      component,
      argument: "name",
      value: name,
      message: `With port ${port} it makes the name of a target group, which has ${TARGET_GROUP_NAME.maxLength} characters with its random end.`,
      fix: `Shorten the service's name by ${tooMany} characters.`,
      source: TARGET_GROUP_NAME.source,
    },
  ];
}
