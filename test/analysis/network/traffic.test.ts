import assert from "node:assert/strict";
import { formatTraffic, portOf, readTraffic, transportsOf, type ReadTraffic } from "../../../analysis/network/traffic";
import { UNKNOWN, type Value } from "../../../model/graph";

const EVERY_PORT = { first: 0, last: 65_535 };
const traffic = (protocol: number, first: number, last = first): ReadTraffic => ({
  protocol: { first: protocol, last: protocol },
  destinationPort: { first, last },
});
const EVERYTHING: ReadTraffic = { protocol: { first: 0, last: 255 }, destinationPort: EVERY_PORT };

type Case = readonly [protocol: Value | undefined, from: Value | undefined, to: Value | undefined, read: ReadTraffic];

// Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
describe("the protocol and ports of a rule", () => {
  const cases: readonly Case[] = [
    ["tcp", 80, 90, traffic(6, 80, 90)],
    ["TCP", 80, undefined, traffic(6, 80)],
    ["udp", 0, 65_535, traffic(17, 0, 65_535)],
    ["6", 80, 80, traffic(6, 80)],
    [17, 53, 53, traffic(17, 53)],
    ["tcp", undefined, undefined, traffic(6, 0, 65_535)],
    ["tcp", undefined, 1023, traffic(6, 0, 1023)],
    ["tcp", -1, -1, traffic(6, 0, 65_535)],
    ["-1", 443, 443, EVERYTHING],
    [-1, undefined, undefined, EVERYTHING],
    ["ALL", 0, 0, EVERYTHING],
    // Of ICMP the type.
    ["icmp", 8, -1, traffic(1, 8)],
    ["icmp", -1, -1, traffic(1, 0, 65_535)],
    ["icmpv6", 128, 0, traffic(58, 128)],
    ["1", undefined, undefined, traffic(1, 0, 65_535)],
    // Protocols without ports.
    ["50", 1, 2, traffic(50, 0, 65_535)],
    [0, undefined, undefined, traffic(0, 0, 65_535)],
    ["255", undefined, undefined, traffic(255, 0, 65_535)],
    ["256", undefined, undefined, "malformed"],
    ["-2", undefined, undefined, "malformed"],
    ["1.5", undefined, undefined, "malformed"],
    ["http", 80, 80, "malformed"],
    [undefined, 80, 80, "malformed"],
    [true, 80, 80, "malformed"],
    ["tcp", 90, 80, "malformed"],
    ["tcp", -1, 80, "malformed"],
    ["tcp", -5, 80, "malformed"],
    ["tcp", 80, -1, "malformed"],
    ["tcp", 80, 65_536, "malformed"],
    ["tcp", "80", 80, "malformed"],
    ["tcp", 80, "80", "malformed"],
    [UNKNOWN, 80, 80, "unknown"],
    ["tcp", UNKNOWN, 80, "unknown"],
    ["tcp", 80, UNKNOWN, "unknown"],
  ];
  for (const [protocol, from, to, read] of cases) {
    it(`${JSON.stringify([protocol, from, to])} is ${JSON.stringify(read)}`, () => {
      assert.deepEqual(readTraffic(protocol, from, to), read);
    });
  }
});

describe("what travels", () => {
  it("is named as briefly as it can be told apart", () => {
    const texts: readonly [number, number, number, number, string][] = [
      [6, 6, 443, 443, "tcp 443"],
      [17, 17, 0, 1, "udp 0-1"],
      [6, 6, 0, 65_534, "tcp 0-65534"],
      [6, 6, 1, 65_535, "tcp 1-65535"],
      [6, 6, 0, 65_535, "tcp"],
      [58, 58, 128, 128, "icmpv6 128"],
      [50, 50, 0, 65_535, "protocol 50"],
      [6, 7, 0, 65_535, "protocols 6-7"],
      [5, 6, 0, 65_535, "protocols 5-6"],
      [0, 254, 0, 65_535, "protocols 0-254"],
      [1, 255, 0, 65_535, "protocols 1-255"],
      [0, 255, 80, 80, "all 80"],
      [0, 255, 0, 65_535, "everything"],
    ];
    for (const [first, last, from, to, text] of texts) {
      const given = { protocol: { first, last }, destinationPort: { first: from, last: to } };
      assert.equal(formatTraffic(given), text);
    }
    assert.equal(formatTraffic(portOf(17, 53)), "udp 53");
  });

  // Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
  it("to a listener does so by TCP, by UDP or by both", () => {
    const [tcp, udp] = [6, 17];
    for (const protocol of ["HTTP", "HTTPS", "TCP", "TLS"]) assert.deepEqual(transportsOf(protocol), [tcp]);
    for (const protocol of ["UDP", "QUIC"]) assert.deepEqual(transportsOf(protocol), [udp]);
    for (const protocol of ["TCP_UDP", "TCP_QUIC"]) assert.deepEqual(transportsOf(protocol), [tcp, udp]);
  });
});
