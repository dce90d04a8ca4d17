/** What lets packets pass, also where parts of it are not known yet. */
import { difference, intersection, NOTHING, union, type Box, type PacketSet } from "./packet-set";

/** Some packets pass for certain, others only if what is unknown turns out so. */
export interface Filter {
  readonly surely: PacketSet;
  /** What passes at most; `surely` is a part of it. */
  readonly possibly: PacketSet;
  /** What is not known, for people: `cidrIpv4 of rule web-http`. */
  readonly unknowns: readonly string[];
}

export const CLOSED: Filter = { surely: NOTHING, possibly: NOTHING, unknowns: [] };

export function exactly(set: PacketSet): Filter {
  return { surely: set, possibly: set, unknowns: [] };
}

/** Whatever passes one of them: the rules of security groups. */
export function anyOf(filters: readonly Filter[]): Filter {
  const surely = filters.flatMap((filter) => filter.surely);
  return {
    surely,
    possibly: filters.every(isExact) ? surely : filters.flatMap(({ possibly }) => possibly),
    unknowns: filters.flatMap(({ unknowns }) => unknowns),
  };
}

/** Whatever passes both: one element after the other. */
export function both(a: Filter, b: Filter): Filter {
  const surely = intersection(a.surely, b.surely);
  return {
    surely,
    possibly: isExact(a) && isExact(b) ? surely : intersection(a.possibly, b.possibly),
    unknowns: [...a.unknowns, ...b.unknowns],
  };
}

/** True if nothing is uncertain: most filters are so, and then one set stands for both. */
function isExact({ surely, possibly }: Filter): boolean {
  return surely === possibly;
}

/** A rule of a list in which the first match decides: a network ACL. */
export interface OrderedRule {
  readonly allow: boolean;
  /** What the rule matches for certain; absent if an unknown property decides. */
  readonly surely: readonly Box[];
  readonly possibly: readonly Box[];
  readonly unknowns: readonly string[];
}

/** What the list lets pass; what no rule matches is denied. */
export function firstMatch(rules: readonly OrderedRule[], everything: PacketSet): Filter {
  let [surely, possibly]: [PacketSet, PacketSet] = [NOTHING, NOTHING];
  // What no rule before has matched: at least, and at most.
  let [leastLeft, mostLeft]: [PacketSet, PacketSet] = [everything, everything];
  for (const rule of rules) {
    if (rule.allow) {
      surely = union(surely, intersection(leastLeft, rule.surely));
      possibly = union(possibly, intersection(mostLeft, rule.possibly));
    }
    leastLeft = difference(leastLeft, rule.possibly);
    mostLeft = difference(mostLeft, rule.surely);
  }
  return { surely, possibly, unknowns: rules.flatMap(({ unknowns }) => unknowns) };
}
