/** Who reaches whom in a resource graph, on which ports, by which way, and if not, what blocks. */
import type { Resource, ResourceGraph } from "../../model/graph";
import { GraphIndex } from "../graph-index";
import { ALL_ADDRESSES, FAMILIES, type Family } from "./addresses";
import { connecting, connections } from "./connections";
import { anyOf, type Filter } from "./filter";
import { INTERNET_PACKETS, stagesFromInternet, waysOut } from "./internet";
import { readEndpoints, type Endpoint } from "./interfaces";
import { box, intersection, isSubset, overlap, type Box, type PacketSet } from "./packet-set";
import type { Peer } from "./security-groups";
import { aclStages, groupStage, listeningStage, type Other, type Stage } from "./stages";
import { readTopology, type Subnet, type Topology } from "./topology";
import type { Traffic } from "./traffic";
import { unjoinedReferences } from "./unjoined";
import { walk, type Walk } from "./walk";

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
  /** What isn't known of how the network hangs together, so that no answer is certain; for people. */
  readonly unknowns: readonly string[];
  readonly #byGroup = new Map<Resource, Endpoint[]>();

  constructor(graph: ResourceGraph) {
    this.topology = readTopology(new GraphIndex(graph));
    this.endpoints = readEndpoints(this.topology);
    this.unknowns = [...unjoinedReferences(this.topology.index), ...this.topology.unknownRanges];
    for (const endpoint of this.endpoints) {
      for (const group of endpoint.groups) {
        const others = this.#byGroup.get(group);
        if (others === undefined) this.#byGroup.set(group, [endpoint]);
        else others.push(endpoint);
      }
    }
  }

  /**
   * From one endpoint's interfaces to another's, inside one VPC.
   * @param clients whose packets a load balancer passes on as they are, with their own addresses
   */
  between(from: Endpoint, to: Endpoint, wanted?: Traffic, clients?: Endpoint | "internet"): Reach {
    const { securityGroups } = this.topology;
    const walks = FAMILIES.flatMap((family) => {
      const subnets = pairs(from.subnets, to.subnets, family);
      if (subnets.length === 0) return [];
      // Whatever the subnets, the groups are the same.
      const out = connecting(groupStage(securityGroups, family, "egress", from, to), family, wanted);
      const into = [groupStage(securityGroups, family, "ingress", to, from), ...listeningStage(family, to)];
      return subnets.map(([a, b]) => {
        const start = packetsTo(family, b, clients ?? a);
        const border = sameVpc(a, b) ? [] : [noWayStage(family, a, b)];
        return { family, start, walk: walk(start, [...border, out, ...aclStages(family, a, b), ...into]) };
      });
    });
    return reachOf([...walks, ...this.#somewhere(from, to, wanted)]);
  }

  /** Those whose packets some rule of the target's groups may let in; nobody else can reach it. */
  callersOf(to: Endpoint): readonly Endpoint[] {
    const { securityGroups } = this.topology;
    // Groups that are not known may let in anyone.
    if (to.unknownGroups.length > 0) return this.endpoints;
    const callers = new Set<Endpoint>();
    for (const { peer } of to.groups.flatMap((group) => securityGroups.rulesOf(group, "ingress"))) {
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
      case "service":
      case "outside":
        return [];
    }
  }

  fromInternet(to: Endpoint, wanted?: Traffic): Reach {
    const walks = FAMILIES.flatMap((family) => {
      const subnets = inFamily(to.subnets, family);
      if (subnets.length === 0) return [];
      const ingress = groupStage(this.topology.securityGroups, family, "ingress", to, INTERNET);
      const into = [connecting(ingress, family, wanted), ...listeningStage(family, to)];
      return subnets.map((subnet) => {
        const start = betweenInternetAnd(family, { destination: subnet.ranges[family]! });
        return { family, start, walk: walk(start, [...stagesFromInternet(family, to, subnet), ...into]) };
      });
    });
    return reachOf([...walks, ...(to.isPublic !== false ? this.#somewhere(INTERNET, to, wanted) : [])]);
  }

  toInternet(from: Endpoint, wanted?: Traffic): Reach {
    const walks = FAMILIES.flatMap((family) =>
      inFamily(from.subnets, family).flatMap((subnet): StartedWalk[] => {
        const start = betweenInternetAnd(family, { source: subnet.ranges[family]! });
        const groups = groupStage(this.topology.securityGroups, family, "egress", from, INTERNET);
        const egress = connecting(groups, family, wanted);
        const ways = waysOut(this.topology, family, from, subnet);
        if (ways.length === 0 && family === "ipv4")
          return [{ family, start, walk: walk(start, [egress, noRouteStage(subnet)]) }];
        return ways.map(({ stages, through }) => ({ family, start, through, walk: walk(start, [egress, ...stages]) }));
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
      const start = connections(family, wanted);
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
      return { family, start, walk: walk(start, stages) };
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

/** All packets from the senders to the subnet. */
function packetsTo(family: Family, to: Subnet, from: Subnet | Endpoint | "internet"): PacketSet {
  const destination = to.ranges[family]!;
  if (from === "internet") return betweenInternetAnd(family, { destination });
  const subnets = "subnets" in from ? inFamily(from.subnets, family) : [from];
  return subnets.map(({ ranges }) => box(ALL_ADDRESSES[family], { source: ranges[family]!, destination }));
}

/** All packets between the internet and one end. */
function betweenInternetAnd(family: Family, end: Pick<Box, "source"> | Pick<Box, "destination">): PacketSet {
  const side = "source" in end ? "destination" : "source";
  return intersection([box(ALL_ADDRESSES[family], end)], INTERNET_PACKETS[family][side]);
}

interface StartedWalk {
  readonly family: Family;
  /** All packets between both ends. */
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
function isComplete({ family, start, walk: { arrives } }: StartedWalk, traffic: readonly Traffic[]): boolean {
  return traffic.every((each) => isSubset(intersection(start, connections(family, each)), arrives.surely));
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
