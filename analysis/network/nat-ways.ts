/** Ways to the internet through something that translates addresses: NAT gateways, and instances that do the same. */
import { type Resource } from "../../model/graph";
import type { Truth } from "../../model/truth";
import { INSTANCE, SECURITY_GROUPS } from "../../model/type-tokens";
import { ALL_ADDRESSES } from "./addresses";
import { both, CLOSED, exactly, type Filter } from "./filter";
import { attachedTo, hasPublicAddress, primaryInterface, takesForeignPackets, type InterfaceHolder } from "./instances";
import { referenced, type Endpoint } from "./interfaces";
import { INTERNET_PACKETS } from "./internet-packets";
import { sentToInternet } from "./internet-routes";
import { box } from "./packet-set";
import type { Route, RouteKind } from "./routes";
import { addressStage, borderAclStages, groupStage, INTERNET, type Stage } from "./stages";
import { SUBNETS, tablesOf, type Subnet, type Topology } from "./topology";
import { ICMP, TCP, UDP } from "./traffic";

export type NatKind = "NAT gateway" | "NAT instance";

const NAT: Readonly<Partial<Record<RouteKind, NatKind>>> = {
  natGateway: "NAT gateway",
  networkInterface: "NAT instance",
};

/**
 * The packets that NAT gateways take at all: TCP, UDP and ICMP.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
const TRANSLATED = [TCP, UDP, ICMP].map((number) => {
  return box(ALL_ADDRESSES.ipv4, { protocol: { first: number, last: number } });
});

/** What translates the addresses at the end of the route; undefined if nothing does. */
export function natOf({ kind }: Route): NatKind | undefined {
  return NAT[kind];
}

/** What IPv4 packets pass behind the route and the ACL of the subnet that they come from. */
export function natStages(topology: Topology, from: Endpoint, subnet: Subnet, route: Route): Stage[] {
  return route.kind === "natGateway"
    ? gatewayStages(topology, subnet, route)
    : instanceStages(topology, from, subnet, route);
}

/** Through a NAT gateway, which stands in a subnet of its own with its own route, ACL and public address. */
function gatewayStages(topology: Topology, from: Subnet, route: Route): Stage[] {
  const gateway = route.target;
  if (gateway?.inputs["availabilityMode"] === "regional") return [regionalStage(gateway)];
  const subnet = gateway && subnetOf(topology, gateway);
  if (gateway === undefined || subnet === undefined) return [somewhereStage(`NAT gateway ${route.what}`)];
  const isPrivate = gateway.inputs["connectivityType"] === "private";
  const gatewayStage: Stage = {
    what: `NAT gateway ${gateway.name} in subnet ${subnet.resource.name}`,
    resources: [gateway],
    filter: isPrivate ? CLOSED : both(exactly(TRANSLATED), sentToInternet(subnet, "ipv4")),
    fix: isPrivate
      ? "A private NAT gateway has no public address; make it a public one."
      : `Give subnet ${subnet.resource.name}, in which the NAT gateway stands, a route to an internet gateway.`,
  };
  return [...hop(from, subnet), gatewayStage, ...borderAclStages("ipv4", subnet, "out")];
}

/**
 * A regional NAT gateway stands in no subnet, so that no ACL but the sender's is on the way, and has a route table of its
 * own that leads to the internet gateway.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
function regionalStage(gateway: Resource): Stage {
  return {
    what: `regional NAT gateway ${gateway.name}`,
    resources: [gateway],
    filter: exactly(TRANSLATED),
    fix: "Use TCP, UDP or ICMP.",
  };
}

/**
 * Through a network interface, whose security groups see both the packets that come and those that go on. What runs behind it
 * can't be seen: one that takes packets for others is taken to pass them on with its own address.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
 */
function instanceStages(topology: Topology, from: Endpoint, subnetFrom: Subnet, route: Route): Stage[] {
  const { index, securityGroups } = topology;
  const holder = holderAt(topology, route);
  const subnet = holder && subnetOf(topology, holder.resource);
  if (holder === undefined || subnet === undefined) return [somewhereStage(`network interface ${route.what}`)];
  const { name } = holder.resource;
  const unknownGroups: string[] = [];
  const groups = referenced(index, holder.resource, holder.groups, SECURITY_GROUPS, unknownGroups);
  const own = { name, resource: holder.resource, groups, unknownGroups, isPublic: hasPublicAddress(holder, index) };
  const takes: Stage = {
    what: `network interface ${name}, for packets that are not its own`,
    resources: [holder.resource],
    filter: passing(takesForeignPackets(holder), `sourceDestCheck of ${name}`),
    fix: `Set sourceDestCheck of ${name} to false.`,
  };
  const onward: Stage = {
    what: `route of subnet ${subnet.resource.name} to an internet gateway`,
    resources: tablesOf(subnet),
    filter: sentToInternet(subnet, "ipv4"),
    fix: `Give subnet ${subnet.resource.name}, in which ${name} stands, a route to an internet gateway.`,
  };
  return [
    ...hop(subnetFrom, subnet),
    groupStage(securityGroups, "ipv4", "ingress", own, from),
    takes,
    ...attachmentStages(topology, holder),
    addressStage("ipv4", own),
    onward,
    groupStage(securityGroups, "ipv4", "egress", own, INTERNET),
    ...borderAclStages("ipv4", subnet, "out"),
  ];
}

/** The interface that a route leads to; that of an instance has an id of its own, which is among the instance's outputs. */
function holderAt({ index }: Topology, { target, what }: Route): InterfaceHolder | undefined {
  const found = target ?? index.ofType(INSTANCE).find(({ outputs }) => outputs["primaryNetworkInterfaceId"] === what);
  return found && primaryInterface(found, index);
}

/** An interface that is nobody's here may be anybody's; one that came along is its instance's. */
function attachmentStages({ index }: Topology, { resource }: InterfaceHolder): Stage[] {
  if (attachedTo(resource, index).length > 0) return [];
  const what = `instance behind network interface ${resource.name}`;
  return [
    { what, resources: [resource], filter: passing("unknown", what), fix: "Attach the interface to an instance." },
  ];
}

function subnetOf({ subnets, index }: Topology, resource: Resource): Subnet | undefined {
  const found = index.theOne(resource, "subnetId", SUBNETS);
  return found && subnets.get(found);
}

/** The subnet that packets for the internet pass sees them as they were sent; inside of one subnet there is no ACL. */
function hop(from: Subnet, to: Subnet): Stage[] {
  return from.resource === to.resource ? [] : borderAclStages("ipv4", to, "in");
}

function somewhereStage(what: string): Stage {
  const filter = { ...exactly([]), possibly: INTERNET_PACKETS.ipv4.destination, unknowns: [what] };
  return { what, resources: [], filter, fix: "Look at where the route leads." };
}

function passing(passes: Truth, unknown: string): Filter {
  const everything = [box(ALL_ADDRESSES.ipv4)];
  if (passes === "unknown") return { ...exactly([]), possibly: everything, unknowns: [unknown] };
  return exactly(passes ? everything : []);
}
