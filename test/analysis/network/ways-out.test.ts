import assert from "node:assert/strict";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { resource } from "./graph-of";
import { any, elements, EVERYWHERE, network, routes, said, SUBNETS, tcp, type Given } from "./two-instances";

const GATEWAY = resource("internetGateway", "igw", { vpcId: "vpc" });
const PUBLIC = { associatePublicIpAddress: true };
const SIX = SUBNETS.map(({ name, inputs }, index) =>
  resource("subnet", name, { ...inputs, ipv6CidrBlock: `2001:db8:0:${index}::/64` }),
);
const toInternet = (given: Given, name = "a") => {
  const analysis = network(given);
  return analysis.toInternet(analysis.named(name)[0]!);
};
const fromInternet = (given: Given) => {
  const analysis = network(given);
  return analysis.fromInternet(analysis.named("b")[0]!);
};
const acl = (subnetId: string) => resource("acl", "acl", { vpcId: "vpc", subnetIds: [subnetId] });
const out = (name: string, groups: string) => [
  `security group ${groups} of ${name}, out`,
  `Add a rule to security group ${groups} that lets traffic out to the internet.`,
  groups,
];

describe("the way from a subnet to the internet", () => {
  it("is told element by element: over an internet gateway", () => {
    const reach = toInternet(
      { instance: PUBLIC, others: [GATEWAY, ...routes("second", { cidrBlock: EVERYWHERE, gatewayId: "igw" })] },
      "b",
    );
    assert.equal(reach.through, "internet gateway");
    assert.deepEqual(elements(reach), [
      out("b", "called"),
      ["public address of b", "Give b a public address, or its subnet a route to a NAT gateway.", "b"],
      ["route of-second of subnet second to igw", "Change the route's target.", "of-second"],
    ]);
  });

  it("over a NAT gateway, with the ACLs that the packets pass", () => {
    const nat = resource("natGateway", "nat", { subnetId: "second" });
    const others = [
      ...[GATEWAY, nat, acl("second")],
      ...routes("first", { cidrBlock: EVERYWHERE, natGatewayId: "nat" }),
      ...routes("second", { cidrBlock: EVERYWHERE, gatewayId: "igw" }),
    ];
    const rule = (what: string, packets: string) => [
      `network ACL acl, ${what}`,
      `Add a rule to network ACL acl that allows the ${packets} the subnet.`,
      "acl",
    ];
    const [answers, packets] = ["answers, on ports 1024 to 65535,", "packets"];
    assert.deepEqual(elements(toInternet({ others })), [
      out("a", "callers"),
      ["route of-first of subnet first to nat", "Change the route's target.", "of-first"],
      rule("into subnet second", `${packets} into`),
      rule("answers out of subnet second", `${answers} out of`),
      [
        "NAT gateway nat in subnet second",
        "Give subnet second, in which the NAT gateway stands, a route to an internet gateway.",
        "nat",
      ],
      rule("out of subnet second", `${packets} out of`),
      rule("answers into subnet second", `${answers} into`),
    ]);
    const hidden = { ...nat, inputs: { ...nat.inputs, connectivityType: "private" } };
    const closed = toInternet({
      others: others.map((each) => (each === nat ? hidden : each)).filter(({ name }) => name !== "acl"),
    });
    assert.deepEqual(elements(closed)?.at(-1), [
      "NAT gateway nat in subnet second",
      "A private NAT gateway has no public address; make it a public one.",
      "nat",
    ]);
  });

  it("over a NAT gateway that stands nobody knows where may lead out, a regional one does", () => {
    const over = (...nats: readonly Resource[]) =>
      toInternet({
        egress: [tcp(443, EVERYWHERE)],
        others: [...nats, ...routes("first", { cidrBlock: EVERYWHERE, natGatewayId: "nat" })],
      });
    const regional = over(resource("natGateway", "nat", { vpcId: "vpc", availabilityMode: "regional" }));
    assert.deepEqual(elements(regional)?.at(-1), ["regional NAT gateway nat", "Use TCP, UDP or ICMP.", "nat"]);
    for (const [reach, name] of [
      [over(), "nat"],
      [over(resource("natGateway", "nat", { subnetId: "of-others" })), "nat"],
    ] as const) {
      assert.deepEqual([said(reach), reach.packets.unknowns], ["unknown: tcp 443", [`NAT gateway ${name}`]]);
      assert.deepEqual(elements(reach)?.at(-1), [`NAT gateway ${name}`, "Look at where the route leads.", ""]);
    }
  });

  it("over an instance that translates addresses", () => {
    const eni = resource("networkInterface", "eni", {
      subnetId: "second",
      securityGroups: ["called"],
      sourceDestCheck: true,
    });
    const others = [
      ...[GATEWAY, eni],
      ...routes("first", { cidrBlock: EVERYWHERE, networkInterfaceId: "eni" }),
      ...routes("second", { cidrBlock: EVERYWHERE, gatewayId: "igw" }),
    ];
    assert.deepEqual(elements(toInternet({ others })), [
      out("a", "callers"),
      ["route of-first of subnet first to eni", "Change the route's target.", "of-first"],
      [
        "security group called of eni, in",
        "Add a rule to security group called that lets traffic in from a.",
        "called",
      ],
      ["network interface eni, for packets that are not its own", "Set sourceDestCheck of eni to false.", "eni"],
      ["instance behind network interface eni", "Attach the interface to an instance.", "eni"],
      ["public address of eni", "Give eni a public address, or its subnet a route to a NAT gateway.", "eni"],
      [
        "route of subnet second to an internet gateway",
        "Give subnet second, in which eni stands, a route to an internet gateway.",
        "of-second",
      ],
      out("eni", "called"),
    ]);
    const asked = eni.inputs;
    const with_ = (change: Properties) =>
      others.map((each) => (each === eni ? { ...eni, inputs: { ...asked, ...change } } : each));
    const perhaps = toInternet({ others: with_({ sourceDestCheck: UNKNOWN, associatePublicIpAddress: true }) });
    assert.deepEqual(perhaps.packets.unknowns, ["sourceDestCheck of eni", "instance behind network interface eni"]);
    const lost = toInternet({ others: with_({ subnetId: "of-others" }) });
    assert.deepEqual(lost.packets.unknowns, ["network interface eni"]);
  });

  it("may be any, while the route's target is not known", () => {
    const over = (route: Properties, given: Given = {}) =>
      toInternet({
        ...given,
        egress: [tcp(443, EVERYWHERE)],
        others: routes("first", { cidrBlock: EVERYWHERE, ...route }),
      });
    const unknown = over({ natGatewayId: UNKNOWN });
    assert.deepEqual([said(unknown), unknown.through], ["unknown: tcp 443", "unknown"]);
    assert.deepEqual(unknown.packets.unknowns, ["target of route of-first"]);
    assert.deepEqual(
      elements(unknown)?.map(([what]) => what),
      ["security group callers of a, out", "route of-first of subnet first to natGatewayId"],
    );
    const local = over({ gatewayId: "local" });
    assert.equal(said(local), "blocked by route table of subnet first");
    const noRoute = (by: string) => [
      "route table of subnet first",
      "Give subnet first a route to a NAT gateway or an internet gateway.",
      by,
    ];
    assert.deepEqual(elements(local)?.at(-1), noRoute("of-first"));
    assert.deepEqual(elements(toInternet({}))?.at(-1), noRoute(""));
    // A gateway in the stack is none of others, whatever its name is like.
    const named = resource("internetGateway", "vgw-main");
    const own = toInternet({ others: [named, ...routes("first", { cidrBlock: EVERYWHERE, gatewayId: "vgw-main" })] });
    assert.equal(said(own), "blocked by public address of a");
    assert.equal(
      said(over({ cidrBlock: "10.0.0.0/8", natGatewayId: "nat-1" })),
      "blocked by route table of subnet first",
    );
    const hub = over({ transitGatewayId: "hub" });
    assert.deepEqual(elements(hub)?.at(-1), [
      "route of-first of subnet first: it leaves through transit gateway hub",
      "Look at what is behind: nothing is followed beyond a border.",
      "of-first",
    ]);
    const peering = resource("peering", "pcx");
    const peered = toInternet({
      others: [peering, ...routes("first", { cidrBlock: EVERYWHERE, vpcPeeringConnectionId: "pcx" })],
    });
    assert.deepEqual(elements(peered)?.at(-1), [
      "route of-first of subnet first: it leaves through peering connection pcx",
      "The gateways of a peered VPC serve that VPC alone: give subnet first a route to a NAT gateway or an internet gateway.",
      "of-first,pcx",
    ]);
  });

  it("over IPv6 knows no NAT, but a target that may be one is not known", () => {
    const open = [{ ...any(), ipv6CidrBlocks: ["::/0"] }];
    const over = (...list: readonly Properties[]) =>
      toInternet({ subnets: SIX, egress: open, others: [GATEWAY, ...routes("first", ...list)] });
    const egressOnly = over({ ipv6CidrBlock: "::/0", egressOnlyGatewayId: "e" });
    assert.deepEqual([egressOnly.verdict, egressOnly.through], ["reachable", "egress-only gateway"]);
    assert.deepEqual(
      elements(egressOnly)?.map(([what]) => what),
      ["security group callers of a, out", "route of-first of subnet first to e"],
    );
    const gateway = over({ ipv6CidrBlock: "::/0", gatewayId: "igw" });
    assert.deepEqual([gateway.verdict, gateway.through], ["reachable", "internet gateway"]);
    const unclear: Properties[] = [{ natGatewayId: "nat-1" }, { networkInterfaceId: "eni-1" }, { gatewayId: UNKNOWN }];
    for (const target of unclear) {
      const reach = over({ ipv6CidrBlock: "::/0", ...target });
      assert.deepEqual([reach.verdict, reach.through], ["unknown", "unknown"]);
    }
    assert.equal(over({ ipv6CidrBlock: "::/0", gatewayId: "local" }).verdict, "not reachable");
    // Who can't get out over IPv6 takes the other way, which is none the worse for that.
    const nat = resource("natGateway", "nat", { vpcId: "vpc", availabilityMode: "regional" });
    const others = [nat, ...routes("first", { cidrBlock: EVERYWHERE, natGatewayId: "nat" })];
    const { verdict, always } = toInternet({ subnets: SIX, egress: [tcp(443, EVERYWHERE)], others });
    assert.deepEqual([verdict, always], ["reachable", true]);
  });
});

describe("the way from the internet into a subnet", () => {
  it("is told element by element", () => {
    const others = [GATEWAY, acl("second"), ...routes("second", { cidrBlock: EVERYWHERE, gatewayId: "igw" })];
    const route = [
      "route of subnet second to an internet gateway",
      "Give the route table of subnet second a route to an internet gateway.",
    ];
    assert.deepEqual(
      elements(fromInternet({ instance: PUBLIC, others }))?.map(([what, fix, by]) => [what, fix, by]),
      [
        [
          "public address of b",
          "Give b a public address, or put it behind a load balancer that faces the internet.",
          "b",
        ],
        [...route, "of-second"],
        [
          "network ACL acl, into subnet second",
          "Add a rule to network ACL acl that allows the packets into the subnet.",
          "acl",
        ],
        [
          "network ACL acl, answers out of subnet second",
          "Add a rule to network ACL acl that allows the answers, on ports 1024 to 65535, out of the subnet.",
          "acl",
        ],
        [
          "security group called of b, in",
          "Add a rule to security group called that lets traffic in from the internet.",
          "called",
        ],
      ],
    );
    assert.deepEqual(elements(fromInternet({ instance: PUBLIC }))?.[1], [...route, ""]);
  });

  it("is open only to those whom the subnet can answer", () => {
    const others = [GATEWAY, ...routes("second", { cidrBlock: "8.0.0.0/8", gatewayId: "igw" })];
    const reach = fromInternet({ instance: PUBLIC, ingress: [tcp(80, EVERYWHERE)], others });
    assert.deepEqual([said(reach), reach.always], ["reachable: tcp 80", false]);
    assert.deepEqual(
      reach.packets.surely.map(({ source, destination }) => [source, destination]),
      [
        [
          { first: 8 * 2 ** 24, last: 9 * 2 ** 24 - 1 },
          { first: 0x0a000200, last: 0x0a0002ff },
        ],
      ],
    );
  });
});
