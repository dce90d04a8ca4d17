/** Which container gets the requests of a route, and whether the load balancer can send them there. */
import { DEREGISTRATION_DELAY_SECONDS, HEALTH_CHECK_SOURCE } from "../../model/load-balancing";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import { checkHealthCheck } from "./health-check-plan";
import type { PlainService } from "./service-plan";
import { checkTargetGroup } from "./target-group-plan";

/** A route of either kind of load balancer, and the containers that it may lead to. */
export interface Routed {
  readonly containers: PlainService["containers"];
  readonly route?: { readonly container?: string };
}

/** The container that gets a route's requests: the one that is named, or the only one that listens on a port. */
export function routedContainer(service: Routed): string | undefined {
  if (service.route?.container !== undefined) return service.route.container;
  const listening = Object.entries(service.containers).filter(([, container]) => container.containerPort !== undefined);
  return listening.length === 1 ? listening[0]![0] : undefined;
}

export function checkRouteTarget(component: string, service: PlainService): Problem[] {
  if (service.route === undefined) return [];
  const problems = [
    ...checkHealthCheck(component, "route.healthCheck", service.route.healthCheck, service.route.protocolVersion),
    ...checkTargetGroup(component, "route", service.route),
    ...rangeProblem(
      component,
      "route.deregistrationDelaySeconds",
      service.route.deregistrationDelaySeconds,
      DEREGISTRATION_DELAY_SECONDS,
      HEALTH_CHECK_SOURCE,
    ),
  ];
  return [...problems, ...checkRoutedContainer(component, "route.container", service)];
}

/** The container has to be one, and to listen. */
export function checkRoutedContainer(component: string, argument: string, service: Routed): Problem[] {
  const name = routedContainer(service);
  if (name !== undefined && service.containers[name]?.containerPort !== undefined) return [];
  const listening = Object.entries(service.containers)
    .filter(([, container]) => container.containerPort !== undefined)
    .map(([container]) => `"${container}"`);
  return [
    {
      component,
      argument,
      value: service.route?.container,
      message:
        listening.length === 0
          ? "The load balancer needs a container that listens on a port, and none has a containerPort."
          : `It has to name a container with a containerPort: ${listening.join(" or ")}.`,
      fix:
        listening.length === 0 ? "Set containerPort on the container that serves the requests." : "Name one of them.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
    },
  ];
}
