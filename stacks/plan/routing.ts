/** Which services get which requests from the load balancers. */
import { checkExistingRoutes } from "../../components/load-balancer/existing-load-balancer-plan";
import { checkLoadBalancer } from "../../components/load-balancer/load-balancer-plan";
import { routeOf, type Route } from "../../components/load-balancer/rule-plan";
import { checkTestRoute, testRouteOf, type TestRule } from "../../components/load-balancer/test-rule-plan";
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

interface PlannedRoute {
  readonly route: Route;
  /** Of the requests that reach the new tasks of a deployment before all others. */
  readonly test?: Route;
  readonly testRule?: TestRule;
}

/** What AWS will know of each service's route. */
function routesOf(services: readonly PlannedService[], loadBalancer: "public" | "internal"): PlannedRoute[] {
  return services.flatMap(({ name, settings: { route: given, strategy } }): PlannedRoute[] => {
    if (given === undefined || (given.loadBalancer ?? "public") !== loadBalancer) return [];
    const weighted = strategy !== undefined && shiftsTraffic(strategy);
    const route = routeOf(name, { ...given, weighted });
    const { testRule } = strategy ?? {};
    // Without a second set of tasks the service itself is refused.
    return weighted && testRule ? [{ route, test: testRouteOf(route, testRule), testRule }] : [{ route }];
  });
}

export function checkRouting(
  { settings, unreadable }: ParsedConfiguration,
  services: readonly PlannedService[],
): Problem[] {
  return LOAD_BALANCERS.flatMap(({ setting, kind, name, missing }): Problem[] => {
    const planned = routesOf(services, kind);
    const routes = planned.flatMap(({ route, test }) => (test ? [route, test] : [route]));
    const tests = planned.flatMap(({ route, test, testRule }) =>
      test && testRule ? checkTestRoute(route, test, testRule, kind === "internal") : [],
    );
    const [own, existing] = [settings[setting], settings.existing?.[setting]];
    if (own !== undefined) {
      return [
        ...checkLoadBalancer(name, withDomain(own, settings.domain), routes),
        ...checkCertificateRegion(name, settings.region, own.certificateArn),
        ...tests,
      ];
    }
    if (existing !== undefined) return [...checkExistingRoutes(name, existing, routes), ...tests];
    if (unreadable.has(setting) || unreadable.has("existing")) return [];
    return planned.map(({ route }) => ({
      component: `service "${route.name}"`,
      argument: "route",
      message: missing,
      fix: `Add ${setting} to the environment, or remove the route.`,
    }));
  });
}
