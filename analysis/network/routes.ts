/** Route tables: where a subnet sends what is not for the VPC itself. */
import { isUnknown, UNKNOWN, type Properties, type Resource } from "../../model/graph";
import {
  INSTANCE,
  INTERNET_GATEWAY,
  NAT_GATEWAY,
  NETWORK_INTERFACE,
  ROUTE,
  ROUTE_TABLES,
} from "../../model/type-tokens";
import type { GraphIndex, Referred } from "../graph-index";
import { elementsIn, isGiven, propertiesOf, textOf } from "../values";
import { ALL_ADDRESSES, FAMILIES, rangeOf, type AddressRange, type Family } from "./addresses";
import type { Malformed } from "./malformed";
import { exactly, type Filter } from "./filter";
import { box, difference, intersection, NOTHING, type PacketSet } from "./packet-set";
import { prefixListsNamed, type PrefixList } from "./prefix-lists";

/** What leads out of a VPC, by the input that names it, and what that may be in this graph. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
const TARGETS = [
  ["gatewayId", "gateway", [INTERNET_GATEWAY]],
  ["natGatewayId", "natGateway", [NAT_GATEWAY]],
  ["egressOnlyGatewayId", "egressOnlyGateway", ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"]],
  ["vpcPeeringConnectionId", "border", ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"]],
  ["transitGatewayId", "border", ["aws:ec2transitgateway/transitGateway:TransitGateway"]],
  ["vpcEndpointId", "border", []],
  // The network interface of an instance has no resource of its own.
  ["networkInterfaceId", "networkInterface", [NETWORK_INTERFACE, INSTANCE]],
  ["carrierGatewayId", "border", []],
  ["localGatewayId", "border", []],
  ["coreNetworkArn", "border", []],
] as const;

export type RouteKind = "gateway" | "natGateway" | "networkInterface" | "egressOnlyGateway" | "border" | "unknown";

export interface Route {
  readonly destination: AddressRange;
  /** Its destination is not known, and may be more specific than any other. */
  readonly isAnywhere?: true;
  readonly kind: RouteKind;
  /** The input that names the target. */
  readonly input: string;
  /** The gateway, if it is in this graph. */
  readonly target?: Resource;
  /** Its id as it is written, or what leads out: for people. */
  readonly what: string;
  /** The resource that holds the route: the table itself, or a route of its own. */
  readonly resource: Resource;
}

export interface RouteTable {
  readonly resource: Resource;
  readonly routes: readonly Route[];
  /** Where packets for addresses outside of the VPC go. */
  readonly routed: Readonly<Record<Family, readonly RoutedAddresses[]>>;
}

/** The packets for which a route is the most specific one of its table. */
export interface RoutedAddresses {
  readonly route: Route;
  readonly destinations: Filter;
}

const DESTINATIONS: readonly { readonly property: string; readonly family: Family }[] = [
  { property: "destinationCidrBlock", family: "ipv4" },
  { property: "cidrBlock", family: "ipv4" },
  { property: "destinationIpv6CidrBlock", family: "ipv6" },
  { property: "ipv6CidrBlock", family: "ipv6" },
];
const PREFIX_LIST = "destinationPrefixListId";

interface Reading {
  readonly index: GraphIndex;
  /** What can't be read is added here. */
  readonly malformed: Malformed[];
}

/** True if the route leads to the internet by public addresses. */
export function isInternetRoute({ kind, target, what }: Route): boolean {
  return kind === "gateway" && (target !== undefined || what.startsWith("igw-"));
}

/** A route of which nothing is known may lead anywhere. */
const UNKNOWN_ROUTE: Properties = { cidrBlock: UNKNOWN, ipv6CidrBlock: UNKNOWN };
/** Beside routes that are resources of their own, a table has no list; what is unknown then is only what AWS will say. */
const UNKNOWN_LIST: Properties = { cidrBlock: "0.0.0.0/0", ipv6CidrBlock: "::/0" };

/** Every route table, with its own routes and those that are resources of their own. */
export function readRouteTables(index: GraphIndex, malformed: Malformed[]): ReadonlyMap<Resource, RouteTable> {
  const reading = { index, malformed };
  const tables = new Map<Resource, Route[]>();
  for (const table of ROUTE_TABLES.flatMap((type) => index.ofType(type))) {
    const unknownRoute = isUnknown(table.inputs["routes"]) ? UNKNOWN_LIST : UNKNOWN_ROUTE;
    const routes = elementsIn(table, "routes").map((route) => (isUnknown(route) ? unknownRoute : propertiesOf(route)));
    tables.set(
      table,
      routes.flatMap((route) => readRoute(reading, table, route, () => "routes")),
    );
  }
  for (const route of index.ofType(ROUTE)) {
    const { resources: found, isAmbiguous } = tablesNamed(index, route);
    // One that may be in this table or in another one may lead from here, or not.
    const read = isAmbiguous ? anyRoutes(route) : readRoute(reading, route, route.inputs, (property) => property);
    for (const table of found) tables.get(table)!.push(...read);
  }
  return new Map([...tables].map(([resource, routes]) => [resource, tableOf(resource, routes)]));
}

function tableOf(resource: Resource, routes: readonly Route[]): RouteTable {
  const routed = { ipv4: routedAddresses(routes, "ipv4"), ipv6: routedAddresses(routes, "ipv6") };
  return { resource, routes, routed };
}

function tablesNamed(index: GraphIndex, resource: Resource): Referred {
  return index.referredToBy(resource, "routeTableId", [resource.inputs["routeTableId"] ?? null], ROUTE_TABLES);
}

/** The table that an association gives; one of another stack, or of which nobody knows which it is, may lead anywhere. */
export function tableNamed(
  index: GraphIndex,
  association: Resource,
  tables: ReadonlyMap<Resource, RouteTable>,
): RouteTable {
  const { resources, isAmbiguous } = tablesNamed(index, association);
  const [found] = isAmbiguous ? [] : resources;
  return found === undefined ? tableOf(association, anyRoutes(association)) : tables.get(found)!;
}

/** That of a subnet without one of its own, whose VPC isn't in this graph. */
export function unseenMainTable(subnet: Resource): RouteTable {
  return tableOf(subnet, anyRoutes(subnet, UNSEEN_TABLE.main));
}

/** What isn't known of a whole table, in place of an input that names a target. */
const UNSEEN_TABLE = { named: "routeTableId", main: "the main route table of the VPC" } as const;

/** What may lead anywhere while it isn't known which table a resource is about. */
function anyRoutes(resource: Resource, table: string = UNSEEN_TABLE.named): Route[] {
  const unknown = { kind: "unknown", input: table, what: table, resource } as const;
  return FAMILIES.map((family) => ({ ...anywhere(family), ...unknown }));
}

type Destination = Pick<Route, "destination" | "isAnywhere">;

/** A destination that nobody knows. */
function anywhere(family: Family): Destination {
  return { destination: { family, range: ALL_ADDRESSES[family], prefixLength: 0 }, isAnywhere: true };
}

/** For people: what isn't known of a route. */
export function unknownPart({ input, resource }: Route, part: "destination" | "target"): string {
  const isTable = Object.values<string>(UNSEEN_TABLE).includes(input);
  return isTable ? `${input} of ${resource.name}` : `${part} of route ${resource.name}`;
}

/** Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html#route-tables-priority */
function routedAddresses(routes: readonly Route[], family: Family): RoutedAddresses[] {
  const everyone = ALL_ADDRESSES[family];
  const ofFamily = routes.filter(({ destination }) => destination.family === family);
  const anywhere = ofFamily.filter(({ isAnywhere }) => isAnywhere);
  const unknowns = anywhere.map((route) => unknownPart(route, "destination"));
  const atMost = (possibly: PacketSet): Filter =>
    unknowns.length === 0 ? exactly(possibly) : { surely: NOTHING, possibly, unknowns };
  let left: PacketSet = [box(everyone)];
  const specific = ofFamily
    .filter(({ isAnywhere }) => !isAnywhere)
    .sort((a, b) => b.destination.prefixLength - a.destination.prefixLength || isUnclear(a) - isUnclear(b))
    .map((route) => {
      const matched = [box(everyone, { destination: route.destination.range })];
      const destinations = atMost(intersection(left, matched));
      left = difference(left, matched);
      return { route, destinations };
    });
  return [...specific, ...anywhere.map((route) => ({ route, destinations: atMost([box(everyone)]) }))];
}

function readRoute(
  { index, malformed }: Reading,
  resource: Resource,
  route: Properties,
  inputOf: (property: string) => string,
): Route[] {
  const given = DESTINATIONS.flatMap(({ property, family }): Destination[] => {
    const value = route[property];
    if (!isGiven(value)) return [];
    if (isUnknown(value)) {
      return [anywhere(family)];
    }
    const range = rangeOf(value);
    if (range === undefined) malformed.push({ resource, what: `${property} is no range of addresses` });
    return range === undefined ? [] : [{ destination: range }];
  });
  const list = route[PREFIX_LIST];
  const listed = isGiven(list)
    ? prefixListsNamed(index, resource, inputOf(PREFIX_LIST), [list]).flatMap(destinationsIn)
    : [];
  const destinations = [...given, ...listed];
  const nowhere = (property: string) =>
    destinations.map((each): Route => ({ ...each, kind: "unknown", input: property, what: property, resource }));
  const leadsTo = TARGETS.find(([property]) => isGiven(route[property]));
  if (leadsTo === undefined) return nowhere("nothing known");
  const [property, kind, types] = leadsTo;
  const value = route[property];
  const target = index.theOne(resource, inputOf(property), types, value);
  const isNobodys =
    target === undefined && (isUnknown(value) || (kind === "gateway" && !GATEWAY_ID.test(textOf(value) ?? "")));
  if (isNobodys || given.some(({ isAnywhere }) => isAnywhere)) return nowhere(property);
  const what = textOf(value) ?? target?.name ?? property;
  return destinations.map((each) => ({ ...each, kind, input: property, ...(target && { target }), what, resource }));
}

function destinationsIn(list: PrefixList): Destination[] {
  switch (list.kind) {
    case "ranges":
      return list.ranges.map((destination) => ({ destination }));
    case "unknown":
      return FAMILIES.map(anywhere);
    case "service":
      // A gateway endpoint adds its own routes, and is looked at on its own.
      return [];
  }
}

/** What is known decides before what isn't. */
function isUnclear({ kind }: Route): number {
  return kind === "unknown" ? 1 : 0;
}

/** What a gateway's id tells; other resources' ids may stand there too, and those that aren't known yet. */
const GATEWAY_ID = /^(?:igw-|vgw-|vpce-|local$)/;
