/**
 * Exact sets of packets, as unions of boxes: ranges of addresses, protocols and ports. IPv4 and IPv6 never mix; whoever
 * analyses both has a set for each.
 */

/** An address: a number for IPv4, a bigint for IPv6, which numbers are too small for. */
export type Bound = number | bigint;

/** From the first to the last, both included. */
export interface Range<T extends Bound = Bound> {
  readonly first: T;
  readonly last: T;
}

/** All packets whose every property lies in its range. */
export interface Box {
  readonly source: Range;
  readonly destination: Range;
  /** By number: 6 is TCP, 17 is UDP. Source: https://www.iana.org/assignments/protocol-numbers */
  readonly protocol: Range<number>;
  readonly sourcePort: Range<number>;
  /** Of ICMP the type. */
  readonly destinationPort: Range<number>;
}

type Dimension = keyof Box;
const DIMENSIONS: readonly Dimension[] = ["source", "destination", "protocol", "sourcePort", "destinationPort"];

export type PacketSet = readonly Box[];

export const ALL_PORTS: Range<number> = { first: 0, last: 65_535 };
export const ALL_PROTOCOLS: Range<number> = { first: 0, last: 255 };

export const NOTHING: PacketSet = [];

/** Everything of an address family, except for what is given. */
export function box(addresses: Range, part: Partial<Box> = {}): Box {
  return {
    source: addresses,
    destination: addresses,
    protocol: ALL_PROTOCOLS,
    sourcePort: ALL_PORTS,
    destinationPort: ALL_PORTS,
    ...part,
  };
}

/** The packets that are in both. */
export function intersection(a: PacketSet, b: PacketSet): PacketSet {
  const boxes: Box[] = [];
  for (const left of a) {
    for (const right of b) {
      const common = commonBox(left, right);
      if (common !== undefined) boxes.push(common);
    }
  }
  return boxes;
}

/** The packets of `a` that are not in `b`. */
export function difference(a: PacketSet, b: PacketSet): PacketSet {
  return b.reduce<PacketSet>((rest, removed) => rest.flatMap((each) => without(each, removed)), a);
}

/** The packets that are in one of them, none of them twice. */
export function union(a: PacketSet, b: PacketSet): PacketSet {
  return [...a, ...difference(b, a)];
}

export function isSubset(a: PacketSet, b: PacketSet): boolean {
  // Mostly one box holds all of another, which is seen without cutting anything.
  return a.every((part) => b.some((whole) => isInside(part, whole)) || difference([part], b).length === 0);
}

function isInside(part: Box, whole: Box): boolean {
  return DIMENSIONS.every(
    (dimension) => whole[dimension].first <= part[dimension].first && part[dimension].last <= whole[dimension].last,
  );
}

export function contains(set: PacketSet, packet: Readonly<Record<Dimension, Bound>>): boolean {
  return set.some((each) =>
    DIMENSIONS.every(
      (dimension) => each[dimension].first <= packet[dimension] && packet[dimension] <= each[dimension].last,
    ),
  );
}

/** The part that two ranges have in common. */
export function overlap<T extends Bound>(a: Range<T>, b: Range<T>): Range<T> | undefined {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first <= last ? { first, last } : undefined;
}

function commonBox(a: Box, b: Box): Box | undefined {
  const source = overlap(a.source, b.source);
  if (source === undefined) return undefined;
  const destination = overlap(a.destination, b.destination);
  if (destination === undefined) return undefined;
  const protocol = overlap(a.protocol, b.protocol);
  if (protocol === undefined) return undefined;
  const sourcePort = overlap(a.sourcePort, b.sourcePort);
  if (sourcePort === undefined) return undefined;
  const destinationPort = overlap(a.destinationPort, b.destinationPort);
  return destinationPort && { source, destination, protocol, sourcePort, destinationPort };
}

/** What is left of the box, cut along one dimension after the other. */
function without(from: Box, removed: Box): Box[] {
  const common = commonBox(from, removed);
  if (common === undefined) return [from];
  const rest: Box[] = [];
  let core = from;
  for (const dimension of DIMENSIONS) {
    const [range, cut] = [core[dimension], common[dimension]];
    if (range.first < cut.first) rest.push({ ...core, [dimension]: { first: range.first, last: next(cut.first, -1) } });
    if (cut.last < range.last) rest.push({ ...core, [dimension]: { first: next(cut.last, 1), last: range.last } });
    core = { ...core, [dimension]: cut };
  }
  return rest;
}

function next(bound: Bound, step: 1 | -1): Bound {
  return typeof bound === "bigint" ? bound + BigInt(step) : bound + step;
}
