import assert from "node:assert/strict";
import { UNKNOWN, type Properties } from "../../../model/graph";
import { resource } from "./graph-of";
import { EVERYWHERE, network, said, SUBNETS, tcp, type Given } from "./two-instances";

const table = (name: string, routes: readonly Properties[], ...subnets: string[]) => [
  resource("routeTable", name, { vpcId: "vpc", routes }),
  ...subnets.map((subnet) => resource("association", `${name}-${subnet}`, { routeTableId: name, subnetId: subnet })),
];
const GATEWAY = resource("internetGateway", "igw", { vpcId: "vpc" });
const toGateway = { cidrBlock: EVERYWHERE, gatewayId: "igw" };
const PUBLIC = { associatePublicIpAddress: true };

describe("who reaches whom: the internet", () => {
  const inward = (given: Given) => {
    const analysis = network(given);
    return said(analysis.fromInternet(analysis.named("b")[0]!));
  };
  const outward = (given: Given, name = "a") => {
    const analysis = network(given);
    return analysis.toInternet(analysis.named(name)[0]!);
  };

  it("needs a public address and a route to an internet gateway, one of which is not enough", () => {
    const routed = [GATEWAY, ...table("t", [toGateway], "second")];
    assert.equal(inward({ instance: PUBLIC, ingress: [tcp(80, EVERYWHERE)], others: routed }), "reachable: tcp 80");
    assert.equal(inward({ others: routed }), "blocked by public address of b");
    assert.equal(inward({ instance: PUBLIC }), "blocked by route of subnet second to an internet gateway");
  });

  it("may be let in by a route of which not everything is known", () => {
    const open = { instance: PUBLIC, ingress: [tcp(80, EVERYWHERE)] };
    for (const route of [
      { cidrBlock: EVERYWHERE, gatewayId: UNKNOWN },
      { cidrBlock: UNKNOWN, gatewayId: "igw" },
    ]) {
      const analysis = network({ ...open, others: [GATEWAY, ...table("t", [route], "second")] });
      const { verdict, packets } = analysis.fromInternet(analysis.named("b")[0]!);
      assert.deepEqual([verdict, packets.unknowns.includes("target of route t")], ["unknown", true]);
    }
  });

  it("is not a private range, and is the two halves of everything", () => {
    const others = [GATEWAY, ...table("t", [toGateway], "second")];
    const from = (...ranges: string[]) => inward({ instance: PUBLIC, ingress: [tcp(80, ...ranges)], others });
    assert.equal(from("10.0.0.0/8", "192.168.0.0/16", "172.16.0.0/12"), "blocked by security group called of b, in");
    assert.equal(from("0.0.0.0/1", "128.0.0.0/1"), "reachable: tcp 80");
  });

  it("is reached through a NAT gateway whose own subnet has a way out", () => {
    const nat = resource("natGateway", "nat", { subnetId: "second", connectivityType: "public" });
    const toNat = table("private", [{ cidrBlock: EVERYWHERE, natGatewayId: "nat" }], "first");
    const reach = outward({
      egress: [tcp(443, EVERYWHERE)],
      others: [GATEWAY, nat, ...toNat, ...table("public", [toGateway], "second")],
    });
    assert.deepEqual([said(reach), reach.through], ["reachable: tcp 443", "NAT gateway"]);
    assert.equal(said(outward({ others: [nat, ...toNat] })), "blocked by NAT gateway nat in subnet second");
    const privateNat = resource("natGateway", "nat", { subnetId: "second", connectivityType: "private" });
    assert.equal(
      outward({ others: [GATEWAY, privateNat, ...toNat, ...table("public", [toGateway], "second")] }).verdict,
      "not reachable",
    );
  });

  it("is reached through a regional NAT gateway, which stands in no subnet and needs no route of one", () => {
    const nat = resource("natGateway", "nat", { vpcId: "vpc", availabilityMode: "regional" });
    const toNat = table("private", [{ cidrBlock: EVERYWHERE, natGatewayId: "nat" }], "first");
    const reach = outward({ egress: [tcp(443, EVERYWHERE)], others: [GATEWAY, nat, ...toNat] });
    assert.deepEqual([said(reach), reach.through], ["reachable: tcp 443", "NAT gateway"]);
    assert.deepEqual(inward({ others: [GATEWAY, nat, ...toNat] }), "blocked by public address of b");
  });

  it("is not reached without a route, nor by an internet gateway without a public address", () => {
    assert.equal(said(outward({})), "blocked by route table of subnet first");
    assert.equal(
      said(outward({ others: [GATEWAY, ...table("t", [toGateway], "first")] })),
      "blocked by public address of a",
    );
  });

  it("by the most specific route: the rest of the internet takes the other one", () => {
    const specific = { cidrBlock: "198.18.0.0/15", vpcPeeringConnectionId: "pcx" };
    const others = [GATEWAY, ...table("t", [toGateway, specific], "second")];
    const analysis = network({ instance: PUBLIC, others });
    const b = analysis.named("b")[0]!;
    const { packets } = analysis.toInternet(b);
    const address = (198 * 256 + 18) * 65536;
    const isThere = (to: number) =>
      packets.surely.some(({ destination }) => destination.first <= to && to <= destination.last);
    assert.deepEqual([isThere(address), isThere(address - 1), isThere(address + 2 * 65536)], [false, true, true]);
  });

  it("by the VPC's main route table, if the subnet has none of its own", () => {
    const main = [
      GATEWAY,
      resource("routeTable", "t", { vpcId: "vpc", routes: [toGateway] }),
      resource("mainAssociation", "m", { vpcId: "vpc", routeTableId: "t" }),
    ];
    assert.equal(inward({ instance: PUBLIC, others: main }).startsWith("reachable"), true);
  });

  it("is another one over IPv6, which an egress-only gateway opens outwards only", () => {
    const subnets = SUBNETS.map(({ name, inputs }, index) =>
      resource("subnet", name, { ...inputs, ipv6CidrBlock: `2001:db8:0:${index}::/64` }),
    );
    const egressOnly = resource("egressOnlyGateway", "eigw", { vpcId: "vpc" });
    const routes = table("t", [{ ipv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw" }], "first", "second");
    const ipv6 = [{ protocol: "tcp", fromPort: 443, toPort: 443, ipv6CidrBlocks: ["::/0"] }];
    const given = { subnets, egress: ipv6, ingress: ipv6, others: [egressOnly, ...routes] };
    const reach = outward(given);
    assert.deepEqual([said(reach), reach.through], ["reachable: tcp 443", "egress-only gateway"]);
    assert.equal(inward(given), "blocked by route of subnet second to an internet gateway");
    assert.equal(outward({ ...given, egress: [tcp(443, EVERYWHERE)] }).verdict, "not reachable");
  });
});
