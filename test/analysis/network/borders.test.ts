import assert from "node:assert/strict";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { resource } from "./graph-of";
import { between, elements, network, routes } from "./two-instances";

// Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
describe("the way into another VPC", () => {
  const OTHER = [resource("vpc", "other"), resource("subnet", "third", { vpcId: "other", cidrBlock: "10.1.0.0/24" })];
  const cross = (...more: readonly Resource[]) =>
    between(network({ instance: { subnetId: "third" }, others: [...OTHER, ...more] }));
  const over = (subnet: string, cidrBlock: string, target: Properties) => routes(subnet, { cidrBlock, ...target });
  const PCX = { vpcPeeringConnectionId: "pcx-1" };

  it("is told by what leads there, and closed where a route is missing on one side", () => {
    const there = over("first", "10.1.0.0/16", PCX);
    const back = over("third", "10.0.0.0/16", PCX);
    const closed = [
      "border between the VPCs vpc and other",
      "Give the route tables of subnets first and third routes to each other, over a peering connection or a transit gateway.",
      "vpc,other",
    ];
    const elsewhere = [...over("first", "10.2.0.0/16", PCX), ...over("third", "10.2.0.0/16", PCX)];
    const oneSided = [
      [...there, ...over("third", "10.2.0.0/16", PCX)],
      [...over("first", "10.2.0.0/16", PCX), ...back],
    ];
    for (const reach of [[], there, back, elsewhere, ...oneSided].map((routed) => cross(...routed))) {
      assert.equal(reach.verdict, "not reachable");
      assert.deepEqual(elements(reach)?.[0], closed);
    }
    const open = cross(...there, ...back);
    assert.equal(open.verdict, "unknown");
    assert.deepEqual(elements(open)?.[0], [
      "border: it leaves through peering connection pcx-1",
      "Look at what is behind: nothing is followed beyond a border.",
      "vpc,other",
    ]);
    assert.deepEqual(open.packets.possibly.map(({ source, destination }) => [source, destination])[0], [
      { first: 0x0a000100, last: 0x0a0001ff },
      { first: 0x0a010000, last: 0x0a0100ff },
    ]);
    const some = cross(...there, ...over("third", "10.0.1.128/25", PCX));
    assert.deepEqual(
      some.packets.possibly.map(({ source }) => source).at(0),
      { first: 0x0a000180, last: 0x0a0001ff },
      "only who is answered gets there",
    );
  });

  it("begins where the VPCs of two subnets differ, also if they are another stack's", () => {
    const [one, two] = ["vpc-1", "vpc-2"].map((vpcId, index) =>
      resource("subnet", vpcId, { vpcId, cidrBlock: `10.2.${index}.0/24` }),
    );
    const lost = resource("subnet", "lost", { vpcId: UNKNOWN, cidrBlock: "10.2.8.0/24" });
    const neighbour = resource("subnet", "neighbour", { vpcId: "vpc-1", cidrBlock: "10.2.9.0/24" });
    const way = (from: string, to: string) => {
      const at = (name: string, subnetId: string) =>
        resource("instance", name, { subnetId, vpcSecurityGroupIds: [name === "c" ? "callers" : "called"] });
      const others = [one!, two!, lost, neighbour, at("c", from), at("d", to), ...routes("vpc-1"), ...routes("vpc-2")];
      return between(network({ others }), "c", "d");
    };
    assert.equal(way("vpc-1", "neighbour").verdict, "reachable");
    // Of a VPC that is not known, the analysis says that nothing is certain.
    assert.equal(way("first", "lost").verdict, "reachable");
    assert.equal(way("lost", "first").verdict, "reachable");
    for (const [from, to, what, by] of [
      ["vpc-1", "vpc-2", "vpc-1 and vpc-2", ""],
      ["first", "vpc-2", "vpc and vpc-2", "vpc"],
      ["vpc-1", "first", "vpc-1 and vpc", "vpc"],
    ] as const) {
      const [stage, , resources] = elements(way(from, to))?.[0] ?? [];
      assert.deepEqual([stage, resources], [`border between the VPCs ${what}`, by]);
    }
  });

  it("is named after the routes that lead there, and no others", () => {
    const back = over("third", "10.0.0.0/16", PCX);
    const named = (...list: readonly Properties[]) => elements(cross(...routes("first", ...list), ...back))?.[0]?.[0];
    const elsewhere = { cidrBlock: "10.2.0.0/16", vpcPeeringConnectionId: "pcx-2" };
    const halves = ["10.1.0.0/25", "10.1.0.128/25"].map((cidrBlock, index) => ({
      cidrBlock,
      transitGatewayId: `tgw-${index}`,
    }));
    assert.equal(
      named({ cidrBlock: "10.1.0.0/16", ...PCX }, elsewhere),
      "border: it leaves through peering connection pcx-1",
    );
    assert.equal(
      named(...halves, elsewhere, { cidrBlock: "10.0.255.0/24", vpcPeeringConnectionId: "pcx-3" }),
      "border: it leaves through transit gateway tgw-0, transit gateway tgw-1",
    );
    assert.equal(named({ cidrBlock: "10.1.0.0/16", networkInterfaceId: "eni-1" }), "border: it leaves through eni-1");
    assert.equal(named({ cidrBlock: "10.1.0.0/16", gatewayId: "igw-1" }), "border between the VPCs vpc and other");
  });
});
