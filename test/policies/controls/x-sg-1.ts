import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { xSg1 } from "../../../policies/controls/x-sg-1";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const OPEN = "lets everything out to the whole internet";

type Subject = Pick<ControlCase, "type" | "properties">;

const group = (...egress: readonly Value[]) => ({
  type: "aws:ec2/securityGroup:SecurityGroup",
  properties: { egress },
});
const directed = (properties: Properties) => ({
  type: "aws:ec2/securityGroupRule:SecurityGroupRule",
  properties: { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], ...properties },
});
const rule = (properties: Properties) => ({
  type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  properties: { ipProtocol: "-1", ...properties },
});
const failing = (title: string, subject: Subject, ...paths: readonly string[]): ControlCase => {
  return { kind: "failing", title, ...subject, expected: paths.map((path) => ["fail", path, OPEN] as const) };
};
const unsure = (title: string, subject: Subject, path: string): ControlCase => {
  return { kind: "unknown", title, ...subject, expected: [["indeterminate", path, perhaps(OPEN)]] };
};
const passing = (title: string, subject: Subject): ControlCase => {
  return { kind: "passing", title, ...subject, expected: "pass" };
};

export const cases: ControlCases = {
  control: xSg1,
  cases: [
    passing("one port", rule({ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" })),
    passing("everything to one network", rule({ cidrIpv4: "10.0.0.0/16" })),
    passing("everything to another group", rule({ referencedSecurityGroupId: "sg-1" })),
    passing("one port of a group", group({ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] })),
    passing("everything inside the group", group({ protocol: "-1", self: true })),
    failing("IPv4", rule({ cidrIpv4: "0.0.0.0/0" }), "cidrIpv4"),
    failing("IPv6", rule({ cidrIpv6: "::/0" }), "cidrIpv6"),
    failing("half of the internet", rule({ cidrIpv4: "128.0.0.0/1" }), "cidrIpv4"),
    failing("a rule with a direction", directed({}), "cidrBlocks[0]"),
    failing("a rule with a direction, by the word", directed({ protocol: "all" }), "cidrBlocks[0]"),
    failing(
      "a group's second rule, in both families",
      group(
        { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
        { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] },
      ),
      "egress[1].cidrBlocks[1]",
      "egress[1].ipv6CidrBlocks[0]",
    ),
    { kind: "absent", title: "all rules", type: group().type, properties: {}, expected: "pass" },
    { kind: "absent", title: "the addresses", ...rule({}), expected: "pass" },
    unsure("the protocol", rule({ ipProtocol: UNKNOWN, cidrIpv4: "0.0.0.0/0" }), "cidrIpv4"),
    unsure("the addresses", rule({ cidrIpv4: UNKNOWN }), "cidrIpv4"),
    unsure("the list of addresses", directed({ cidrBlocks: UNKNOWN }), "cidrBlocks"),
    {
      kind: "unknown",
      title: "the direction",
      ...directed({ type: UNKNOWN }),
      expected: [["indeterminate", "cidrBlocks[0]", OPEN]],
    },
    {
      kind: "unknown",
      title: "the rules",
      type: group().type,
      properties: { egress: UNKNOWN },
      expected: [["indeterminate", "egress", NOT_YET]],
    },
    { kind: "not applicable", title: "an inbound rule", ...directed({ type: "ingress" }), expected: "not-applicable" },
    {
      kind: "not applicable",
      title: "a rule that the configuration names",
      ...rule({ cidrIpv4: "0.0.0.0/0" }),
      settings: { openEgress: ["sub*"] },
      expected: "not-applicable",
    },
    { ...unsure("addresses that are none", rule({ cidrIpv4: CANARY }), "cidrIpv4"), kind: "canary" },
  ],
};
