import assert from "node:assert/strict";
import fc from "fast-check";
import { parseRange } from "../../../analysis/network/addresses";
import { firstMatch } from "../../../analysis/network/filter";
import {
  box,
  contains,
  difference,
  intersection,
  isSubset,
  union,
  type PacketSet,
} from "../../../analysis/network/packet-set";
import { parseQuestion } from "../../../analysis/network/question";
import { readTraffic } from "../../../analysis/network/traffic";

const ALL = { first: 0, last: 9 };
const range = fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
const part = fc.record({
  source: range,
  destination: range,
  protocol: range,
  sourcePort: range,
  destinationPort: range,
});
const boxes = fc.array(
  part.map((given) => box(ALL, given)),
  { maxLength: 3 },
);
const packet = fc.record({
  source: fc.nat(9),
  destination: fc.nat(9),
  protocol: fc.nat(9),
  sourcePort: fc.nat(9),
  destinationPort: fc.nat(9),
});

describe("sets of packets", () => {
  it("have in their intersection, difference and union what belongs there, packet by packet", () => {
    fc.assert(
      fc.property(boxes, boxes, packet, (a, b, each) => {
        const [inA, inB] = [contains(a, each), contains(b, each)];
        assert.equal(contains(intersection(a, b), each), inA && inB);
        assert.equal(contains(difference(a, b), each), inA && !inB);
        assert.equal(contains(union(a, b), each), inA || inB);
      }),
      { numRuns: 2000 },
    );
  });

  it("are the same whether addresses are numbers or, as those of IPv6, too large for them", () => {
    const large = (set: PacketSet) =>
      set.map(({ source, destination, ...rest }) => {
        const [from, to] = [source, destination].map(({ first, last }) => ({
          first: BigInt(first),
          last: BigInt(last),
        }));
        return { ...rest, source: from!, destination: to! };
      });
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        for (const combine of [intersection, difference, union]) {
          assert.deepEqual(combine(large(a), large(b)), large(combine(a, b)));
        }
      }),
    );
  });

  it("are no part of others that begin after them or end before them", () => {
    const cube = (first: number, last: number): PacketSet => {
      const all = { first, last };
      return [box(all, { protocol: all, sourcePort: all, destinationPort: all })];
    };
    assert.ok(isSubset(cube(2, 5), cube(2, 5)) && isSubset(cube(3, 4), cube(2, 5)));
    assert.ok(!isSubset(cube(1, 5), cube(2, 6)) && !isSubset(cube(2, 6), cube(1, 5)));
  });

  it("are part of their union, and have their intersection as a part", () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        assert.ok(isSubset(a, union(a, b)) && isSubset(b, union(a, b)) && isSubset(intersection(a, b), a));
      }),
    );
  });

  it("pass a list of rules as the first matching one says, and an unknown rule makes nothing certain", () => {
    const rule = fc.record({ allow: fc.boolean(), boxes, unknown: fc.boolean() });
    const everything: PacketSet = [box(ALL, { protocol: ALL, sourcePort: ALL, destinationPort: ALL })];
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), packet, fc.infiniteStream(fc.boolean()), (rules, each, coins) => {
        const filter = firstMatch(
          rules.map(({ allow, boxes: matched, unknown }) => ({
            allow,
            surely: unknown ? [] : matched,
            possibly: unknown ? everything : matched,
            unknowns: [],
          })),
          everything,
        );
        // One way in which the unknown rules may turn out.
        const first = rules.find(({ boxes: matched, unknown }) =>
          unknown ? coins.next().value : contains(matched, each),
        );
        const passes = first?.allow === true;
        if (contains(filter.surely, each)) assert.ok(passes);
        if (passes) assert.ok(contains(filter.possibly, each));
        if (!rules.some(({ unknown }) => unknown)) assert.equal(contains(filter.surely, each), passes);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("ranges of addresses", () => {
  it("are read in both families", () => {
    assert.deepEqual(parseRange("10.0.0.0/8"), {
      family: "ipv4",
      range: { first: 0x0a000000, last: 0x0affffff },
      prefixLength: 8,
    });
    const ipv6 = parseRange("2001:db8::/32");
    assert.deepEqual(ipv6?.range.first, 0x20010db8n << 96n);
    assert.deepEqual(parseRange("::/0")?.range, { first: 0n, last: 2n ** 128n - 1n });
    assert.deepEqual(parseRange("1:2:3:4:5:6:7:8/128")?.prefixLength, 128);
  });

  for (const text of [
    "10.0.0.1/8",
    "010.0.0.0/8",
    "10.0.0.0",
    "::1/0",
    "1::2::3/128",
    "1:2:3:4:5:6:7/128",
    "12345::/16",
    "::/129",
    "all",
  ]) {
    it(`are none: ${text}`, () => assert.equal(parseRange(text), undefined));
  }
});

describe("the traffic of a rule", () => {
  const tcp = { first: 6, last: 6 };
  it("is read by name and by number, with all ports where there are none", () => {
    assert.deepEqual(readTraffic("tcp", 80, 81), { protocol: tcp, destinationPort: { first: 80, last: 81 } });
    assert.deepEqual(readTraffic("6", 80, 80), readTraffic("tcp", 80, 80));
    assert.deepEqual(readTraffic(6, undefined, undefined), {
      protocol: tcp,
      destinationPort: { first: 0, last: 65535 },
    });
    assert.deepEqual(readTraffic("-1", 0, 0), readTraffic("all", undefined, undefined));
    assert.deepEqual(readTraffic("50", 1, 2), {
      protocol: { first: 50, last: 50 },
      destinationPort: { first: 0, last: 65535 },
    });
  });

  it("is none if its protocol or ports are none", () => {
    for (const [protocol, from, to] of [
      ["tpc", 1, 2],
      ["256", 0, 0],
      ["tcp", 9, 1],
      ["tcp", 0, 65536],
      [undefined, 1, 1],
    ] as const) {
      assert.equal(readTraffic(protocol, from, to), "malformed");
    }
  });
});

describe("a question about the network", () => {
  it("names two ends, and a port if it is about one", () => {
    const port = { destinationPort: { first: 8080, last: 8080 } };
    assert.deepEqual(parseQuestion(" web ->payments:8080 "), {
      from: "web",
      to: "payments",
      traffic: { protocol: { first: 6, last: 6 }, ...port },
    });
    assert.deepEqual(parseQuestion("a -> b:8080/udp"), {
      from: "a",
      to: "b",
      traffic: { protocol: { first: 17, last: 17 }, ...port },
    });
    assert.deepEqual(parseQuestion("internet -> load balancer public"), {
      from: "internet",
      to: "load balancer public",
    });
  });

  for (const text of ["web", "web ->", "-> web", "a -> b -> c", "a -> b:0", "a -> b:65536", "a -> b:http"]) {
    it(`is none: ${text}`, () => assert.equal(typeof parseQuestion(text), "string"));
  }
});
