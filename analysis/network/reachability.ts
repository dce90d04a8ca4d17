/** Who reaches whom in a resource graph, on which ports, by which way, and if not, what blocks. */
import type { Resource, ResourceGraph } from "../../model/graph";
import { GraphIndex } from "../graph-index";
import { ALL_ADDRESSES, FAMILIES, type Family } from "./addresses";
import { borderStage } from "./borders";
import { connecting, connections } from "./connections";
import { CLOSED } from "./filter";
import { stagesFromInternet, waysOut } from "./internet";
import { INTERNET_PACKETS } from "./internet-packets";
import { readEndpoints, type Endpoint } from "./interfaces";
import { box, intersection, overlap, type Box, type PacketSet } from "./packet-set";
import { reachOf, type Reach, type StartedWalk } from "./reach";
import { mayHaveOthers, type Peer } from "./security-groups";
import { SharedAnswers, textOf } from "./shared-answers";
import {
  aclStages,
  addressStage,
  borderAclStages,
  groupStage,
  INTERNET,
  listeningStage,
  type Other,
  type Stage,
} from "./stages";
import { readTopology, tablesOf, vpcOf, type Subnet, type Topology } from "./topology";
import type { Traffic } from "./traffic";
import { unjoinedReferences } from "./unjoined";
import { walk } from "./walk";

/** A service that a gateway endpoint leads to. */
export interface AwsService {
  readonly name: string;
  readonly gateway: Resource;
}

export class Reachability {
  readonly topology: Topology;
  readonly endpoints: readonly Endpoint[];
  /** What isn't known of how the network hangs together, so that no answer is certain; for people. */
  readonly unknowns: readonly string[];
  /** By a group, or by the id of one of another stack. */
  readonly #byGroup = new Map<Resource | string, Endpoint[]>();
  readonly #withUnknownGroups: readonly Endpoint[];
  readonly #byResource: ReadonlyMap<Resource, Endpoint>;
  readonly #shared: SharedAnswers;

  constructor(graph: ResourceGraph) {
    this.topology = readTopology(new GraphIndex(graph));
    this.endpoints = readEndpoints(this.topology);
    this.#byResource = new Map(this.endpoints.map((endpoint) => [endpoint.resource, endpoint]));
    this.#withUnknownGroups = this.endpoints.filter(mayHaveOthers);
    this.#shared = new SharedAnswers(this.topology.securityGroups);
    this.unknowns = [...unjoinedReferences(this.topology.index), ...this.topology.unknownRanges];
    for (const endpoint of this.endpoints) {
      for (const group of [...endpoint.groups, ...endpoint.outsideGroups]) {
        const others = this.#byGroup.get(group);
        if (others === undefined) this.#byGroup.set(group, [endpoint]);
        else others.push(endpoint);
      }
    }
  }

  /**
   * From one endpoint's interfaces to another's; into another VPC only as far as the border between them.
   * @param clients whose packets a load balancer passes on as they are, with their own addresses
   */
  between(from: Endpoint, to: Endpoint, wanted?: Traffic, clients?: Endpoint | "internet"): Reach {
    const shared = this.#shared;
    const question = [
      shared.place(from),
      shared.place(to),
      shared.rules("egress", from, to),
      shared.rules("ingress", to, from),
      shared.listens(to),
      textOf(wanted ?? "anything"),
      clients === undefined ? "" : clients === "internet" ? clients : shared.place(clients),
    ];
    return shared.of(question, () => this.#followBetween(from, to, wanted, clients));
  }

  #followBetween(from: Endpoint, to: Endpoint, wanted?: Traffic, clients?: Endpoint | "internet"): Reach {
    const { securityGroups } = this.topology;
    const walks = FAMILIES.flatMap((family) => {
      const subnets = pairs(from.subnets, to.subnets, family);
      if (subnets.length === 0) return [];
      // Whatever the subnets, the groups are the same.
      const out = connecting(groupStage(securityGroups, family, "egress", from, to), family, wanted);
      const into = [groupStage(securityGroups, family, "ingress", to, from), ...listeningStage(family, to)];
      return subnets.map(([a, b]) => {
        const start = packetsTo(family, b, clients ?? a);
        const border = areApart(a, b) ? [borderStage(family, a, b)] : [];
        return { family, start, walk: walk(start, [...border, out, ...aclStages(family, a, b), ...into]) };
      });
    });
    return reachOf([...walks, ...this.#somewhere(from, to, wanted)]);
  }

  /** Those whose packets some rule of the target's groups may let in; nobody else can reach it. */
  callersOf(to: Endpoint): readonly Endpoint[] {
    const { securityGroups } = this.topology;
    // Groups that are not known may let in anyone, and without groups anyone is let in.
    if (to.unknownGroups.length > 0 || to.isUnfiltered) return this.endpoints;
    const peers = to.groups.flatMap((group) => securityGroups.rulesOf(group, "ingress").map(({ peer }) => peer));
    const callers = new Set(peers.flatMap((peer) => this.#behind(peer)));
    // Somebody with unknown groups may have any group that a rule names.
    if (peers.some(({ kind }) => kind === "group" || kind === "outside")) {
      for (const endpoint of this.#withUnknownGroups) callers.add(endpoint);
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
      case "outside":
        return this.#byGroup.get(peer.id) ?? [];
      case "service":
        return [];
    }
  }

  fromInternet(to: Endpoint, wanted?: Traffic): Reach {
    const shared = this.#shared;
    const rules = shared.rules("ingress", to, INTERNET);
    const question = ["internet", shared.place(to), rules, shared.listens(to), textOf(wanted ?? "anything")];
    return shared.of(question, () => this.#followFromInternet(to, wanted));
  }

  #followFromInternet(to: Endpoint, wanted?: Traffic): Reach {
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
    return reachOf([...walks, ...this.#somewhere(INTERNET, to, wanted)]);
  }

  toInternet(from: Endpoint, wanted?: Traffic): Reach {
    const shared = this.#shared;
    const rules = shared.rules("egress", from, INTERNET);
    // A NAT instance may let in groups by name.
    const caller = from.subnets.some(leadsToInterface) ? from.groups.map(({ urn }) => urn).join() : "";
    const question = [shared.place(from), "internet", rules, caller, textOf(wanted ?? "anything")];
    return shared.of(question, () => this.#followToInternet(from, wanted));
  }

  #followToInternet(from: Endpoint, wanted?: Traffic): Reach {
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

  /** To the public addresses of a service of AWS, by a gateway endpoint that the route tables of all subnets have. */
  toService(from: Endpoint, { name, gateway }: AwsService, wanted?: Traffic): Reach {
    const other = { ...INTERNET, name, through: gateway };
    const shared = this.#shared;
    const rules = shared.rules("egress", from, other);
    const question = [shared.place(from), gateway.urn, rules, textOf(wanted ?? "anything")];
    return shared.of(question, () => {
      const egress = connecting(
        groupStage(this.topology.securityGroups, "ipv4", "egress", from, other),
        "ipv4",
        wanted,
      );
      const walks = inFamily(from.subnets, "ipv4").map((subnet): StartedWalk => {
        const start = betweenInternetAnd("ipv4", { source: subnet.ranges.ipv4! });
        return { family: "ipv4", start, walk: walk(start, [egress, ...borderAclStages("ipv4", subnet, "out")]) };
      });
      return reachOf(walks);
    });
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
        ...(from === INTERNET && isEndpoint(to) ? [addressStage(family, to)] : []),
        ...(isEndpoint(from) ? [groupStage(this.topology.securityGroups, family, "egress", from, to)] : []),
        ...(isEndpoint(to) ? [groupStage(this.topology.securityGroups, family, "ingress", to, from)] : []),
        ...(isEndpoint(to) ? listeningStage(family, to) : []),
      ];
      return { family, start, walk: walk(start, stages) };
    });
  }

  /** The network interfaces of a resource; undefined if it has none. */
  of(resource: Resource): Endpoint | undefined {
    return this.#byResource.get(resource);
  }

  /** The endpoints of this name, in any case and with or without their kind. */
  named(name: string): readonly Endpoint[] {
    const wanted = name.trim().toLowerCase();
    return this.endpoints.filter((endpoint) =>
      [endpoint.name, `${endpoint.kind} ${endpoint.name}`].some((each) => each.toLowerCase() === wanted),
    );
  }
}

function leadsToInterface({ routeTable }: Subnet): boolean {
  return routeTable?.routes.some(({ kind }) => kind === "networkInterface") ?? false;
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

function inFamily(subnets: readonly Subnet[], family: Family): readonly Subnet[] {
  return subnets.filter(({ ranges }) => ranges[family] !== undefined);
}

function pairs(from: readonly Subnet[], to: readonly Subnet[], family: Family): [Subnet, Subnet][] {
  return inFamily(from, family).flatMap((a) => inFamily(to, family).map((b): [Subnet, Subnet] => [a, b]));
}

/** A VPC that isn't known may be any; then nothing is said to be certain at all. */
function areApart(a: Subnet, b: Subnet): boolean {
  const [one, other] = [vpcOf(a), vpcOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}

function noRouteStage(subnet: Subnet): Stage {
  return {
    what: `route table of subnet ${subnet.resource.name}`,
    resources: tablesOf(subnet),
    filter: CLOSED,
    fix: `Give subnet ${subnet.resource.name} a route to a NAT gateway or an internet gateway.`,
  };
}
