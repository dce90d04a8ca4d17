import assert from "node:assert/strict";
import fc from "fast-check";
import { Reachability } from "../../../analysis/network/reachability";
import { contains } from "../../../analysis/network/packet-set";
import type { Reach } from "../../../analysis/network/reach";
import { Ipv4Cidr } from "../../../model/ipv4-cidr";
import { Ipv6Cidr } from "../../../model/ipv6-cidr";
import { connects, enters, leaves, type Packet } from "./packet-walk";
import { ADDRESSES, build, family, network, OUTSIDE, port, PORTS } from "./random-network";

/** Addresses as places in the lists of both ends. */
const packet = fc.record({
  family,
  source: fc.nat(5),
  destination: fc.nat(5),
  protocol: fc.constantFrom("tcp" as const, "udp" as const),
  sourcePort: fc.constantFrom(...PORTS.filter((number) => number >= 1024)),
  destinationPort: port,
});
type DrawnPacket = typeof packet extends fc.Arbitrary<infer T> ? T : never;
type Addresses = (typeof ADDRESSES)[number];

function toPacket({ source, destination, protocol, sourcePort, destinationPort }: Packet) {
  const number = (address: string) =>
    address.includes(":")
      ? (Ipv6Cidr.parse(`${address}/128`) as Ipv6Cidr).first
      : (Ipv4Cidr.parse(`${address}/32`) as Ipv4Cidr).first;
  return {
    source: number(source),
    destination: number(destination),
    protocol: protocol === "tcp" ? 6 : 17,
    sourcePort,
    destinationPort,
  };
}

/** The packets between two ends that both have addresses of the family. */
function packetsBetween(here: Addresses, there: Addresses, drawn: readonly DrawnPacket[]): Packet[] {
  return drawn.flatMap(({ family: of, source, destination, ...ports }) => {
    const [sources, destinations] = [here[of], there[of]];
    if (sources.length === 0 || destinations.length === 0) return [];
    const ends = {
      source: sources[source % sources.length]!,
      destination: destinations[destination % destinations.length]!,
    };
    return [{ ...ports, ...ends }];
  });
}

describe("the analysis of a network, against a walk of single packets", () => {
  it("agrees on every packet of random networks: between instances, to the internet and from there", () => {
    // Two walks that agree because nothing ever gets through would prove nothing.
    const through: Record<string, number> = {};
    let networks = 0;
    const compare = (way: string, { packets }: Reach, each: Packet, expected: boolean) => {
      const key = `${way} ${each.source.includes(":") ? "ipv6" : "ipv4"}`;
      through[key] = (through[key] ?? 0) + Number(expected);
      assert.equal(contains(packets.surely, toPacket(each)), expected, `${way} ${JSON.stringify(each)}`);
      assert.equal(contains(packets.possibly, toPacket(each)), expected, `${way} ${JSON.stringify(each)}`);
    };
    fc.assert(
      fc.property(network, fc.array(packet, { minLength: 4, maxLength: 4 }), (drawn, packets) => {
        networks += 1;
        const { graph, instances } = build(drawn);
        const [source, target] = [instances[0]!, instances[1]!];
        const [here, there] = drawn.instances.map(({ subnet }) => ADDRESSES[subnet]!) as [Addresses, Addresses];
        const analysis = new Reachability(graph);
        const [from, to] = [analysis.of(source)!, analysis.of(target)!];
        const [inside, out, into] = [analysis.between(from, to), analysis.toInternet(from), analysis.fromInternet(to)];
        for (const each of packetsBetween(here, there, packets)) {
          compare("between", inside, each, connects(graph, source, target, each));
        }
        for (const each of packetsBetween(here, OUTSIDE, packets)) {
          compare("out", out, each, leaves(graph, source, each));
        }
        for (const each of packetsBetween(OUTSIDE, there, packets)) {
          compare("in", into, each, enters(graph, target, each));
        }
      }),
      { numRuns: 5000 },
    );
    for (const way of ["between", "out", "in"]) {
      for (const of of ["ipv4", "ipv6"]) {
        // In every thousand networks; a run that is cut short, as with mutations, has too few to tell.
        const enough = 20 * Math.floor(networks / 1000);
        assert.ok((through[`${way} ${of}`] ?? 0) >= enough, JSON.stringify(through));
      }
    }
  }).timeout(240_000);
});
