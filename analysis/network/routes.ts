/** Route tables: where a subnet sends what is not for the VPC itself. */
import { isUnknown, type Properties, type Resource, type Value } from "../../model/graph";
import type { GraphIndex } from "../graph-index";
import { listOf, propertiesOf, textOf } from "../values";
import { ALL_ADDRESSES, parseRange, type AddressRange, type Family } from "./addresses";
import { box, difference, intersection, type PacketSet } from "./packet-set";

export const ROUTE_TABLES = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"];
const ROUTE = "aws:ec2/route:Route";

/** What leads out of a VPC, by the input that names it. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
const TARGETS = [
  ["gatewayId", "gateway"],
  ["natGatewayId", "natGateway"],
  ["egressOnlyGatewayId", "egressOnlyGateway"],
  ["vpcPeeringConnectionId", "border"],
  ["transitGatewayId", "border"],
  ["vpcEndpointId", "border"],
  ["networkInterfaceId", "border"],
  ["carrierGatewayId", "border"],
  ["localGatewayId", "border"],
  ["coreNetworkArn", "border"],
] as const;

export type RouteKind = "gateway" | "natGateway" | "egressOnlyGateway" | "border" | "unknown";

export interface Route {
  readonly destination: AddressRange;
  readonly kind: RouteKind;
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

/** The addresses for which a route is the most specific one of its table. */
export interface RoutedAddresses {
  readonly route: Route;
  readonly destinations: PacketSet;
}

const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const GATEWAYS = [
  INTERNET_GATEWAY,
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "aws:ec2transitgateway/transitGateway:TransitGateway",
];

/** True if the route leads to the internet by public addresses. */
export function isInternetRoute({ kind, target, what }: Route): boolean {
  return kind === "gateway" && (target === undefined ? what.startsWith("igw-") : target.type === INTERNET_GATEWAY);
}

/** Every route table, with its own routes and those that are resources of their own. */
export function readRouteTables(index: GraphIndex): ReadonlyMap<Resource, RouteTable> {
  const tables = new Map<Resource, Route[]>();
  for (const table of ROUTE_TABLES.flatMap((type) => index.ofType(type))) {
    const routes = listOf(table.inputs["routes"]).map(propertiesOf);
    tables.set(
      table,
      routes.flatMap((route) => readRoute(index, table, route, () => "routes")),
    );
  }
  for (const route of index.ofType(ROUTE)) {
    const found = index.referredTo(route, "routeTableId", route.inputs["routeTableId"], ROUTE_TABLES);
    for (const table of found)
      tables.get(table)!.push(...readRoute(index, route, route.inputs, (property) => property));
  }
  return new Map(
    [...tables].map(([resource, routes]) => {
      const routed = { ipv4: routedAddresses(routes, "ipv4"), ipv6: routedAddresses(routes, "ipv6") };
      return [resource, { resource, routes, routed }];
    }),
  );
}

/** Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html#route-tables-priority */
function routedAddresses(routes: readonly Route[], family: Family): RoutedAddresses[] {
  const everyone = ALL_ADDRESSES[family];
  let left: PacketSet = [box(everyone)];
  return routes
    .filter(({ destination }) => destination.family === family)
    .sort((a, b) => b.destination.prefixLength - a.destination.prefixLength)
    .map((route) => {
      const matched = [box(everyone, { destination: route.destination.range })];
      const destinations = intersection(left, matched);
      left = difference(left, matched);
      return { route, destinations };
    });
}

function readRoute(
  index: GraphIndex,
  resource: Resource,
  route: Properties,
  inputOf: (property: string) => string,
): Route[] {
  const text = ["destinationCidrBlock", "destinationIpv6CidrBlock", "cidrBlock", "ipv6CidrBlock"]
    .map((property) => textOf(route[property]))
    .find((value) => value !== undefined && value !== "");
  const destination = text === undefined ? undefined : parseRange(text);
  // Prefix lists belong to services of AWS, whose gateway endpoints are looked at on their own.
  if (destination === undefined) return [];
  const given = TARGETS.find(([property]) => isGiven(route[property]));
  if (given === undefined) return [{ destination, kind: "unknown", what: "nothing known", resource }];
  const [property, kind] = given;
  const value = route[property];
  const [target] = index.referredTo(resource, inputOf(property), value, GATEWAYS);
  if (target === undefined && isUnknown(value)) return [{ destination, kind: "unknown", what: property, resource }];
  const what = textOf(value) ?? target?.name ?? property;
  return [{ destination, kind, ...(target && { target }), what, resource }];
}

function isGiven(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== "";
}
