/** What services get from the Network Load Balancer. */
import {
  checkNetworkCallers,
  checkNetworkLoadBalancer,
  type NetworkRoute,
} from "../../components/load-balancer/network-route-plan";
import type { UdpRoute } from "../../components/network/udp-acl-plan";
import { networkRouteOf, plainNetworkRoutes } from "../../components/service/network-route-plan";
import { DEFAULT_TIER } from "../../components/service/placement";
import { routedContainer } from "../../components/service/route-plan";
import { plainService } from "../../components/service/service-args";
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

/** The TCP ports on which the public subnets are reached from the internet, besides those of HTTP. */
export function publicPortsOf(
  { networkLoadBalancer }: Partial<Configuration>,
  services: readonly PlannedService[],
): number[] {
  return networkLoadBalancer?.internal === false
    ? networkRoutesOf(services)
        .filter(({ protocol }) => protocol !== "UDP")
        .map(({ port }) => port)
    : [];
}

/** What the network's ACLs have to let through for UDP, whose senders they see. */
export function udpRoutesOf(
  { networkLoadBalancer }: Partial<Configuration>,
  services: readonly PlannedService[],
): UdpRoute[] {
  const from = networkLoadBalancer?.internal === false ? "internet" : "vpc";
  return services.flatMap(({ name, settings }) => {
    const { containers, networkRoutes = [] } = plainService(name, settings);
    const tier = settings.subnetTier ?? DEFAULT_TIER;
    return networkRoutes.flatMap((route): UdpRoute[] => {
      const containerPort = containers[routedContainer({ containers, route }) ?? ""]?.containerPort;
      // Without a port the service itself is refused.
      return route.protocol !== "UDP" || containerPort === undefined
        ? []
        : [{ from, port: route.port, containerPort, tier }];
    });
  });
}

/** Services that are let in to a load balancer that may lead a datagram of theirs back to the task that sent it. */
export function warnOfOwnClients(
  { networkLoadBalancer }: Partial<Configuration>,
  services: readonly PlannedService[],
): Problem[] {
  const { allowFrom = [] } = networkLoadBalancer ?? {};
  return services
    .filter(({ name, settings }) => {
      const routes = plainNetworkRoutes(settings.networkRoutes ?? []);
      return allowFrom.includes(name) && routes.some(({ protocol }) => protocol === "UDP");
    })
    .map(({ name }) => ({
      component: `load balancer "${NETWORK_LOAD_BALANCER}"`,
      argument: "allowFrom",
      value: name,
      message: `A task of "${name}" that sends UDP to its own service gets no answer where it would be led to itself: sender and receiver have one address.`,
      fix: "Remove it, or let its tasks send to each other directly.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html#loopback-timeout",
    }));
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
