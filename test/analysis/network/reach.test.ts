import assert from "node:assert/strict";
import { ALL_ADDRESSES } from "../../../analysis/network/addresses";
import { exactly, type Filter } from "../../../analysis/network/filter";
import { box, type PacketSet } from "../../../analysis/network/packet-set";
import { reachOf } from "../../../analysis/network/reach";
import type { Stage } from "../../../analysis/network/stages";
import { formatTraffic, TCP, UDP } from "../../../analysis/network/traffic";
import { walk } from "../../../analysis/network/walk";

const everyone = ALL_ADDRESSES.ipv4;
const ports = (protocol: number, first: number, last = first): PacketSet => [
  box(everyone, {
    protocol: { first: protocol, last: protocol },
    destinationPort: { first, last },
    sourcePort: { first: 1024, last: 65_535 },
  }),
];
const ALL = [box(everyone)];
const stage = (what: string, filter: Filter): Stage => ({ what, resources: [], filter, fix: "" });
const perhaps = (set: PacketSet): Filter => ({ surely: [], possibly: set, unknowns: ["x"] });
const started = (through: string | undefined, ...filters: readonly Filter[]) => ({
  family: "ipv4" as const,
  start: ALL,
  walk: walk(
    ALL,
    filters.map((filter, index) => stage(`${through ?? "way"} ${index}`, filter)),
  ),
  ...(through !== undefined && { through }),
});
const OPEN = exactly(ALL);
const CLOSED = exactly([]);

describe("one answer for several ways", () => {
  it("is the best of them: what is certain, what may be, what gets furthest", () => {
    const [sure, maybe, near, far] = [
      started("sure", exactly(ports(TCP, 80))),
      started("maybe", OPEN, OPEN, perhaps(ports(TCP, 80))),
      started("near", CLOSED, OPEN, OPEN, OPEN),
      started("far", OPEN, CLOSED),
    ];
    const best = (...ways: Parameters<typeof reachOf>[0]) => {
      const { verdict, through, walk: way } = reachOf(ways);
      return [verdict, through, way?.stages[0]?.what];
    };
    assert.deepEqual(best(near, maybe, far, sure), ["reachable", "sure", "sure 0"]);
    assert.deepEqual(best(near, maybe, far), ["unknown", "maybe", "maybe 0"]);
    assert.deepEqual(best(near, far), ["not reachable", "far", "far 0"]);
    assert.deepEqual(best(far, near), ["not reachable", "far", "far 0"]);
    assert.deepEqual(best(started(undefined, OPEN)), ["reachable", undefined, "way 0"]);
    assert.deepEqual(Object.keys(reachOf([started(undefined, OPEN)])).includes("through"), false);
    assert.deepEqual(reachOf([]), {
      verdict: "not reachable",
      packets: exactly([]),
      traffic: [],
      always: true,
    });
  });

  it("shows the way with the most elements, of those that are alike open", () => {
    const [short, long] = [started("short", OPEN), started("long", OPEN, OPEN)];
    assert.deepEqual([reachOf([short, long]).through, reachOf([long, short]).through], ["long", "long"]);
    const [few, many] = [started("few", perhaps(ALL)), started("many", perhaps(ALL), OPEN)];
    assert.deepEqual([reachOf([few, many]).through, reachOf([many, few]).through], ["many", "many"]);
  });

  it("is always so only if all of what gets through does on every way, from wherever it comes", () => {
    const always = (...filters: readonly Filter[]) =>
      reachOf(filters.map((filter) => started(undefined, filter))).always;
    const half = exactly([box(everyone, { source: { first: 0, last: 2 ** 31 } })]);
    assert.equal(always(exactly(ports(TCP, 80))), true);
    assert.equal(always(OPEN, OPEN), true);
    assert.equal(always(OPEN, CLOSED), false);
    assert.equal(always(OPEN, half), false);
    assert.equal(always(exactly(ports(TCP, 80)), exactly(ports(TCP, 81))), false);
    assert.equal(always(perhaps(ALL)), false);
    const mixed = exactly([
      ...ports(TCP, 80),
      ...ports(UDP, 53).map((each) => ({ ...each, source: { first: 0, last: 9 } })),
    ]);
    assert.equal(always(mixed), false);
  });

  it("names ports that are neighbours or overlap as one range", () => {
    const named = (...sets: readonly PacketSet[]) =>
      reachOf(sets.map((set) => started(undefined, exactly(set)))).traffic.map(formatTraffic);
    assert.deepEqual(named(ports(TCP, 82, 90), ports(TCP, 80), ports(TCP, 81)), ["tcp 80-90"]);
    assert.deepEqual(named(ports(TCP, 80, 100), ports(TCP, 90)), ["tcp 80-100"]);
    assert.deepEqual(named(ports(TCP, 80), ports(TCP, 82)), ["tcp 80", "tcp 82"]);
    assert.deepEqual(named(ports(TCP, 80), ports(UDP, 81)), ["tcp 80", "udp 81"]);
  });
});
