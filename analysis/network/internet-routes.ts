/** What a subnet sends to an internet gateway, as far as its routes tell. */
import type { Family } from "./addresses";
import { behind, isApplianceEndpoint } from "./borders";
import { anyOf, type Filter } from "./filter";
import { NOTHING } from "./packet-set";
import { isInternetRoute, unknownPart, type Route } from "./routes";
import { routedOf, type Subnet } from "./topology";

export function sentToInternet(subnet: Subnet, family: Family): Filter {
  return anyOf(
    routedOf(subnet, family).flatMap(({ route, destinations }): Filter[] => {
      if (isInternetRoute(route)) return [destinations];
      const { possibly, unknowns } = destinations;
      return mayLeadThere(route).map((what) => ({ surely: NOTHING, possibly, unknowns: [...unknowns, what] }));
    }),
  );
}

/** What would have to be known to tell; empty if the route surely leads elsewhere. */
function mayLeadThere(route: Route): readonly string[] {
  if (route.kind === "unknown") return [unknownPart(route, "target")];
  return isApplianceEndpoint(route) ? [behind(route)] : [];
}
