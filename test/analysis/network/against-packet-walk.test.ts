import assert from "node:assert/strict";
import fc from "fast-check";
import { Reachability } from "../../../analysis/network/reachability";
import { contains } from "../../../analysis/network/packet-set";
import { Ipv4Cidr } from "../../../model/ipv4-cidr";
import { connects, type Packet } from "./packet-walk";
import { ADDRESSES, build, network, port, PORTS } from "./random-network";

/** Addresses as places in the subnets' lists. */
const packet = fc.record({
  source: fc.nat(5),
  destination: fc.nat(5),
  protocol: fc.constantFrom("tcp" as const, "udp" as const),
  sourcePort: fc.constantFrom(...PORTS.filter((number) => number >= 1024)),
  destinationPort: port,
});

function toPacket({ source, destination, protocol, sourcePort, destinationPort }: Packet) {
  const number = (address: string) => (Ipv4Cidr.parse(`${address}/32`) as Ipv4Cidr).first;
  return {
    source: number(source),
    destination: number(destination),
    protocol: protocol === "tcp" ? 6 : 17,
    sourcePort,
    destinationPort,
  };
}

describe("the analysis of a network, against a walk of single packets", () => {
  it("agrees on every packet of random networks", () => {
    let connected = 0;
    fc.assert(
      fc.property(network, fc.array(packet, { minLength: 4, maxLength: 4 }), (drawn, packets) => {
        const { graph, instances } = build(drawn);
        const [source, target] = [instances[0]!, instances[1]!];
        const [here, there] = drawn.instances.map(({ subnet }) => ADDRESSES[subnet]!) as [string[], string[]];
        const analysis = new Reachability(graph);
        const [from, to] = [analysis.of(source)!, analysis.of(target)!];
        const { packets: found } = analysis.between(from, to);
        for (const { source: a, destination: b, ...ports } of packets) {
          const each = { ...ports, source: here[a % here.length]!, destination: there[b % there.length]! };
          const expected = connects(graph, source, target, each);
          if (expected) connected++;
          assert.equal(contains(found.surely, toPacket(each)), expected, JSON.stringify(each));
          assert.equal(contains(found.possibly, toPacket(each)), expected, JSON.stringify(each));
        }
      }),
      { numRuns: 5000 },
    );
    // Two walks that agree because nothing ever connects would prove nothing.
    assert.ok(connected > 300, `only ${connected} packets got through`);
  }).timeout(120_000);
});
