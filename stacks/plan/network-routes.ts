/** What services get from the Network Load Balancer. */
import {
  checkNetworkCallers,
  checkNetworkLoadBalancer,
  type NetworkRoute,
} from "../../components/load-balancer/network-route-plan";
import { networkRouteOf, plainNetworkRoutes } from "../../components/service/network-route-plan";
import type { Problem } from "../../model/problem";
import type { ParsedConfiguration } from "../configuration";
import type { Configuration } from "../configuration-schema";
import { NETWORK_LOAD_BALANCER } from "../names";
import type { PlannedService } from "../plan";
import { checkCertificateRegion } from "./certificate-region";
import { withDomain } from "./domain";

/** The ports of the load balancer that lead to services. */
function networkRoutesOf(services: readonly PlannedService[]): NetworkRoute[] {
  return services.flatMap(({ name, settings }) =>
    plainNetworkRoutes(settings.networkRoutes ?? []).map((route) => networkRouteOf(name, route)),
  );
}

/** The ports on which the public subnets are reached from the internet, besides those of HTTP. */
export function publicPortsOf(
  { networkLoadBalancer }: Partial<Configuration>,
  services: readonly PlannedService[],
): number[] {
  return networkLoadBalancer?.internal === false ? networkRoutesOf(services).map(({ port }) => port) : [];
}

export function checkNetworkRouting(
  { settings, unreadable }: ParsedConfiguration,
  services: readonly PlannedService[],
): Problem[] {
  const { networkLoadBalancer, domain, region } = settings;
  if (unreadable.has("networkLoadBalancer")) return [];
  const routes = networkRoutesOf(services);
  if (networkLoadBalancer === undefined) {
    return [...new Set(routes.map(({ name }) => name))].map((name) => ({
      component: `service "${name}"`,
      argument: "networkRoutes",
      message: "There is no Network Load Balancer to get connections from.",
      fix: "Add networkLoadBalancer to the environment, or remove the routes.",
    }));
  }
  const { allowFrom = [], certificateArn, internal = true } = networkLoadBalancer;
  const known = services.map(({ name }) => name);
  return [
    ...checkNetworkLoadBalancer(NETWORK_LOAD_BALANCER, withDomain(networkLoadBalancer, domain), routes),
    ...checkCertificateRegion(NETWORK_LOAD_BALANCER, region, certificateArn),
    ...checkNetworkCallers(NETWORK_LOAD_BALANCER, internal, allowFrom, routes.length),
    ...allowFrom.flatMap((caller, index): Problem[] =>
      known.includes(caller)
        ? []
        : [
            {
              component: `load balancer "${NETWORK_LOAD_BALANCER}"`,
              argument: `allowFrom[${index}]`,
              value: caller,
              message: `The environment has no such service. It has ${known.join(", ")}.`,
              fix: "Correct the name, or remove it.",
            },
          ],
    ),
  ];
}
