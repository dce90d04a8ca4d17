/** Which container gets the connections of a Network Load Balancer. */
import {
  IDLE_TIMEOUT_SOURCE,
  type ListenerProtocol,
  NETWORK_HEALTH_CHECK_SOURCE,
  TARGET_GROUP_ATTRIBUTES_SOURCE,
  TARGET_GROUPS_PER_SERVICE,
  TARGET_GROUPS_SOURCE,
  TCP_IDLE_TIMEOUT_SECONDS,
  transportOf,
} from "../../model/network-load-balancing";
import { DEREGISTRATION_DELAY_SECONDS, HEALTH_CHECK_SOURCE } from "../../model/load-balancing";
import { longestLogicalName, TARGET_GROUP_NAME } from "../../model/names";
import type { Problem } from "../../model/problem";
import { PORT, rangeProblem } from "../../model/ranges";
import type { NetworkRoute } from "../load-balancer/network-route-plan";
import { checkHealthCheck } from "./health-check-plan";
import type { NetworkHealthCheck, NetworkRouteArgs } from "./network-route-args";
import { checkRoutedContainer, routedContainer } from "./route-plan";
import { endpointOf } from "./service-connect-plan";
import type { PlainService } from "./service-plan";

/** A network route without its load balancer, with the defaults filled in. */
export interface PlainNetworkRoute {
  readonly port: number;
  readonly protocol: ListenerProtocol;
  readonly container?: string;
  readonly healthCheck: NetworkHealthCheck;
  readonly deregistrationDelaySeconds: number;
  readonly stickiness: boolean;
  readonly idleTimeoutSeconds?: number;
}

/** The routes with their defaults. */
export function plainNetworkRoutes(routes: readonly Omit<NetworkRouteArgs, "loadBalancer">[]): PlainNetworkRoute[] {
  return routes.map(({ container, idleTimeoutSeconds, ...route }) => ({
    port: route.port,
    protocol: route.protocol ?? "TCP",
    ...(container !== undefined && { container }),
    healthCheck: route.healthCheck ?? {},
    deregistrationDelaySeconds: route.deregistrationDelaySeconds ?? 60,
    stickiness: route.stickiness ?? false,
    ...(idleTimeoutSeconds !== undefined && { idleTimeoutSeconds }),
  }));
}

/** What the load balancer has to know of one. */
export function networkRouteOf(name: string, route: PlainNetworkRoute): NetworkRoute {
  const { port, protocol, idleTimeoutSeconds, healthCheck } = route;
  return {
    name,
    port,
    protocol,
    ...(idleTimeoutSeconds !== undefined && { idleTimeoutSeconds }),
    ...(healthCheck.port !== undefined && { healthCheckPort: healthCheck.port }),
  };
}

/** The containers that listen by UDP: those that a route of it leads to. */
export function udpContainers({
  containers,
  networkRoutes = [],
}: Pick<PlainService, "containers" | "networkRoutes">): ReadonlySet<string> {
  const udp = networkRoutes.filter(({ protocol }) => transportOf(protocol) === "udp");
  return new Set(udp.flatMap((route) => routedContainer({ containers, route }) ?? []));
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
      ...checkProtocol(component, argument, each),
      ...checkName(component, name, each.port),
    ];
  });
  problems.push(...checkTransports(component, service));
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

/** What goes with one protocol, and not with another. */
function checkProtocol(component: string, argument: string, route: PlainNetworkRoute): Problem[] {
  const { protocol, healthCheck, stickiness, idleTimeoutSeconds } = route;
  const problems = rangeProblem(
    component,
    `${argument}.healthCheck.port`,
    healthCheck.port,
    PORT,
    NETWORK_HEALTH_CHECK_SOURCE,
  );
  const problem = (key: string, value: unknown, message: string, fix: string, source: string): void => {
    problems.push({ component, argument: `${argument}.${key}`, value, message, fix, source });
  };
  if (protocol === "UDP" && healthCheck.port === undefined) {
    problem(
      "healthCheck.port",
      undefined,
      "Nobody can ask over UDP whether a task is healthy: the load balancer asks over TCP or HTTP.",
      "Name a port of the task that answers there; the container may listen on the same number over TCP.",
      NETWORK_HEALTH_CHECK_SOURCE,
    );
  }
  if (protocol === "TLS" && stickiness) {
    problem(
      "stickiness",
      stickiness,
      "A listener that ends TLS knows no sticky sessions.",
      "Remove it, or use TCP and let the service itself speak TLS.",
      TARGET_GROUP_ATTRIBUTES_SOURCE,
    );
  }
  if (protocol !== "TCP" && idleTimeoutSeconds !== undefined) {
    problem(
      "idleTimeoutSeconds",
      idleTimeoutSeconds,
      `${protocol} has ${protocol === "UDP" ? 120 : 350} seconds, and that can't be changed.`,
      "Remove it, and let clients send something more often.",
      IDLE_TIMEOUT_SOURCE,
    );
    return problems;
  }
  return [
    ...problems,
    ...rangeProblem(
      component,
      `${argument}.idleTimeoutSeconds`,
      idleTimeoutSeconds,
      TCP_IDLE_TIMEOUT_SECONDS,
      IDLE_TIMEOUT_SOURCE,
    ),
  ];
}

/** A container's port is of UDP or of TCP, which is what everything but a route of UDP leads to. */
function checkTransports(component: string, service: PlainService): Problem[] {
  const { containers, networkRoutes = [], route } = service;
  const udp = udpContainers(service);
  const tcp = [
    ...networkRoutes
      .filter(({ protocol }) => transportOf(protocol) === "tcp")
      .map((each) => routedContainer({ containers, route: each })),
    route && routedContainer({ containers, route }),
    endpointOf(service)?.container,
  ];
  return [...new Set(tcp)]
    .filter((container) => container !== undefined && udp.has(container))
    .map((container) => ({
      component,
      argument: "networkRoutes",
      value: container,
      message: `Container "${container}" would listen on port ${containers[container!]?.containerPort} by UDP and by TCP, and ECS takes each port once.`,
      fix: "Let another container, with a port of its own, have one of the two.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
    }));
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
