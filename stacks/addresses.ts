/** Where the services of an environment answer. */
import * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerLike } from "../components/load-balancer/load-balancer-like";
import type { Edge } from "./edge";
import type { EnvironmentPlan, PlannedService } from "./plan";
import { callsOf, DEFAULT_PRIVATE_DOMAIN, directWay } from "./plan/calls";

/**
 * Where each service with a route answers: at its first host without wildcards, or the load balancer's own name; without
 * one, at the port of its first network route, by the same rule.
 */
export function routeUrls(services: readonly PlannedService[], edge: Edge): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    services.flatMap(({ name, settings: { route, networkRoutes = [] } }) => {
      const loadBalancer = route && edge[route.loadBalancer ?? "public"];
      const [first] = networkRoutes;
      if (loadBalancer === undefined && first !== undefined && edge.network !== undefined) {
        const scheme = (first.protocol ?? "TCP").toLowerCase();
        return [[name, pulumi.interpolate`${scheme}://${hostOf(first.hosts, edge.network)}:${first.port}`]];
      }
      return loadBalancer === undefined ? [] : [[name, urlAt(loadBalancer, route?.hosts, pathOf(route?.paths))]];
    }),
  );
}

function urlAt(
  loadBalancer: LoadBalancerLike,
  hosts: readonly string[] | undefined,
  path: string,
): pulumi.Output<string> {
  return pulumi.interpolate`${loadBalancer.scheme}://${hostOf(hosts, loadBalancer)}${path}`;
}

function hostOf(hosts: readonly string[] = [], { hostName }: Pick<LoadBalancerLike, "hostName">): pulumi.Input<string> {
  return hosts.find((pattern) => !/[*?]/.test(pattern)) ?? hostName;
}

/** Where the service is in what it answers to: the first pattern up to its first wildcard. */
function pathOf(paths: readonly string[] | undefined): string {
  return paths?.[0]?.replace(/[*?].*$/, "") || "/";
}

/** The variables of a service's container that hold addresses of other services. */
export function addressVariables(
  plan: EnvironmentPlan,
  caller: PlannedService,
  container: string,
  urls: Readonly<Record<string, pulumi.Output<string>>>,
): Record<string, pulumi.Input<string>> {
  const calls = callsOf(caller).filter((call) => call.container === container);
  return Object.fromEntries(
    calls.map((call) => {
      const target = plan.services.find(({ name }) => name === call.called)!;
      const way = directWay(plan.settings, caller, target, call);
      const direct = way && `http://${way.host}:${way.port}${pathOf(target.settings.route?.paths)}`;
      return [call.variable, direct ?? urls[call.called]!];
    }),
  );
}

/** The name by which other services call the service's tasks directly; undefined if there is none. */
export function privateName(plan: EnvironmentPlan, { name, settings }: PlannedService): string | undefined {
  const { privateDomain = DEFAULT_PRIVATE_DOMAIN } = plan.settings;
  if (settings.cloudMap !== undefined) return `${name}.${privateDomain}`;
  return settings.serviceConnect?.endpoint === undefined ? undefined : name;
}
