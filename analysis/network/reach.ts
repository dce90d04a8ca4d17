/** What the ways between two ends let through together, and how to say it. */
import { connections } from "./connections";
import type { Family } from "./addresses";
import { anyOf, type Filter } from "./filter";
import { intersection, isSubset, type PacketSet } from "./packet-set";
import type { Traffic } from "./traffic";
import type { Walk } from "./walk";

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

export interface StartedWalk {
  readonly family: Family;
  /** All packets between both ends. */
  readonly start: PacketSet;
  readonly walk: Walk;
  readonly through?: string;
}

/** One answer for all subnets that the ends may stand in. */
export function reachOf(walks: readonly StartedWalk[]): Reach {
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
  return stages.findIndex((stage) => stage === blockedBy);
}

/** What gets through for certain. */
export function sureTraffic({ packets }: Reach): readonly Traffic[] {
  return mergedTraffic(packets.surely);
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
