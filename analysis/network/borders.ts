/**
 * Ways from one VPC into another. Peering connections, transit gateways and appliances are borders: what lies behind is not
 * followed, so that nobody can tell whether packets get there; but without routes to one, on both sides, none do.
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
 */
import type { Resource } from "../../model/graph";
import { ALL_ADDRESSES, type Family } from "./addresses";
import { CLOSED, type Filter } from "./filter";
import { box, intersection, NOTHING, overlap, type PacketSet } from "./packet-set";
import type { Route, RoutedAddresses } from "./routes";
import type { Stage } from "./stages";
import { routedOf, vpcOf, type Subnet } from "./topology";

const BORDERS: readonly Route["kind"][] = ["border", "networkInterface", "unknown"];

/** What the way between two subnets of different VPCs lets through, at most. */
export function borderStage(family: Family, from: Subnet, to: Subnet): Stage {
  const everyone = ALL_ADDRESSES[family];
  const [source, destination] = [from.ranges[family]!, to.ranges[family]!];
  const there = bordersOf(from, family);
  const forth = there.flatMap(({ destinations }) =>
    intersection(destinations.possibly, [box(everyone, { destination })]),
  );
  const back = bordersOf(to, family).flatMap(({ destinations }) => destinations.possibly);
  const answered = back.map((each) => box(everyone, { source: each.destination }));
  const possibly = intersection(forth, intersection(answered, [box(everyone, { source })]));
  const leading = there.filter(({ route }) => overlap(route.destination.range, destination) !== undefined);
  const names = [...new Set(leading.map(({ route }) => borderName(route)))].join(", ");
  const vpcs = [vpcOf(from), vpcOf(to)];
  const isOpen = possibly.length > 0;
  const filter: Filter = isOpen ? { surely: NOTHING, possibly, unknowns: [`what lies behind ${names}`] } : CLOSED;
  return {
    what: isOpen
      ? `border: it leaves through ${names}`
      : `border between the VPCs ${vpcs.map((vpc) => (typeof vpc === "object" ? vpc.name : vpc)).join(" and ")}`,
    resources: vpcs.filter((vpc) => typeof vpc === "object"),
    filter,
    fix: isOpen
      ? "Look at what is behind: nothing is followed beyond a border."
      : `Give the route tables of subnets ${from.resource.name} and ${to.resource.name} routes to each other, over a peering connection or a transit gateway.`,
  };
}

function bordersOf(subnet: Subnet, family: Family): readonly RoutedAddresses[] {
  return routedOf(subnet, family).filter(({ route }) => BORDERS.includes(route.kind));
}

/** Inputs that name borders. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
const KINDS: Readonly<Record<string, string>> = {
  vpcPeeringConnectionId: "peering connection",
  transitGatewayId: "transit gateway",
  vpcEndpointId: "endpoint",
  carrierGatewayId: "carrier gateway",
  localGatewayId: "local gateway",
  coreNetworkArn: "core network",
};
/** What stands in the place of an internet gateway's id. */
const GATEWAYS: readonly (readonly [prefix: string, kind: string])[] = [
  ["vgw-", "virtual private gateway"],
  ["vpce-", "endpoint"],
];

/** Undefined if the route leads over no border. */
function kindOf({ kind, input, target, what }: Route): string | undefined {
  if (kind === "border") return KINDS[input];
  // What is in the graph has a name in place of an id.
  return target === undefined ? GATEWAYS.find(([prefix]) => what.startsWith(prefix))?.[1] : undefined;
}

/** For people: `peering connection pcx-1`. */
export function borderName(route: Route): string {
  const kind = kindOf(route);
  return kind === undefined ? route.what : `${kind} ${route.target?.name ?? route.what}`;
}

/** Whether a route leads out of the VPC to something that is not followed, rather than to the internet itself. */
export function isBorder(route: Route): boolean {
  return kindOf(route) !== undefined;
}

/** Appliances behind such an endpoint hand packets from the internet on to the subnet, and its answers back. */
export function isApplianceEndpoint(route: Route): boolean {
  return kindOf(route) === "endpoint";
}

/** What nobody knows who can't look behind the border. */
export function behind(route: Route): string {
  return `what lies behind ${borderName(route)}`;
}

/**
 * Over a border towards the internet. What stands behind may lead on to it, but for a peered VPC, whose gateways serve it alone.
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
 */
export function leavingStage(route: Route, subnet: Resource, towards: PacketSet): Stage {
  const isPeering = kindOf(route) === "peering connection";
  return {
    what: `route ${route.resource.name} of subnet ${subnet.name}: it leaves through ${borderName(route)}`,
    resources: [route.resource, ...(route.target ? [route.target] : [])],
    filter: isPeering ? CLOSED : { surely: NOTHING, possibly: towards, unknowns: [behind(route)] },
    fix: isPeering
      ? `The gateways of a peered VPC serve that VPC alone: give subnet ${subnet.name} a route to a NAT gateway or an internet gateway.`
      : "Look at what is behind: nothing is followed beyond a border.",
  };
}
