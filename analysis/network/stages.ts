/** The elements that a packet passes, each with what it lets through. */
import type { Resource } from "../../model/graph";
import { ALL_ADDRESSES, type Family } from "./addresses";
import { anyOf, exactly, type Filter } from "./filter";
import type { Endpoint } from "./interfaces";
import type { NetworkAcl } from "./network-acls";
import { box, NOTHING, type PacketSet, type Range } from "./packet-set";
import {
  mayHaveOthers,
  type Direction,
  type GroupMember,
  type GroupRule,
  type SecurityGroups,
} from "./security-groups";
import type { Subnet } from "./topology";

/** One element on the way. */
export interface Stage {
  /** For people: `security group web lets out`. */
  readonly what: string;
  /** What decides; absent if it is AWS itself. */
  readonly resources: readonly Resource[];
  readonly filter: Filter;
  /** What would have to change, if nothing passes here. */
  readonly fix: string;
}

/** Who is at the other end: something in this graph, or addresses. */
export interface Other extends GroupMember {
  readonly name: string;
  /** The gateway endpoint through which the packets go, if they go through one. */
  readonly through?: Resource;
}

/** Everything outside of the graph that has a public address. */
export const INTERNET: Other = { name: "the internet", groups: [] };

/** What the groups of an endpoint let in from the other end, or out to it. */
export function groupStage(
  securityGroups: SecurityGroups,
  family: Family,
  direction: Direction,
  own: Pick<Endpoint, "name" | "groups" | "unknownGroups" | "isUnfiltered">,
  other: Other,
): Stage {
  const rules = own.groups.flatMap((group) => securityGroups.rulesAbout(group, direction, other));
  const filters = rules.map((rule) => ruleFilter(rule, family, other));
  const names = own.groups.map(({ name }) => name).join(", ") || "none";
  const way = direction === "ingress" ? "in" : "out";
  const preposition = direction === "ingress" ? "from" : "to";
  const everything = [box(ALL_ADDRESSES[family])];
  if (own.isUnfiltered) {
    const what = `${own.name} without security groups, ${way}`;
    return { what, resources: [], filter: exactly(everything), fix: "Give it a security group." };
  }
  return {
    what: `security group ${names} of ${own.name}, ${way}`,
    resources: own.groups,
    filter:
      own.unknownGroups.length > 0
        ? { ...anyOf(filters), possibly: everything, unknowns: own.unknownGroups }
        : anyOf(filters),
    fix: `Add a rule to security group ${names} that lets traffic ${way} ${preposition} ${other.name}.`,
  };
}

function ruleFilter(rule: GroupRule, family: Family, other: Other): Filter {
  const everyone = ALL_ADDRESSES[family];
  const side = rule.direction === "ingress" ? "source" : "destination";
  const traffic = rule.traffic === "unknown" ? {} : rule.traffic;
  const packets = (addresses: Range): PacketSet => [box(everyone, { ...traffic, [side]: addresses })];
  const { peer, resource } = rule;
  const ruleName = peer.kind === "unknown" ? `${peer.property} of ${resource.name}` : `a rule in ${resource.name}`;
  const unknownRule = (possibly: PacketSet, unknowns: readonly string[] = [ruleName]): Filter => ({
    surely: NOTHING,
    possibly,
    unknowns,
  });
  const known = (addresses: Range) =>
    rule.traffic === "unknown" ? unknownRule(packets(addresses)) : exactly(packets(addresses));
  const byUnknownGroups = () =>
    mayHaveOthers(other) ? unknownRule(packets(everyone), other.unknownGroups) : exactly(NOTHING);
  switch (peer.kind) {
    case "range":
      return peer.range.family === family ? known(peer.range.range) : exactly(NOTHING);
    case "group":
      if (!other.groups.includes(peer.group)) return byUnknownGroups();
      return peer.isAmbiguous ? unknownRule(packets(everyone)) : known(everyone);
    case "unknown":
      return unknownRule(packets(everyone));
    case "service":
      if (other.through === peer.endpoint) return known(everyone);
      // The same addresses are reached through other gateways; nothing in a VPC has them.
      return "kind" in other ? exactly(NOTHING) : unknownRule(packets(everyone));
    case "outside":
      return other.outsideGroups?.includes(peer.id) ? known(everyone) : byUnknownGroups();
  }
}

/** What the ACLs between two subnets let through, the answers included; inside of one subnet there is none. */
export function aclStages(family: Family, from: Subnet, to: Subnet): Stage[] {
  if (from.resource === to.resource) return [];
  return [
    ...aclPart(from.acl, "outbound", "opening", family, from),
    ...aclPart(to.acl, "inbound", "opening", family, to),
    ...aclPart(to.acl, "outbound", "answers", family, to),
    ...aclPart(from.acl, "inbound", "answers", family, from),
  ];
}

/** What the ACL of one subnet lets through to somewhere outside of the VPC, or from there. */
export function borderAclStages(family: Family, subnet: Subnet, direction: "in" | "out"): Stage[] {
  const [opening, answers] =
    direction === "in" ? (["inbound", "outbound"] as const) : (["outbound", "inbound"] as const);
  return [
    ...aclPart(subnet.acl, opening, "opening", family, subnet),
    ...aclPart(subnet.acl, answers, "answers", family, subnet),
  ];
}

function aclPart(
  acl: NetworkAcl | undefined,
  direction: "inbound" | "outbound",
  packets: "opening" | "answers",
  family: Family,
  subnet: Subnet,
): Stage[] {
  if (acl === undefined) return [];
  const way = direction === "inbound" ? "into" : "out of";
  const what = packets === "opening" ? "" : "answers ";
  return [
    {
      what: `network ACL ${acl.resource.name}, ${what}${way} subnet ${subnet.resource.name}`,
      resources: [acl.resource],
      filter: acl[direction][family][packets],
      fix: `Add a rule to network ACL ${acl.resource.name} that allows the ${packets === "answers" ? "answers, on ports 1024 to 65535, " : "packets "}${way} the subnet.`,
    },
  ];
}

/** Whether the endpoint has an address that the internet can answer to. */
export function addressStage(family: Family, endpoint: Pick<Endpoint, "name" | "resource" | "isPublic">): Stage {
  const has = family === "ipv6" ? true : endpoint.isPublic;
  const everything = [box(ALL_ADDRESSES[family])];
  return {
    what: `public address of ${endpoint.name}`,
    resources: [endpoint.resource],
    filter:
      has === "unknown"
        ? { ...exactly([]), possibly: everything, unknowns: [`whether ${endpoint.name} has a public address`] }
        : exactly(has ? everything : []),
    fix: `Give ${endpoint.name} a public address, or its subnet a route to a NAT gateway.`,
  };
}

/** What the endpoint answers. */
export function listeningStage(family: Family, endpoint: Endpoint): Stage[] {
  if (endpoint.listens === undefined) return [];
  const { surely, unknown } = endpoint.listens;
  const boxes = surely.map((traffic) => box(ALL_ADDRESSES[family], traffic));
  return [
    {
      what: `ports that ${endpoint.name} listens on`,
      resources: [endpoint.resource],
      filter:
        unknown === undefined
          ? exactly(boxes)
          : { surely: boxes, possibly: [box(ALL_ADDRESSES[family])], unknowns: [unknown] },
      fix: `Nothing listens there; declare the port at ${endpoint.name}.`,
    },
  ];
}
