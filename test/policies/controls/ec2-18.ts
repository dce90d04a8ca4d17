import { type Properties, type Value, UNKNOWN } from "../../../model/graph";
import { ec2_18 } from "../../../policies/controls/ec2-18";
import { CANARY, type CaseResource, type ControlCases, type ExpectedFinding } from "../control-case";
import { NOT_YET } from "../task-definition";

const EVERYONE = "0.0.0.0/0";
const https = (change: Properties = {}): Properties => ({
  protocol: "tcp",
  fromPort: 443,
  toPort: 443,
  cidrBlocks: [EVERYONE],
  ...change,
});
const group = (ingress: Value, id: Value = "sg-1") => ({
  type: "aws:ec2/securityGroup:SecurityGroup",
  properties: { id, ingress },
});
const rule = (change: Properties = {}) => ({
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  properties: {
    securityGroupId: "sg-1",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: EVERYONE,
    ...change,
  },
});
const older = (change: Properties = {}) => ({
  type: "aws:ec2/securityGroupRule:SecurityGroupRule",
  properties: { securityGroupId: "sg-1", type: "ingress", ...https(), ...change },
});
const owner: CaseResource = { type: "aws:ec2/securityGroup:SecurityGroup", name: "owner", properties: { id: "sg-1" } };
const balancer = (securityGroups: Value = ["sg-1"], computedFrom: readonly string[] = []): CaseResource => ({
  type: "aws:lb/loadBalancer:LoadBalancer",
  name: "balancer",
  properties: { securityGroups },
  computedFrom: { securityGroups: computedFrom },
});

const PORTS = "lets the whole internet in on other ports than the authorised ones";
const GROUP = "lets the whole internet in, and no load balancer of the stack has the group";
const perhaps = (path: string, what: string, key: string): ExpectedFinding => [
  "indeterminate",
  path,
  `does not tell yet whether it ${what}`,
  key,
];
const INLINE = "ingress[0].cidrBlocks[0]";

export const cases: ControlCases = {
  control: ec2_18,
  cases: [
    { kind: "passing", title: "HTTPS of a load balancer", ...group([https()]), others: [balancer()], expected: "pass" },
    {
      kind: "passing",
      title: "HTTP of a load balancer whose group has no id yet",
      ...group([https({ fromPort: 80, toPort: 80 })], UNKNOWN),
      others: [balancer([UNKNOWN], ["subject"])],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a rule of its own of a load balancer's group",
      ...rule(),
      others: [owner, balancer()],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "another port that the configuration authorises",
      ...rule({ ipProtocol: "udp", fromPort: 514, toPort: 515 }),
      others: [owner, balancer()],
      settings: { authorisedPorts: ["udp/514", "udp/515", "tcp/443"] },
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a known network, on any port, of anything",
      ...group([https({ fromPort: 0, toPort: 65535, cidrBlocks: ["10.0.0.0/8"] })]),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "ICMP",
      ...group([https({ protocol: "icmp", fromPort: 8, toPort: 0 })]),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a port that is not authorised, of a load balancer",
      ...group([https({ fromPort: 8443, toPort: 8443 })]),
      others: [balancer()],
      expected: [["fail", INLINE, PORTS, "ports"]],
    },
    {
      kind: "failing",
      title: "a range with an authorised port at either end",
      ...rule({ fromPort: 80, toPort: 443 }),
      others: [owner, balancer()],
      expected: [["fail", "cidrIpv4", PORTS, "ports"]],
    },
    {
      kind: "failing",
      title: "an authorised port by the other protocol",
      ...rule({ ipProtocol: "udp" }),
      others: [owner, balancer()],
      expected: [["fail", "cidrIpv4", PORTS, "ports"]],
    },
    {
      kind: "failing",
      title: "every protocol over IPv6, in an older rule of its own",
      ...older({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: null, ipv6CidrBlocks: ["::/0"] }),
      others: [owner, balancer()],
      expected: [["fail", "ipv6CidrBlocks[0]", PORTS, "ports"]],
    },
    {
      kind: "failing",
      title: "an authorised port of something else than a load balancer",
      ...group([https()]),
      others: [balancer(["sg-2"])],
      expected: [["fail", INLINE, GROUP, "group"]],
    },
    {
      kind: "failing",
      title: "a rule of its own of such a group",
      ...rule(),
      others: [owner],
      expected: [["fail", "cidrIpv4", GROUP, "group"]],
    },
    {
      kind: "failing",
      title: "an authorised port of a database",
      ...group([https()]),
      others: [{ type: "aws:rds/instance:Instance", name: "database", properties: { vpcSecurityGroupIds: ["sg-1"] } }],
      expected: [["fail", INLINE, GROUP, "group"]],
    },
    {
      kind: "failing",
      title: "an authorised port, where the load balancer has another group that has no id yet either",
      ...group([https()], UNKNOWN),
      others: [{ ...owner, properties: { id: UNKNOWN } }, balancer([UNKNOWN], ["owner"])],
      expected: [["fail", INLINE, GROUP, "group"]],
    },
    { kind: "absent", title: "rules", type: group([]).type, properties: { id: "sg-1" }, expected: "pass" },
    {
      kind: "absent",
      title: "ports, which are all then",
      ...rule({ fromPort: null, toPort: null }),
      others: [owner, balancer()],
      expected: [["fail", "cidrIpv4", PORTS, "ports"]],
    },
    {
      kind: "unknown",
      title: "all rules",
      ...group(UNKNOWN),
      others: [balancer()],
      expected: [["indeterminate", "ingress", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "who is let in",
      ...rule({ cidrIpv4: UNKNOWN, fromPort: 22, toPort: 22 }),
      others: [owner, balancer()],
      expected: [perhaps("cidrIpv4", PORTS, "ports")],
    },
    {
      kind: "unknown",
      title: "the ports of a load balancer",
      ...rule({ fromPort: UNKNOWN }),
      others: [owner, balancer()],
      expected: [perhaps("cidrIpv4", PORTS, "ports")],
    },
    {
      kind: "unknown",
      title: "the protocol",
      ...rule({ ipProtocol: UNKNOWN }),
      others: [owner, balancer()],
      expected: [perhaps("cidrIpv4", PORTS, "ports")],
    },
    {
      kind: "unknown",
      title: "the direction",
      ...older({ type: UNKNOWN, fromPort: 22, toPort: 22 }),
      others: [owner, balancer()],
      expected: [perhaps("cidrBlocks[0]", PORTS, "ports")],
    },
    {
      kind: "unknown",
      title: "whose group it is: another stack's",
      ...rule({ securityGroupId: "sg-9" }),
      others: [owner, balancer()],
      expected: [perhaps("cidrIpv4", GROUP, "group")],
    },
    {
      kind: "unknown",
      title: "which groups the load balancer has",
      ...group([https()]),
      others: [balancer([UNKNOWN])],
      expected: [perhaps(INLINE, GROUP, "group")],
    },
    {
      kind: "unknown",
      title: "one of the groups that the load balancer has",
      ...group([https()]),
      others: [balancer(["sg-2", UNKNOWN])],
      expected: [perhaps(INLINE, GROUP, "group")],
    },
    {
      kind: "unknown",
      title: "which group it is, where the load balancer has another stack's",
      ...group([https()], UNKNOWN),
      others: [balancer(["sg-2"])],
      expected: [perhaps(INLINE, GROUP, "group")],
    },
    {
      kind: "unknown",
      title: "which of two groups the rule is of, of which one is a load balancer's",
      ...rule({ securityGroupId: UNKNOWN }),
      computedFrom: { securityGroupId: ["owner", "spare"] },
      others: [owner, { ...owner, name: "spare", properties: { id: "sg-2" } }, balancer()],
      expected: [perhaps("cidrIpv4", GROUP, "group")],
    },
    { kind: "not applicable", title: "the way out", ...older({ type: "egress" }), expected: "not-applicable" },
    {
      kind: "canary",
      title: "a range and a description",
      ...rule({ cidrIpv4: CANARY, description: CANARY, fromPort: 22, toPort: 22 }),
      others: [owner, balancer()],
      expected: [perhaps("cidrIpv4", PORTS, "ports")],
    },
  ],
};
