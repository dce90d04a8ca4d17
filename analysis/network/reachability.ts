/** Who reaches whom in a resource graph, on which ports, by which way, and if not, what blocks. */
import type { Resource, ResourceGraph } from "../../model/graph";
import { GraphIndex } from "../graph-index";
import { ALL_ADDRESSES, FAMILIES, type Family } from "./addresses";
import { anyOf, type Filter } from "./filter";
import { INTERNET_PACKETS, stagesFromInternet, waysOut } from "./internet";
import { readEndpoints, type Endpoint } from "./interfaces";
import { box, difference, intersection, overlap, type Box, type PacketSet, type Range } from "./packet-set";
import type { Peer } from "./security-groups";
import { aclStages, groupStage, listeningStage, type Other, type Stage } from "./stages";
import { readTopology, type Subnet, type Topology } from "./topology";
import { TCP, UDP, type Traffic } from "./traffic";
import { walk, type Walk } from "./walk";

/**
 * The ports that connections are opened from.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const EPHEMERAL: Range<number> = { first: 1024, last: 65_535 };
const ECHO: Readonly<Record<Family, { protocol: number; request: number; reply: number }>> = {
  ipv4: { protocol: 1, request: 8, reply: 0 },
  ipv6: { protocol: 58, request: 128, reply: 129 },
};

/** Everything outside of the graph that has a public address. */
export const INTERNET: Other = { name: "the internet", groups: [] };

/** What one way of getting from one end to the other lets through. */
export interface Reach {
  readonly verdict: "reachable" | "not reachable" | "unknown";
  /** The packets that get through, exactly. */
  readonly packets: Filter;
  /** What gets through at most; merged by protocol. */
  readonly traffic: readonly Traffic[];
  /** False: some packets get through, but not from all addresses and ports that they may come from. */
  readonly always: boolean;
  /** The way that gets furthest. */
  readonly walk?: Walk;
  /** NAT gateway, internet gateway …, for ways to the internet. */
  readonly through?: string;
}

export class Reachability {
  readonly topology: Topology;
  readonly endpoints: readonly Endpoint[];
  readonly #byGroup = new Map<Resource, Endpoint[]>();

  constructor(graph: ResourceGraph) {
    this.topology = readTopology(new GraphIndex(graph));
    this.endpoints = readEndpoints(this.topology);
    for (const endpoint of this.endpoints) {
      for (const group of endpoint.groups) {
        const others = this.#byGroup.get(group);
        if (others === undefined) this.#byGroup.set(group, [endpoint]);
        else others.push(endpoint);
      }
    }
  }

  /** From one endpoint's interfaces to another's, inside one VPC. */
  between(from: Endpoint, to: Endpoint, wanted?: Traffic): Reach {
    const { securityGroups } = this.topology;
    const walks = FAMILIES.flatMap((family) =>
      pairs(from.subnets, to.subnets, family).map(([a, b]) => {
        const start = connections(family, { source: a.ranges[family]!, destination: b.ranges[family]! }, wanted);
        const outside = sameVpc(a, b) ? [] : [noWayStage(family, a, b)];
        return {
          start,
          walk: walk(start, [
            ...outside,
            groupStage(securityGroups, family, "egress", from, to),
            ...aclStages(family, a, b),
            groupStage(securityGroups, family, "ingress", to, from),
            ...listeningStage(family, to),
          ]),
        };
      }),
    );
    return reachOf([...walks, ...this.#somewhere(from, to, wanted)]);
  }

  /** Those whose packets some rule of the target's groups may let in; nobody else can reach it. */
  callersOf(to: Endpoint): readonly Endpoint[] {
    const { rulesOf } = this.topology.securityGroups;
    // Groups that are not known may let in anyone.
    if (to.unknownGroups.length > 0) return this.endpoints;
    const callers = new Set<Endpoint>();
    for (const { direction, peer } of to.groups.flatMap((group) => rulesOf.get(group) ?? [])) {
      if (direction !== "ingress") continue;
      for (const endpoint of this.#behind(peer)) callers.add(endpoint);
    }
    return [...callers];
  }

  #behind(peer: Peer): readonly Endpoint[] {
    switch (peer.kind) {
      case "group":
        return this.#byGroup.get(peer.group) ?? [];
      case "range":
        return this.endpoints.filter(({ subnets }) =>
          subnets.some(({ ranges }) => {
            const range = ranges[peer.range.family];
            return range !== undefined && overlap(range, peer.range.range) !== undefined;
          }),
        );
      case "unknown":
        return this.endpoints;
      case "prefixList":
      case "outside":
        return [];
    }
  }

  fromInternet(to: Endpoint, wanted?: Traffic): Reach {
    const walks = FAMILIES.flatMap((family) =>
      inFamily(to.subnets, family).map((subnet) => {
        const destination = { destination: subnet.ranges[family]! };
        const start = intersection(connections(family, destination, wanted), INTERNET_PACKETS[family].source);
        return {
          start,
          walk: walk(start, [
            ...stagesFromInternet(family, to, subnet),
            groupStage(this.topology.securityGroups, family, "ingress", to, INTERNET),
            ...listeningStage(family, to),
          ]),
        };
      }),
    );
    return reachOf([...walks, ...(to.isPublic ? this.#somewhere(INTERNET, to, wanted) : [])]);
  }

  toInternet(from: Endpoint, wanted?: Traffic): Reach {
    const walks = FAMILIES.flatMap((family) =>
      inFamily(from.subnets, family).flatMap((subnet) => {
        const source = { source: subnet.ranges[family]! };
        const start = intersection(connections(family, source, wanted), INTERNET_PACKETS[family].destination);
        const egress = groupStage(this.topology.securityGroups, family, "egress", from, INTERNET);
        const ways = waysOut(this.topology, family, from, subnet);
        if (ways.length === 0 && family === "ipv4")
          return [{ start, walk: walk(start, [egress, noRouteStage(subnet)]) }];
        return ways.map(({ stages, through }) => ({ start, through, walk: walk(start, [egress, ...stages]) }));
      }),
    );
    return reachOf([...walks, ...this.#somewhere(from, INTERNET, wanted)]);
  }

  /** Between ends of which one stands where nobody knows: only the security groups can be looked at. */
  #somewhere(from: Endpoint | Other, to: Endpoint | Other, wanted: Traffic | undefined): StartedWalk[] {
    const ends = [from, to].filter(isEndpoint);
    const unknowns = ends.flatMap(({ unknownSubnets }) => unknownSubnets);
    if (unknowns.length === 0) return [];
    return FAMILIES.map((family) => {
      const start = connections(family, {}, wanted);
      const place: Stage = {
        what: unknowns.join(", "),
        resources: ends.map(({ resource }) => resource),
        filter: { surely: [], possibly: [box(ALL_ADDRESSES[family])], unknowns },
        fix: "Analyse the stack together with the one that has the subnets.",
      };
      const stages = [
        place,
        ...(isEndpoint(from) ? [groupStage(this.topology.securityGroups, family, "egress", from, to)] : []),
        ...(isEndpoint(to) ? [groupStage(this.topology.securityGroups, family, "ingress", to, from)] : []),
        ...(isEndpoint(to) ? listeningStage(family, to) : []),
      ];
      return { start, walk: walk(start, stages) };
    });
  }

  /** The endpoints of this name, in any case and with or without their kind. */
  named(name: string): readonly Endpoint[] {
    const wanted = name.trim().toLowerCase();
    return this.endpoints.filter((endpoint) =>
      [endpoint.name, `${endpoint.kind} ${endpoint.name}`].some((each) => each.toLowerCase() === wanted),
    );
  }
}

function isEndpoint(end: Endpoint | Other): end is Endpoint {
  return "kind" in end;
}

/** Packets that open a connection, or ask for an echo. */
function connections(family: Family, ends: Partial<Box>, wanted: Traffic | undefined): PacketSet {
  const everyone = ALL_ADDRESSES[family];
  const { protocol, request, reply } = ECHO[family];
  const only = (number: number): Range<number> => ({ first: number, last: number });
  const all = [
    ...[TCP, UDP].map((number) => box(everyone, { ...ends, protocol: only(number), sourcePort: EPHEMERAL })),
    box(everyone, { ...ends, protocol: only(protocol), sourcePort: only(reply), destinationPort: only(request) }),
    // Protocols without ports.
    ...[
      { first: 0, last: 0 },
      { first: 2, last: 5 },
      { first: 7, last: 16 },
      { first: 18, last: 57 },
      { first: 59, last: 255 },
    ].map((range) => box(everyone, { ...ends, protocol: range })),
  ];
  return wanted === undefined ? all : intersection(all, [box(everyone, wanted)]);
}

interface StartedWalk {
  readonly start: PacketSet;
  readonly walk: Walk;
  readonly through?: string;
}

/** One answer for all subnets that the ends may stand in. */
function reachOf(walks: readonly StartedWalk[]): Reach {
  const surely = walks.filter(({ walk: { arrives } }) => arrives.surely.length > 0);
  const possibly = walks.filter(({ walk: { arrives } }) => arrives.possibly.length > 0);
  // The way with the most elements shows most: between two subnets rather than inside one.
  const longest = (list: readonly StartedWalk[]) =>
    [...list].sort((a, b) => b.walk.stages.length - a.walk.stages.length);
  const [best] = [
    ...longest(surely),
    ...longest(possibly),
    ...[...walks].sort((a, b) => progress(b.walk) - progress(a.walk)),
  ];
  const verdict = surely.length > 0 ? "reachable" : possibly.length > 0 ? "unknown" : "not reachable";
  const traffic = mergedTraffic(possibly.flatMap(({ walk: { arrives } }) => arrives.possibly));
  return {
    verdict,
    packets: anyOf(walks.map(({ walk: { arrives } }) => arrives)),
    traffic,
    always: possibly.length === walks.length && possibly.every((each) => isComplete(each, traffic)),
    ...(best && { walk: best.walk, ...(best.through !== undefined && { through: best.through }) }),
  };
}

/** True if of the traffic that gets through, everything does, whatever address and port it comes from. */
function isComplete({ start, walk: { arrives } }: StartedWalk, traffic: readonly Traffic[]): boolean {
  return traffic.every((each) => {
    const wanted = start.flatMap((part) => intersection([part], [{ ...part, ...each }]));
    return difference(wanted, arrives.surely).length === 0;
  });
}

function progress({ stages, blockedBy }: Walk): number {
  return blockedBy === undefined ? Infinity : stages.indexOf(blockedBy);
}

/** The protocols and ports of the boxes; neighbouring ports of a protocol become one range. */
function mergedTraffic(boxes: PacketSet): Traffic[] {
  const byProtocol = new Map<string, Traffic[]>();
  for (const { protocol, destinationPort } of boxes) {
    const key = `${protocol.first}-${protocol.last}`;
    byProtocol.set(key, [...(byProtocol.get(key) ?? []), { protocol, destinationPort }]);
  }
  return [...byProtocol.values()].flatMap((list) => {
    const merged: Traffic[] = [];
    for (const each of [...list].sort((a, b) => a.destinationPort.first - b.destinationPort.first)) {
      const last = merged.at(-1);
      if (last === undefined || each.destinationPort.first > last.destinationPort.last + 1) merged.push(each);
      else {
        const end = Math.max(last.destinationPort.last, each.destinationPort.last);
        merged[merged.length - 1] = { ...last, destinationPort: { first: last.destinationPort.first, last: end } };
      }
    }
    return merged;
  });
}

function inFamily(subnets: readonly Subnet[], family: Family): readonly Subnet[] {
  return subnets.filter(({ ranges }) => ranges[family] !== undefined);
}

function pairs(from: readonly Subnet[], to: readonly Subnet[], family: Family): [Subnet, Subnet][] {
  return inFamily(from, family).flatMap((a) => inFamily(to, family).map((b): [Subnet, Subnet] => [a, b]));
}

/** Unknown VPCs may be the same one. */
function sameVpc(a: Subnet, b: Subnet): boolean {
  return a.vpc === undefined || b.vpc === undefined || a.vpc === b.vpc;
}

function noWayStage(family: Family, a: Subnet, b: Subnet): Stage {
  const [from, to] = [a.vpc?.name, b.vpc?.name];
  return {
    what: `border between the VPCs ${from} and ${to}`,
    resources: [a.vpc, b.vpc].filter((vpc): vpc is Resource => vpc !== undefined),
    filter: { surely: [], possibly: [], unknowns: [] },
    fix: `Ways between VPCs are not looked at (${family}).`,
  };
}

function noRouteStage({ resource, routeTable }: Subnet): Stage {
  return {
    what: `route table of subnet ${resource.name}`,
    resources: routeTable ? [routeTable.resource] : [],
    filter: { surely: [], possibly: [], unknowns: [] },
    fix: `Give subnet ${resource.name} a route to a NAT gateway or an internet gateway.`,
  };
}
