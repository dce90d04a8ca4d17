/**
 * In which order services start: whoever is called by Service Connect before its callers, whose proxies know only what was
 * there when their tasks started.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
import type { Problem } from "../../model/problem";
import { SERVICE_CONNECT_SOURCE } from "../../model/service-connect";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";
import { callsOf, directWay } from "./calls";

/** The names of the services that have to run before the service's tasks start. */
export function calledBefore(
  settings: Partial<Configuration>,
  caller: PlannedService,
  services: readonly PlannedService[],
): string[] {
  const called = callsOf(caller).flatMap((call) => {
    const target = services.find(({ name }) => name === call.called);
    const way = target && directWay(settings, caller, target, call);
    // Its own tasks know each other from the second deployment on.
    return way?.by === "serviceConnect" && target !== caller ? [call.called] : [];
  });
  return [...new Set(called)].sort();
}

/** The services so that each comes after those that it calls; only without problems. */
export function startOrder(
  settings: Partial<Configuration>,
  services: readonly PlannedService[],
): readonly PlannedService[] {
  const order = new Set<PlannedService>();
  const visit = (service: PlannedService) => {
    if (order.has(service)) return;
    for (const name of calledBefore(settings, service, services)) visit(services.find((each) => each.name === name)!);
    order.add(service);
  };
  services.forEach(visit);
  return [...order];
}

/** One problem per circle of services that call each other. */
export function checkStartOrder(settings: Partial<Configuration>, services: readonly PlannedService[]): Problem[] {
  const before = new Map(services.map((service) => [service.name, calledBefore(settings, service, services)]));
  const circles = new Map<string, readonly string[]>();
  const visit = (name: string, path: readonly string[]) => {
    const start = path.indexOf(name);
    if (start >= 0) {
      const circle = path.slice(start);
      const key = [...circle].sort().join();
      if (!circles.has(key)) circles.set(key, circle);
      return;
    }
    for (const next of before.get(name) ?? []) visit(next, [...path, name]);
  };
  for (const name of before.keys()) visit(name, []);
  return [...circles.values()].map((circle) => ({
    component: `service "${circle[0]}"`,
    argument: "serviceConnect",
    value: circle,
    message: `${[...circle, circle[0]!].map((name) => `"${name}"`).join(" calls ")} by Service Connect, so each would have to start before the other.`,
    fix: "Give one of them cloudMap instead of an endpoint, or let it be called through the internal load balancer.",
    source: SERVICE_CONNECT_SOURCE,
  }));
}
