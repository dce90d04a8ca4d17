import { isInternetRoute } from "../analysis/network/routes";
import type { JudgedResource } from "./control";
import { networkOf } from "./network-view";
import type { StackIndex } from "./stack-index";
import { fail, type Finding, indeterminate } from "./verdict";

/** The findings about subnets that a property names and that have a route to an internet gateway. */
export function judgeSubnets(resource: JudgedResource, property: string, stack: StackIndex): readonly Finding[] {
  const perhaps = indeterminate(property, "does not tell yet which routes its subnets have");
  const view = networkOf(stack);
  if (view.reachability.unknowns.length > 0) return [perhaps];
  const { subnets, unknown } = view.subnetsOf(resource, property);
  const open = subnets.filter(({ routeTable }) => routeTable?.routes.some(isInternetRoute));
  if (open.length > 0) {
    return open.map((subnet) => {
      const { name } = subnet.resource;
      return fail(property, `has subnet ${name}, which has a route to an internet gateway`, name);
    });
  }
  const unclear = subnets.some(
    ({ vpc, routeTable }) =>
      (vpc === undefined && routeTable === undefined) || routeTable?.routes.some(({ kind }) => kind === "unknown"),
  );
  return unclear || unknown.length > 0 ? [perhaps] : [];
}
