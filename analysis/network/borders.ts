/**
 * Ways from one VPC into another. Peering connections, transit gateways and appliances are borders: what lies behind is not
 * followed, so that nobody can tell whether packets get there; but without routes to one, on both sides, none do.
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
 */
import type { Resource } from "../../model/graph";
import { ALL_ADDRESSES, type Family } from "./addresses";
import { exactly, type Filter } from "./filter";
import { box, intersection, NOTHING } from "./packet-set";
import type { Route, RoutedAddresses } from "./routes";
import type { Stage } from "./stages";
import { routedOf, type Subnet } from "./topology";

const BORDERS: readonly Route["kind"][] = ["border", "networkInterface", "unknown"];

/** What the way between two subnets of different VPCs lets through, at most. */
export function borderStage(family: Family, from: Subnet, to: Subnet): Stage {
  const [there, back] = [bordersOf(from, family), bordersOf(to, family)];
  const everyone = ALL_ADDRESSES[family];
  const forth = there.flatMap(({ destinations }) => intersection(destinations, inside(to, family, "destination")));
  const answered = back
    .flatMap(({ destinations }) => destinations.map((each) => box(everyone, { source: each.destination })))
    .flatMap((each) => intersection([each], inside(from, family, "source")));
  const possibly = intersection(forth, answered);
  const names = [
    ...new Set(
      there
        .map(({ route }) => route)
        .filter(leadsTo(to, family))
        .map(nameOf),
    ),
  ].join(", ");
  const isOpen = possibly.length > 0;
  const filter: Filter = isOpen ? { surely: NOTHING, possibly, unknowns: [`what lies behind ${names}`] } : exactly([]);
  return {
    what: isOpen
      ? `border: it leaves through ${names}`
      : `border between the VPCs ${from.vpc?.name} and ${to.vpc?.name}`,
    resources: [from.vpc, to.vpc].filter((vpc): vpc is Resource => vpc !== undefined),
    filter,
    fix: isOpen
      ? "Look at what is behind: nothing is followed beyond a border."
      : `Give the route tables of subnets ${from.resource.name} and ${to.resource.name} routes to each other, over a peering connection or a transit gateway.`,
  };
}

function bordersOf(subnet: Subnet, family: Family): readonly RoutedAddresses[] {
  return routedOf(subnet, family).filter(({ route }) => BORDERS.includes(route.kind));
}

function inside(subnet: Subnet, family: Family, side: "source" | "destination") {
  const range = subnet.ranges[family];
  return range === undefined ? NOTHING : [box(ALL_ADDRESSES[family], { [side]: range })];
}

function leadsTo(to: Subnet, family: Family) {
  const [range] = inside(to, family, "destination");
  return ({ destination }: Route) =>
    range !== undefined &&
    destination.range.first <= range.destination.last &&
    range.destination.first <= destination.range.last;
}

const KINDS: Readonly<Record<string, string>> = {
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "peering connection",
  "aws:ec2transitgateway/transitGateway:TransitGateway": "transit gateway",
};

/** For people: `peering connection pcx-1`. */
function nameOf({ target, what }: Route): string {
  const kind = target === undefined ? undefined : KINDS[target.type];
  return kind === undefined ? what : `${kind} ${target!.name}`;
}
