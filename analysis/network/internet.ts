/** The ways between a subnet and the internet. */
import type { Resource } from "../../model/graph";
import { ALL_ADDRESSES, parseRange, type Family } from "./addresses";
import { exactly } from "./filter";
import type { Endpoint } from "./interfaces";
import { box, difference, intersection, type PacketSet } from "./packet-set";
import { isInternetRoute, type Route, type RoutedAddresses } from "./routes";
import { aclStages, borderAclStages, type Stage } from "./stages";
import { SUBNETS, type Subnet, type Topology } from "./topology";

/**
 * Addresses that are nobody's on the internet.
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry (those that are not globally reachable)
 */
const NOT_PUBLIC = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** The part of IPv6 that is given out. Source: https://www.iana.org/assignments/ipv6-address-space */
const GLOBAL_UNICAST = parseRange("2000::/3")!.range;

type Side = "source" | "destination";

function publicPackets(family: Family, side: Side): PacketSet {
  const everyone = ALL_ADDRESSES[family];
  if (family === "ipv6") return [box(everyone, { [side]: GLOBAL_UNICAST })];
  return difference(
    [box(everyone)],
    NOT_PUBLIC.map((text) => box(everyone, { [side]: parseRange(text)!.range })),
  );
}

/** The packets that come from the internet, or go there. */
export const INTERNET_PACKETS: Readonly<Record<Family, Readonly<Record<Side, PacketSet>>>> = {
  ipv4: { source: publicPackets("ipv4", "source"), destination: publicPackets("ipv4", "destination") },
  ipv6: { source: publicPackets("ipv6", "source"), destination: publicPackets("ipv6", "destination") },
};

/** A subnet without a route table of its VPC's own leads nowhere outside. */
function routedOf({ routeTable }: Subnet, family: Family): readonly RoutedAddresses[] {
  return routeTable?.routed[family] ?? [];
}

/** A way out of a subnet, by the elements on it. */
export interface WayOut {
  readonly through: "internet gateway" | "NAT gateway" | "egress-only gateway" | "unknown";
  readonly stages: readonly Stage[];
}

const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";

/** Every way by which the endpoint's packets may get from the subnet to the internet. */
export function waysOut(topology: Topology, family: Family, endpoint: Endpoint, subnet: Subnet): WayOut[] {
  return routedOf(subnet, family).flatMap(({ route, destinations }): WayOut[] => {
    const toInternet = intersection(destinations, INTERNET_PACKETS[family].destination);
    if (toInternet.length === 0) return [];
    const routeStage: Stage = {
      what: `route ${route.resource.name} of subnet ${subnet.resource.name} to ${route.what}`,
      resources: [route.resource],
      filter: exactly(toInternet),
      fix: "Change the route's target.",
    };
    const acl = borderAclStages(family, subnet, "out");
    if (isInternetRoute(route)) {
      return [{ through: "internet gateway", stages: [addressStage(family, endpoint), routeStage, ...acl] }];
    }
    if (route.kind === "natGateway" && family === "ipv4") return natWay(topology, subnet, route, [routeStage, ...acl]);
    if (route.kind === "egressOnlyGateway") return [{ through: "egress-only gateway", stages: [routeStage, ...acl] }];
    if (route.kind === "unknown" || route.kind === "natGateway") {
      const filter = { ...exactly([]), possibly: toInternet, unknowns: [`target of route ${route.resource.name}`] };
      return [{ through: "unknown", stages: [{ ...routeStage, filter }, ...acl] }];
    }
    return [];
  });
}

/**
 * A regional NAT gateway stands in no subnet, so that no ACL but the sender's is on the way, and has a route table of its
 * own that leads to the internet gateway.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
function regionalNatWay(gateway: Resource, before: readonly Stage[]): WayOut[] {
  const stage: Stage = {
    what: `regional NAT gateway ${gateway.name}`,
    resources: [gateway],
    filter: exactly([box(ALL_ADDRESSES.ipv4)]),
    fix: "Look at the gateway.",
  };
  return [{ through: "NAT gateway", stages: [...before, stage] }];
}

/** Through a NAT gateway, which stands in a subnet of its own with its own route, ACL and public address. */
function natWay({ subnets, index }: Topology, from: Subnet, route: Route, before: readonly Stage[]): WayOut[] {
  const gateway = route.target;
  if (gateway?.type === NAT_GATEWAY && gateway.inputs["availabilityMode"] === "regional") {
    return regionalNatWay(gateway, before);
  }
  const [resource] =
    gateway?.type === NAT_GATEWAY ? index.referredTo(gateway, "subnetId", gateway.inputs["subnetId"], SUBNETS) : [];
  const subnet = resource && subnets.get(resource);
  if (subnet === undefined || gateway === undefined) {
    const filter = {
      ...exactly([]),
      possibly: INTERNET_PACKETS.ipv4.destination,
      unknowns: [`NAT gateway ${route.what}`],
    };
    const what = `NAT gateway ${route.what}`;
    return [
      { through: "NAT gateway", stages: [...before, { what, resources: [], filter, fix: "Look at the gateway." }] },
    ];
  }
  const onward = routedOf(subnet, "ipv4").filter(({ route: next }) => isInternetRoute(next));
  const isPrivate = gateway.inputs["connectivityType"] === "private";
  const gatewayStage: Stage = {
    what: `NAT gateway ${gateway.name} in subnet ${subnet.resource.name}`,
    resources: [gateway],
    filter: exactly(isPrivate ? [] : onward.flatMap(({ destinations }) => destinations)),
    fix: isPrivate
      ? "A private NAT gateway has no public address; make it a public one."
      : `Give subnet ${subnet.resource.name}, in which the NAT gateway stands, a route to an internet gateway.`,
  };
  const inside = from.resource === subnet.resource ? [] : hop("ipv4", from, subnet);
  return [
    { through: "NAT gateway", stages: [...before, ...inside, gatewayStage, ...borderAclStages("ipv4", subnet, "out")] },
  ];
}

/** The NAT gateway's subnet sees packets for the internet that are not for itself. */
function hop(family: Family, from: Subnet, to: Subnet): Stage[] {
  // The way out of the first subnet was looked at already.
  return aclStages(family, from, to).filter(
    ({ resources }) => to.acl !== undefined && resources.includes(to.acl.resource),
  );
}

/** Whether the endpoint has an address that the internet can answer to. */
export function addressStage(family: Family, endpoint: Endpoint): Stage {
  const has = family === "ipv6" ? true : endpoint.isPublic;
  const everything = [box(ALL_ADDRESSES[family])];
  return {
    what: `public address of ${endpoint.name}`,
    resources: [endpoint.resource],
    filter:
      has === "unknown"
        ? { ...exactly([]), possibly: everything, unknowns: [`whether ${endpoint.name} has a public address`] }
        : exactly(has ? everything : []),
    fix: `Give ${endpoint.name} a public address, or a way through a NAT gateway or a load balancer.`,
  };
}

/** From the internet to the endpoint in the subnet, up to its own security groups. */
export function stagesFromInternet(family: Family, endpoint: Endpoint, subnet: Subnet): Stage[] {
  // Answers have to get back: the routes that lead to an internet gateway decide who can be answered.
  const routed = routedOf(subnet, family);
  const answeredBy = (routes: readonly RoutedAddresses[]) =>
    routes.flatMap(({ destinations }) =>
      destinations.map((each) => box(ALL_ADDRESSES[family], { source: each.destination })),
    );
  const answered = answeredBy(routed.filter(({ route }) => isInternetRoute(route)));
  const unclear = routed.filter(({ route }) => route.kind === "unknown");
  return [
    addressStage(family, endpoint),
    {
      what: `route of subnet ${subnet.resource.name} to an internet gateway`,
      resources: subnet.routeTable ? [subnet.routeTable.resource] : [],
      filter:
        unclear.length === 0
          ? exactly(answered)
          : {
              surely: answered,
              possibly: [...answered, ...answeredBy(unclear)],
              unknowns: unclear.map(({ route }) => `target of route ${route.resource.name}`),
            },
      fix: `Give the route table of subnet ${subnet.resource.name} a route to an internet gateway.`,
    },
    ...borderAclStages(family, subnet, "in"),
  ];
}
