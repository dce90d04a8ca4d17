/** The ways between a subnet and the internet. */
import { ALL_ADDRESSES, type Family } from "./addresses";
import { borderName, isBorder, leavingStage } from "./borders";
import { both, exactly } from "./filter";
import type { Endpoint } from "./interfaces";
import { INTERNET_PACKETS } from "./internet-packets";
import { sentToInternet } from "./internet-routes";
import { natOf, natStages } from "./nat-ways";
import { box, type PacketSet } from "./packet-set";
import { isInternetRoute, unknownPart } from "./routes";
import { addressStage, borderAclStages, type Stage } from "./stages";
import { routedOf, tablesOf, type Subnet, type Topology } from "./topology";

/** A way out of a subnet, by the elements on it. */
export interface WayOut {
  /** `internet gateway`, or a border by its name: `transit gateway hub`. */
  readonly through: string;
  readonly stages: readonly Stage[];
}

/** Every way by which the endpoint's packets may get from the subnet to the internet. */
export function waysOut(topology: Topology, family: Family, endpoint: Endpoint, subnet: Subnet): WayOut[] {
  return routedOf(subnet, family).flatMap(({ route, destinations }): WayOut[] => {
    const toInternet = both(destinations, exactly(INTERNET_PACKETS[family].destination));
    if (toInternet.possibly.length === 0) return [];
    const routeStage: Stage = {
      what: `route ${route.resource.name} of subnet ${subnet.resource.name} to ${route.what}`,
      resources: [route.resource],
      filter: toInternet,
      fix: "Change the route's target.",
    };
    const acl = borderAclStages(family, subnet, "out");
    if (isBorder(route)) {
      return [
        { through: borderName(route), stages: [leavingStage(route, subnet.resource, toInternet.possibly), ...acl] },
      ];
    }
    if (isInternetRoute(route)) {
      return [{ through: "internet gateway", stages: [addressStage(family, endpoint), routeStage, ...acl] }];
    }
    const nat = natOf(route);
    if (family === "ipv4" && nat !== undefined) {
      return [{ through: nat, stages: [routeStage, ...acl, ...natStages(topology, endpoint, subnet, route)] }];
    }
    if (route.kind === "egressOnlyGateway") return [{ through: "egress-only gateway", stages: [routeStage, ...acl] }];
    if (route.kind === "unknown" || nat !== undefined) {
      const { possibly, unknowns } = toInternet;
      const filter = { surely: [], possibly, unknowns: [...unknowns, unknownPart(route, "target")] };
      return [{ through: "unknown", stages: [{ ...routeStage, filter }, ...acl] }];
    }
    return [];
  });
}

/** From the internet to the endpoint in the subnet, up to its own security groups. */
export function stagesFromInternet(family: Family, endpoint: Endpoint, subnet: Subnet): Stage[] {
  // Answers have to get back: the routes that lead to an internet gateway decide who can be answered.
  const { surely, possibly, unknowns } = sentToInternet(subnet, family);
  const answered = (sent: PacketSet) =>
    sent.map(({ destination }) => box(ALL_ADDRESSES[family], { source: destination }));
  return [
    {
      ...addressStage(family, endpoint),
      fix: `Give ${endpoint.name} a public address, or put it behind a load balancer that faces the internet.`,
    },
    {
      what: `route of subnet ${subnet.resource.name} to an internet gateway`,
      resources: tablesOf(subnet),
      filter: { surely: answered(surely), possibly: answered(possibly), unknowns },
      fix: `Give the route table of subnet ${subnet.resource.name} a route to an internet gateway.`,
    },
    ...borderAclStages(family, subnet, "in"),
  ];
}
