import assert from "node:assert/strict";
import { type Properties, UNKNOWN, type Value } from "../../model/graph";
import { DIRECTED_RULE, EGRESS_RULE, INGRESS_RULE } from "../../model/type-tokens";
import { Reader } from "../../policies/reader";
import { type GroupRule, isWorld, judgeRules, openedPorts, opensPort } from "../../policies/security-group-rules";
import { indeterminate, type Judged, NotApplicable } from "../../policies/verdict";

/** What a control gets to judge, as paths and whether the rule is about the direction; or what is judged instead. */
function rulesOf(type: string, properties: Properties, direction: "ingress" | "egress"): unknown {
  const rules: unknown[] = [];
  const noted = ({ rule, protocol, ranges, applies }: GroupRule) => {
    rules.push([rule.path, protocol, ranges.map(({ path }) => path), applies]);
    return [];
  };
  const reader = new Reader(properties);
  const resource = { urn: "urn", type, properties: reader, provider: new Reader({}) };
  const judged: Judged = judgeRules({ ...resource, options: { protect: false, ignoreChanges: [] } }, direction, noted);
  return judged instanceof NotApplicable || judged.length > 0 ? judged : rules;
}

describe("the rules for one direction", () => {
  const GROUP = "aws:ec2/securityGroup:SecurityGroup";

  it("are those that a group lists, with the ranges that each of them lists", () => {
    const rules: readonly Properties[] = [
      { cidrBlocks: ["10.0.0.0/8", UNKNOWN], ipv6CidrBlocks: ["::/0"] },
      { cidrBlocks: UNKNOWN },
    ];
    const expected = [
      ["egress[0]", "protocol", ["egress[0].cidrBlocks[0]", "egress[0].cidrBlocks[1]", "egress[0].ipv6CidrBlocks[0]"]],
      ["egress[1]", "protocol", ["egress[1].cidrBlocks"]],
    ].map((rule) => [...rule, true]);
    assert.deepEqual(rulesOf(GROUP, { ingress: [{}], egress: rules }, "egress"), expected);
    assert.deepEqual(rulesOf(GROUP, { ingress: [{}] }, "egress"), []);
    const unknown = [indeterminate("ingress", "is not known before deployment")];
    assert.deepEqual(rulesOf(GROUP, { ingress: UNKNOWN, egress: [{}] }, "ingress"), unknown);
  });

  it("are a resource that is one rule for this direction by its type", () => {
    const expected = [["", "ipProtocol", ["cidrIpv4", "cidrIpv6"], true]];
    assert.deepEqual(rulesOf(INGRESS_RULE, {}, "ingress"), expected);
    assert.deepEqual(rulesOf(EGRESS_RULE, {}, "egress"), expected);
  });

  it("are a resource that is one rule and names its direction, or may be", () => {
    const rule = (type: Value) => ({ type, cidrBlocks: ["::/0"] });
    const expected = (applies: true | "unknown") => [["", "protocol", ["cidrBlocks[0]"], applies]];
    assert.deepEqual(rulesOf(DIRECTED_RULE, rule("egress"), "egress"), expected(true));
    assert.deepEqual(rulesOf(DIRECTED_RULE, rule(UNKNOWN), "egress"), expected("unknown"));
    const other = (direction: string) => new NotApplicable(`The rule is about ${direction} traffic.`);
    assert.deepEqual(rulesOf(DIRECTED_RULE, rule("ingress"), "egress"), other("inbound"));
    assert.deepEqual(rulesOf(DIRECTED_RULE, rule("egress"), "ingress"), other("outbound"));
  });
});

describe("the ports of a rule", () => {
  const rule = (protocol: Value, fromPort: Value = null, toPort: Value = null) =>
    new Reader({ protocol, fromPort, toPort });
  const ports = (...of: Parameters<typeof rule>) => openedPorts(rule(...of), "protocol");
  const opens22 = (...of: Parameters<typeof rule>) => opensPort(rule(...of), "protocol", 22);

  it("are all of both protocols, if it is about every protocol, whatever it says of ports", () => {
    const all = { protocols: ["tcp", "udp"], from: 0, to: 65_535 };
    for (const protocol of ["-1", "all", "ALL"]) assert.deepEqual(ports(protocol, 443, 443), all);
    assert.equal(opens22("-1", 443, 443), true);
  });

  it("are those that it names of the protocol, by its name or number, and all to a side that has no bound", () => {
    const protocols = ["tcp", "TCP", "6", "udp", "17"];
    assert.deepEqual(
      protocols.map((protocol) => ports(protocol, 20, 30)),
      ["tcp", "tcp", "tcp", "udp", "udp"].map((name) => ({ protocols: [name], from: 20, to: 30 })),
    );
    for (const open of [null, -1]) {
      assert.deepEqual(ports("tcp", open, 30), { protocols: ["tcp"], from: 0, to: 30 });
      assert.deepEqual(ports("tcp", 20, open), { protocols: ["tcp"], from: 20, to: 65_535 });
    }
    const bounds = [
      [22, 22],
      [21, 23],
      [23, 30],
      [1, 21],
    ] as const;
    assert.deepEqual(
      bounds.map(([from, to]) => opens22("tcp", from, to)),
      [true, true, false, false],
    );
  });

  it("are none of a protocol without ports", () => {
    assert.deepEqual([ports("icmp", 8, 0), opens22("icmp", 8, 0)], ["none", false]);
  });

  it("aren't known without the protocol or a bound, unless the other bound decides", () => {
    for (const protocol of [UNKNOWN, null])
      assert.deepEqual([ports(protocol), opens22(protocol)], ["unknown", "unknown"]);
    assert.deepEqual([ports("tcp", UNKNOWN, 30), ports("tcp", 20, UNKNOWN)], ["unknown", "unknown"]);
    assert.deepEqual([opens22("tcp", UNKNOWN, 30), opens22("tcp", 20, UNKNOWN)], ["unknown", "unknown"]);
    assert.deepEqual([opens22("tcp", UNKNOWN, 21), opens22("tcp", 23, UNKNOWN)], [false, false]);
  });
});

describe("a rule's address range", () => {
  it("is everyone if it is the internet, and may be if it isn't known or is none", () => {
    const world = (range: Value) => isWorld(new Reader({ range }).get("range"));
    assert.deepEqual(["0.0.0.0/0", "10.0.0.0/8", null, UNKNOWN, "everyone", 5].map(world), [
      ...[true, false, false],
      ...Array<string>(3).fill("unknown"),
    ]);
  });
});
