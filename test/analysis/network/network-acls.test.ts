import assert from "node:assert/strict";
import type { Reach } from "../../../analysis/network/reach";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { resource } from "./graph-of";
import { any, between, EVERYWHERE, network, said, SUBNETS } from "./two-instances";

const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";
const acl = (inputs: Properties = {}) => resource("acl", "acl", { vpcId: "vpc", subnetIds: ["second"], ...inputs });
/** A rule of its own, which allows all of TCP in. */
const rule = (name: string, inputs: Properties = {}): Resource => ({
  ...resource("acl", name, {
    ...{ networkAclId: "acl", ruleNumber: 100, egress: false, ruleAction: "allow" },
    ...{ protocol: "tcp", fromPort: 0, toPort: 65_535, cidrBlock: EVERYWHERE },
    ...inputs,
  }),
  type: ACL_RULE,
});
const OUT = rule("out", { egress: true });
/** A rule inside of an ACL. */
const inline = (inputs: Properties = {}): Properties => ({
  ...{ ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 0, toPort: 65_535, cidrBlock: EVERYWHERE },
  ...inputs,
});
const called = (...others: readonly Resource[]): Reach => between(network({ others }));
const UNKNOWN_OUT = "rule 100 of network ACL out";
const BLOCKED_IN = "blocked by network ACL acl, into subnet second";
const BLOCKED_OUT = "blocked by network ACL acl, answers out of subnet second";

// Source: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
describe("a network ACL with rules of their own", () => {
  it("lets through what they allow, each in its direction", () => {
    assert.equal(said(called(acl(), rule("in"), OUT)), "reachable: tcp");
    assert.equal(said(called(acl(), OUT)), BLOCKED_IN);
    assert.equal(said(called(acl(), rule("in"))), BLOCKED_OUT);
    assert.equal(said(called(acl(), rule("in"), rule("out", { egress: true, networkAclId: "acl-9" }))), BLOCKED_OUT);
    const made = rule("out", { egress: true, networkAclId: UNKNOWN });
    const computed = { ...made, propertyDependencies: { networkAclId: [acl().urn] } };
    assert.equal(said(called(acl(), rule("in"), computed)), "reachable: tcp");
  });

  it("goes by their numbers, also among those that stand in it", () => {
    const deny = rule("deny", { ruleNumber: 90, ruleAction: "deny", fromPort: 81, toPort: 65_535 });
    assert.equal(said(called(acl(), rule("in"), deny, OUT)), "reachable: tcp 0-80");
    const late = rule("deny", { ...deny.inputs, ruleNumber: 110 });
    assert.equal(said(called(acl(), rule("in"), late, OUT)), "reachable: tcp");
    assert.equal(said(called(acl({ ingress: [inline()] }), deny, OUT)), "reachable: tcp 0-80");
    assert.equal(said(called(acl({ ingress: [inline({ ruleNo: 80 })] }), deny, OUT)), "reachable: tcp");
  });

  it("may do anything with any packet, while their direction, number or action is not known", () => {
    for (const unknown of ["egress", "ruleNumber", "ruleAction"]) {
      const reach = called(acl(), rule("in", { [unknown]: UNKNOWN }), OUT);
      assert.equal(reach.verdict, "unknown", unknown);
      const [number] = unknown === "ruleNumber" ? [0] : [100];
      assert.deepEqual([...new Set(reach.walk?.arrives.unknowns)], [`rule ${number} of network ACL in`]);
    }
    const answers = called(acl(), rule("in"), rule("out", { egress: UNKNOWN }));
    assert.deepEqual([answers.verdict, answers.walk?.arrives.unknowns.at(-1)], ["unknown", UNKNOWN_OUT]);
    // Whatever it does, those with lower numbers have decided.
    const { packets } = called(acl(), rule("in"), rule("perhaps", { ruleNumber: 110, ruleAction: UNKNOWN }), OUT);
    assert.deepEqual(packets.surely, called(acl(), rule("in"), OUT).packets.surely);
  });
});

describe("a rule of a network ACL", () => {
  const inside = (ingress: Properties | typeof UNKNOWN, egress = inline()) =>
    called(acl({ ingress: [ingress], egress: [egress] }));

  it("is about those alone whose addresses it names", () => {
    assert.equal(said(inside(inline({ cidrBlock: "10.0.1.0/24" }))), "reachable: tcp");
    assert.equal(said(inside(inline({ cidrBlock: "10.0.9.0/24" }))), BLOCKED_IN);
    assert.equal(said(inside(inline(), inline({ cidrBlock: "10.0.1.0/24" }))), "reachable: tcp");
    assert.equal(said(inside(inline(), inline({ cidrBlock: "10.0.2.0/24" }))), BLOCKED_OUT);
    for (const none of [undefined!, null, ""]) {
      const reach = inside(inline({ cidrBlock: none, protocol: UNKNOWN }));
      assert.deepEqual([said(reach), reach.packets.unknowns], [BLOCKED_IN, []]);
    }
    // Seen from the other end: where the packets go, and where the answers come from.
    const outwards = (cidrBlock: string) =>
      said(called(acl({ subnetIds: ["first"], ingress: [inline()], egress: [inline({ cidrBlock })] })));
    assert.equal(outwards("10.0.2.0/24"), "reachable: tcp");
    assert.equal(outwards("10.0.1.0/24"), "blocked by network ACL acl, out of subnet first");
  });

  it("may be about anybody and anything while parts of it are not known", () => {
    const all: Properties[] = ["cidrBlock", "protocol", "fromPort", "toPort", "action", "ruleNo"].map((name) => ({
      [name]: UNKNOWN,
    }));
    for (const change of all) {
      assert.equal(inside(inline(change)).verdict, "unknown", JSON.stringify(change));
      assert.equal(inside(inline(), inline(change)).verdict, "unknown", JSON.stringify(change));
    }
    assert.equal(inside(UNKNOWN).verdict, "unknown");
    assert.equal(called(acl({ ingress: UNKNOWN, egress: [inline()] })).verdict, "unknown");
  });

  it("that denies opens nothing, known or not", () => {
    assert.equal(said(inside(inline({ action: "deny" }))), BLOCKED_IN);
    assert.equal(said(inside(inline({ action: "deny", cidrBlock: UNKNOWN }))), BLOCKED_IN);
  });

  it("for IPv6 says nothing of IPv4, and one for IPv4 nothing of IPv6", () => {
    const subnets = SUBNETS.map(({ name, inputs }, index) =>
      resource("subnet", name, { ...inputs, ipv6CidrBlock: `2001:db8:0:${index}::/64` }),
    );
    const everyone = [{ ...any(), ipv6CidrBlocks: ["::/0"] }];
    const over = (ingress: Properties, egress: Properties) =>
      said(
        between(
          network({
            subnets,
            ingress: everyone,
            egress: everyone,
            others: [acl({ ingress: [ingress], egress: [egress] })],
          }),
        ),
      );
    const ipv6 = inline({ cidrBlock: "", ipv6CidrBlock: "::/0" });
    assert.equal(over(ipv6, ipv6), "reachable: tcp");
    assert.match(over(inline(), inline()), /^blocked/);
    assert.match(over(ipv6, inline()), /^blocked/);
    assert.match(over(inline({ cidrBlock: "::/0" }), ipv6), /^blocked/);
    assert.match(over(inline({ cidrBlock: "", ipv6CidrBlock: EVERYWHERE }), ipv6), /^blocked/);
    const ping = (icmpType: number) =>
      inline({ ...ipv6, protocol: "58", fromPort: 0, toPort: 0, icmpType, icmpCode: -1 });
    assert.equal(over(ping(128), ping(129)), "reachable: icmpv6 128");
    const byName = (icmpType: number) => ({ ...ping(icmpType), protocol: "icmpv6" });
    assert.equal(over(byName(128), byName(129)), "reachable: icmpv6 128");
    assert.match(over(ping(128), ping(128)), /^blocked/);
  });

  it("has a type in place of ports only of ICMP, however that is written", () => {
    // The provider writes type and code, as zero, beside the ports of other protocols.
    const ports = { fromPort: 80, toPort: 80, icmpType: 0, icmpCode: 0 };
    for (const protocol of ["tcp", "6", 6]) {
      assert.equal(said(inside(inline({ ...ports, protocol }))), "reachable: tcp 80");
    }
    for (const protocol of ["icmp", "1", 1]) {
      const ping = (icmpType: number) => inline({ protocol, fromPort: 0, toPort: 0, icmpType, icmpCode: -1 });
      assert.equal(said(inside(ping(8), ping(0))), "reachable: icmp 8");
      assert.equal(said(inside(ping(8), ping(8))), BLOCKED_OUT);
    }
    // The provider's default of the type is 0, an echo's reply, whatever ports there are.
    for (const icmpType of [undefined!, null]) {
      const typeless = inline({ protocol: "icmp", fromPort: 8, toPort: 8, icmpType });
      const all = inline({ protocol: "-1" });
      assert.equal(said(inside(typeless, all)), BLOCKED_IN);
      assert.equal(said(inside(all, typeless)), "reachable: icmp 8");
    }
  });

  it("that AWS would refuse is said to be so, and matches nothing", () => {
    const malformed = (ingress: Properties, ...others: readonly Resource[]) => {
      const analysis = network({ others: [acl({ ingress: [ingress], egress: [inline()] }), ...others] });
      return [
        said(between(analysis)),
        ...analysis.topology.malformed.map(({ resource: { name }, what }) => `${name}: ${what}`),
      ];
    };
    const ports = "acl: rule 100 has a protocol or ports that AWS doesn't know";
    assert.deepEqual(malformed(inline({ protocol: "http" })), [BLOCKED_IN, ports]);
    assert.deepEqual(malformed(inline({ fromPort: 9, toPort: 1 })), [BLOCKED_IN, ports]);
    assert.deepEqual(malformed(inline({ fromPort: 70_000 })), [BLOCKED_IN, ports]);
    assert.deepEqual(malformed(inline({ cidrBlock: "10.0.0.1/8" })), [
      BLOCKED_IN,
      "acl: cidrBlock of rule 100 is no range of addresses",
    ]);
    assert.deepEqual(malformed(inline({ cidrBlock: 7 })), [
      BLOCKED_IN,
      "acl: cidrBlock of rule 100 is no range of addresses",
    ]);
    assert.deepEqual(malformed(inline(), rule("six", { ruleNumber: 7, ipv6CidrBlock: "fe80::1/10" })), [
      "reachable: tcp",
      "six: ipv6CidrBlock of rule 7 is no range of addresses",
    ]);
    for (const nothing of [undefined!, null, "", UNKNOWN]) {
      assert.deepEqual(malformed(inline({ ipv6CidrBlock: nothing })), ["reachable: tcp"]);
    }
  });
});
