import type { Problem } from "../../model/problem";
import { checkRoutes, type Route } from "./rule-plan";
import { checkTransport, type TransportArgs } from "./transport-plan";

/** Everything that a load balancer and its routes would refuse, at once and before there is one. */
export function checkLoadBalancer(name: string, args: TransportArgs, routes: readonly Route[]): Problem[] {
  const component = `load balancer "${name}"`;
  return [...checkTransport(component, args), ...checkRoutes(component, routes)];
}
