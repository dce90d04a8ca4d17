import { type Properties, type Value, UNKNOWN } from "../../../model/graph";
import { ec2_21 } from "../../../policies/controls/ec2-21";
import { CANARY, type ControlCases, type ExpectedFinding } from "../control-case";
import { NOT_YET } from "../task-definition";

const entry = (change: Properties = {}): Properties => ({
  ruleNo: 100,
  action: "allow",
  protocol: "6",
  cidrBlock: "0.0.0.0/0",
  fromPort: 22,
  toPort: 22,
  ...change,
});
const acl = (ingress: Value, egress: Value = []) => ({
  type: "aws:ec2/networkAcl:NetworkAcl",
  properties: { ingress, egress },
});
const rule = (change: Properties = {}) => {
  const { action, ruleNo, ...others } = entry();
  return {
    type: "aws:ec2/networkAclRule:NetworkAclRule",
    properties: { ...others, ruleNumber: ruleNo!, ruleAction: action!, egress: false, ...change },
  };
};
const SSH = "lets the whole internet in on port 22 (SSH)";
const RDP = "lets the whole internet in on port 3389 (RDP)";
const both = (path: string): readonly ExpectedFinding[] => [
  ["fail", path, SSH, "22"],
  ["fail", path, RDP, "3389"],
];
const perhaps = (path: string): readonly ExpectedFinding[] => [
  ["indeterminate", path, `does not tell yet whether it ${SSH}`, "22"],
];

export const cases: ControlCases = {
  control: ec2_21,
  cases: [
    {
      kind: "passing",
      title: "answers, around the port of remote desktops",
      ...acl([entry({ fromPort: 1024, toPort: 3388 }), entry({ fromPort: 3390, toPort: 65535 })]),
      expected: "pass",
    },
    { kind: "passing", title: "a known network", ...acl([entry({ cidrBlock: "10.0.0.0/8" })]), expected: "pass" },
    {
      kind: "passing",
      title: "a denial, and the way out",
      ...acl([entry({ action: "deny", protocol: "-1", fromPort: 0, toPort: 0 })], [entry({ protocol: "-1" })]),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "ICMP, whose types are no ports",
      ...acl([entry({ protocol: "1", fromPort: 0, toPort: 0 })]),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "an entry of its own for HTTPS",
      ...rule({ fromPort: 443, toPort: 443 }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "SSH",
      ...acl([entry({ fromPort: 443, toPort: 443 }), entry()]),
      expected: [["fail", "ingress[1].cidrBlock", SSH, "22"]],
    },
    {
      kind: "failing",
      title: "answers that have remote desktops among them",
      ...acl([entry({ fromPort: 1024, toPort: 65535, protocol: "tcp" })]),
      expected: [["fail", "ingress[0].cidrBlock", RDP, "3389"]],
    },
    {
      kind: "failing",
      title: "everything, by UDP",
      ...acl([entry({ protocol: "17", fromPort: 0, toPort: 65535 })]),
      expected: both("ingress[0].cidrBlock"),
    },
    {
      kind: "failing",
      title: "everything over IPv6, after a denial",
      ...acl([
        entry({ action: "deny", cidrBlock: null, ipv6CidrBlock: "::/0" }),
        entry({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: null, ipv6CidrBlock: "::/0" }),
      ]),
      expected: both("ingress[1].ipv6CidrBlock"),
    },
    {
      kind: "failing",
      title: "half of the internet",
      ...acl([entry({ cidrBlock: "128.0.0.0/1" })]),
      expected: [["fail", "ingress[0].cidrBlock", SSH, "22"]],
    },
    {
      kind: "failing",
      title: "an entry of its own",
      ...rule(),
      expected: [["fail", "cidrBlock", SSH, "22"]],
    },
    {
      kind: "failing",
      title: "an entry of its own for everything",
      ...rule({ protocol: "-1", fromPort: 0, toPort: 0 }),
      expected: both("cidrBlock"),
    },
    {
      kind: "absent",
      title: "entries, so that everything is denied",
      type: "aws:ec2/networkAcl:NetworkAcl",
      properties: {},
      expected: "pass",
    },
    {
      kind: "absent",
      title: "the direction of an entry, which is inwards then",
      ...rule({ egress: null }),
      expected: [["fail", "cidrBlock", SSH, "22"]],
    },
    {
      kind: "unknown",
      title: "all entries",
      ...acl(UNKNOWN),
      expected: [["indeterminate", "ingress", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "who",
      ...acl([entry({ cidrBlock: UNKNOWN })]),
      expected: perhaps("ingress[0].cidrBlock"),
    },
    { kind: "unknown", title: "what becomes of it", ...rule({ ruleAction: UNKNOWN }), expected: perhaps("cidrBlock") },
    { kind: "unknown", title: "the direction", ...rule({ egress: UNKNOWN }), expected: perhaps("cidrBlock") },
    { kind: "unknown", title: "where the ports begin", ...rule({ fromPort: UNKNOWN }), expected: perhaps("cidrBlock") },
    {
      kind: "not applicable",
      title: "an entry for the way out",
      ...rule({ egress: true }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a range and an action that are none",
      ...acl([entry({ cidrBlock: CANARY, action: CANARY })]),
      expected: perhaps("ingress[0].cidrBlock"),
    },
  ],
};
