/** Ways from one end to another that may lead through load balancers. */
import { readApplicationHops, type ApplicationHop } from "./application-hops";
import type { Endpoint } from "./interfaces";
import type { Reach } from "./reach";
import type { Reachability } from "./reachability";
import { overlap } from "./packet-set";
import type { Traffic } from "./traffic";

/** An end of a way: something in the graph, or the internet. */
export type End = Endpoint | "internet";

/** One connection on the way. */
export interface Leg {
  readonly from: End;
  readonly to: End;
  /** What gets through, of what the next leg needs. */
  readonly reach: Reach;
  /** The load balancer's rule that led here; absent for the first leg. */
  readonly hop?: ApplicationHop;
}

export interface Path {
  readonly verdict: Reach["verdict"];
  readonly legs: readonly Leg[];
}

/** Load balancers one behind another beyond this are not followed. */
const MOST_LOAD_BALANCERS = 3;

export class Paths {
  readonly hops: readonly ApplicationHop[];

  constructor(readonly reachability: Reachability) {
    this.hops = readApplicationHops(reachability.topology.index, reachability.endpoints);
  }

  /** Every way that is tried, the best first: directly, and through each load balancer that passes on to the target. */
  between(from: End, to: End, wanted?: Traffic): readonly Path[] {
    const paths = [this.#path([this.#leg(from, to, wanted)]), ...this.#throughLoadBalancers(from, to, wanted, 1)];
    const rank = { reachable: 0, unknown: 1, "not reachable": 2 } as const;
    return paths.sort((a, b) => rank[a.verdict] - rank[b.verdict]);
  }

  #throughLoadBalancers(from: End, to: End, wanted: Traffic | undefined, depth: number): Path[] {
    if (to === "internet" || depth > MOST_LOAD_BALANCERS) return [];
    const hops = this.hops.filter((hop) => hop.to === to && hop.loadBalancer !== from && meets(hop.target, wanted));
    return hops.flatMap((hop): Path[] => {
      const before = [
        this.#path([this.#leg(from, hop.loadBalancer, hop.listens)]),
        ...this.#throughLoadBalancers(from, hop.loadBalancer, hop.listens, depth + 1),
      ];
      return before.map(({ legs }) => this.#path([...legs, this.#passedOn(hop, to, legs.at(-1)!.from)]));
    });
  }

  #passedOn(hop: ApplicationHop, to: Endpoint, client: End): Leg {
    const { loadBalancer, target, keepsClients } = hop;
    const reach = this.reachability.between(loadBalancer, to, target, keepsClients ? client : undefined);
    return { from: loadBalancer, to, reach, hop };
  }

  #leg(from: End, to: End, wanted: Traffic | undefined): Leg {
    return { from, to, reach: this.#reach(from, to, wanted) };
  }

  #reach(from: End, to: End, wanted: Traffic | undefined): Reach {
    if (from === "internet") return to === "internet" ? NEVER : this.reachability.fromInternet(to, wanted);
    return to === "internet" ? this.reachability.toInternet(from, wanted) : this.reachability.between(from, to, wanted);
  }

  #path(legs: readonly Leg[]): Path {
    const verdicts = legs.flatMap(({ reach, hop }) => [
      reach.verdict,
      ...(hop !== undefined && hop.unknowns.length > 0 ? ["unknown" as const] : []),
    ]);
    const worst = (["not reachable", "unknown"] as const).find((verdict) => verdicts.includes(verdict));
    return { verdict: worst ?? "reachable", legs };
  }
}

const NEVER: Reach = {
  verdict: "not reachable",
  packets: { surely: [], possibly: [], unknowns: [] },
  traffic: [],
  always: false,
};

function meets(target: Traffic, wanted: Traffic | undefined): boolean {
  return (
    wanted === undefined ||
    (overlap(target.protocol, wanted.protocol) !== undefined &&
      overlap(target.destinationPort, wanted.destinationPort) !== undefined)
  );
}
