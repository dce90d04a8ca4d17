/** Which services get which requests from the load balancers. */
import { checkExistingRoutes } from "../../components/load-balancer/existing-load-balancer-plan";
import { checkLoadBalancer } from "../../components/load-balancer/load-balancer-plan";
import { routeOf, type Route } from "../../components/load-balancer/rule-plan";
import { shiftsTraffic } from "../../components/service/strategy-plan";
import type { Problem } from "../../model/problem";
import type { ParsedConfiguration } from "../configuration";
import { INTERNAL_LOAD_BALANCER, LOAD_BALANCER } from "../names";
import type { PlannedService } from "../plan";
import { checkCertificateRegion } from "./certificate-region";
import { withDomain } from "./domain";

const LOAD_BALANCERS = [
  {
    setting: "loadBalancer",
    kind: "public",
    name: LOAD_BALANCER,
    missing: "There is no load balancer to get requests from.",
  },
  {
    setting: "internalLoadBalancer",
    kind: "internal",
    name: INTERNAL_LOAD_BALANCER,
    missing: "There is no internal load balancer to get requests from.",
  },
] as const;

/** What AWS will know of each service's route. */
function routesOf(services: readonly PlannedService[], loadBalancer: "public" | "internal"): Route[] {
  return services.flatMap(({ name, settings: { route, strategy } }) => {
    if (route === undefined || (route.loadBalancer ?? "public") !== loadBalancer) return [];
    return [routeOf(name, { ...route, weighted: strategy !== undefined && shiftsTraffic(strategy) })];
  });
}

export function checkRouting(
  { settings, unreadable }: ParsedConfiguration,
  services: readonly PlannedService[],
): Problem[] {
  return LOAD_BALANCERS.flatMap(({ setting, kind, name, missing }): Problem[] => {
    const routes = routesOf(services, kind);
    const [own, existing] = [settings[setting], settings.existing?.[setting]];
    if (own !== undefined) {
      return [
        ...checkLoadBalancer(name, withDomain(own, settings.domain), routes),
        ...checkCertificateRegion(name, settings.region, own.certificateArn),
      ];
    }
    if (existing !== undefined) return checkExistingRoutes(name, existing, routes);
    if (unreadable.has(setting) || unreadable.has("existing")) return [];
    return routes.map((route) => ({
      component: `service "${route.name}"`,
      argument: "route",
      message: missing,
      fix: `Add ${setting} to the environment, or remove the route.`,
    }));
  });
}
