import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { ec2_13 } from "../../../policies/controls/ec2-13";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

const WORLD = "0.0.0.0/0";
const SSH = "lets the whole internet reach port 22 (SSH)";
const EVERYTHING = "lets the whole internet reach every high-risk port";
const PERHAPS = "may let the whole internet reach a high-risk port";

/** A group with one rule of its own. */
function group(rule: Properties): Pick<ControlCase, "type" | "properties"> {
  const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
  return { type: "aws:ec2/securityGroup:SecurityGroup", properties: { ingress: [{ ...ssh, ...rule }] } };
}

function ingressRule(rule: Properties): Pick<ControlCase, "type" | "properties"> {
  const ssh = { securityGroupId: UNKNOWN, ipProtocol: "tcp", fromPort: 22, toPort: 22 };
  return { type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", properties: { ...ssh, ...rule } };
}

function directedRule(rule: Properties): Pick<ControlCase, "type" | "properties"> {
  const ssh = { type: "ingress", protocol: "tcp", fromPort: 22, toPort: 22, securityGroupId: UNKNOWN };
  return { type: "aws:ec2/securityGroupRule:SecurityGroupRule", properties: { ...ssh, ...rule } };
}

function passing(title: string, subject: Pick<ControlCase, "type" | "properties">): ControlCase {
  return { kind: "passing", title, ...subject, expected: "pass" };
}

/** Fails with one finding about SSH. */
function opensSsh(title: string, path: string, subject: Pick<ControlCase, "type" | "properties">): ControlCase {
  return { kind: "failing", title, ...subject, expected: [["fail", path, SSH, "22"]] };
}

function opensAll(title: string, path: string, subject: Pick<ControlCase, "type" | "properties">): ControlCase {
  return { kind: "failing", title, ...subject, expected: [["fail", path, EVERYTHING, "all ports"]] };
}

function unsure(title: string, path: string, subject: Pick<ControlCase, "type" | "properties">): ControlCase {
  return { kind: "unknown", title, ...subject, expected: [["indeterminate", path, PERHAPS]] };
}

const IPV4 = "ingress[0].cidrBlocks[0]";
const world = (rule: Properties) => group({ cidrBlocks: [WORLD], ...rule });
const ranges = (...cidrBlocks: readonly Value[]) => group({ cidrBlocks });

export const cases: ControlCases = {
  control: ec2_13,
  cases: [
    passing("a group without rules of its own", { ...group({}), properties: { ingress: [] } }),
    passing("a port that is made for everyone", world({ fromPort: 443, toPort: 443 })),
    passing("a range between two high-risk ports", world({ fromPort: 26, toPort: 109 })),
    passing("one network", ranges("10.0.0.0/16", "198.51.100.0/24")),
    passing("the widest network that one organisation has", ranges("17.0.0.0/8")),
    passing("a private range of IPv6, however wide", group({ ipv6CidrBlocks: ["fc00::/7"] })),
    passing("one network of IPv6", ingressRule({ cidrIpv6: "2001:db8::/32" })),
    passing("the widest network of IPv6 that one registry has", ingressRule({ cidrIpv6: "2a00::/12" })),
    passing("another group", ingressRule({ referencedSecurityGroupId: UNKNOWN })),
    passing("a protocol without ports", world({ protocol: "icmp", fromPort: -1, toPort: -1 })),
    passing(
      "a source that isn't known, at a harmless port",
      group({ cidrBlocks: UNKNOWN, fromPort: 443, toPort: 443 }),
    ),
    passing("ports that aren't known, for one network", group({ cidrBlocks: ["10.0.0.0/8"], toPort: UNKNOWN })),
    passing("ports of which the known end is above all others", world({ fromPort: 9301, toPort: UNKNOWN })),
    passing("ports of which the known end is below all others", world({ fromPort: UNKNOWN, toPort: 19 })),

    opensSsh("the whole internet", IPV4, ranges(WORLD)),
    opensSsh("half of the internet", IPV4, ranges("128.0.0.0/1")),
    opensSsh("a small part of the internet, but no one's network", IPV4, ranges("64.0.0.0/7")),
    opensSsh("among other sources", "ingress[0].cidrBlocks[1]", ranges("10.0.0.0/8", WORLD)),
    opensSsh("the whole internet of IPv6", "ingress[0].ipv6CidrBlocks[0]", group({ ipv6CidrBlocks: ["::/0"] })),
    opensSsh("all public addresses of IPv6", "cidrIpv6", ingressRule({ cidrIpv6: "2000::/3" })),
    opensSsh("a part of the public IPv6, in capitals", "cidrIpv6", ingressRule({ cidrIpv6: "2A00::/11" })),
    opensSsh("the lower half of IPv6", "cidrIpv6", ingressRule({ cidrIpv6: "::/1" })),
    opensSsh("as a rule of its own", "cidrIpv4", ingressRule({ cidrIpv4: WORLD })),
    opensSsh("as an older rule of its own", "cidrBlocks[0]", directedRule({ cidrBlocks: [WORLD] })),
    opensSsh("an older rule of IPv6", "ipv6CidrBlocks[0]", directedRule({ ipv6CidrBlocks: ["::/0"] })),
    opensSsh("UDP by its number", IPV4, world({ protocol: "17" })),
    opensSsh("a protocol in capitals", IPV4, world({ protocol: "TCP" })),
    opensSsh("ports as texts", IPV4, world({ fromPort: "22", toPort: "22" })),
    opensSsh("in the default group", IPV4, {
      ...ranges(WORLD),
      type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    }),
    {
      kind: "failing",
      title: "each high-risk port of a range, and no other",
      ...world({ fromPort: 21, toPort: 23 }),
      expected: [
        ["fail", IPV4, "lets the whole internet reach port 21 (FTP)", "21"],
        ["fail", IPV4, SSH, "22"],
        ["fail", IPV4, "lets the whole internet reach port 23 (Telnet)", "23"],
      ],
    },
    {
      kind: "failing",
      title: "each rule and each source",
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: {
        ingress: [
          { protocol: "tcp", fromPort: 3389, toPort: 3389, cidrBlocks: [WORLD], ipv6CidrBlocks: ["::/0"] },
          { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [WORLD] },
          { protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] },
        ],
      },
      expected: [
        ["fail", "ingress[0].cidrBlocks[0]", "lets the whole internet reach port 3389 (RDP)", "3389"],
        ["fail", "ingress[0].ipv6CidrBlocks[0]", "lets the whole internet reach port 3389 (RDP)", "3389"],
        ["fail", "ingress[2].cidrBlocks[0]", "lets the whole internet reach port 5432 (PostgreSQL)", "5432"],
        ["fail", "ingress[2].cidrBlocks[1]", "lets the whole internet reach port 5432 (PostgreSQL)", "5432"],
      ],
    },
    opensAll("every protocol, whatever the ports", IPV4, world({ protocol: "-1", fromPort: 0, toPort: 0 })),
    opensAll("every protocol, named", IPV4, world({ protocol: "all" })),
    opensAll("every port by -1", IPV4, world({ fromPort: -1, toPort: -1 })),
    opensAll("every port by the whole range", IPV4, world({ protocol: "6", fromPort: 0, toPort: 65535 })),
    {
      kind: "absent",
      title: "no ports are all ports",
      ...ingressRule({ cidrIpv4: WORLD, fromPort: null, toPort: null }),
      expected: [["fail", "cidrIpv4", EVERYTHING, "all ports"]],
    },
    {
      kind: "absent",
      title: "no rules",
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: {},
      expected: "pass",
    },
    unsure("a source, at a high-risk port", IPV4, ranges(UNKNOWN)),
    unsure("all sources of IPv4", "ingress[0].cidrBlocks", group({ cidrBlocks: UNKNOWN })),
    unsure("the only source", "cidrIpv4", ingressRule({ cidrIpv4: UNKNOWN })),
    unsure("the first port", IPV4, world({ fromPort: UNKNOWN })),
    unsure("the last port", IPV4, world({ toPort: UNKNOWN })),
    unsure("the protocol", IPV4, world({ protocol: UNKNOWN })),
    unsure("the direction", "cidrBlocks[0]", directedRule({ cidrBlocks: [WORLD], type: UNKNOWN })),
    {
      kind: "unknown",
      title: "all rules",
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: { ingress: UNKNOWN },
      expected: [["indeterminate", "ingress", "is not known before deployment"]],
    },
    {
      kind: "unknown",
      title: "one rule hides no other",
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: {
        ingress: [UNKNOWN, { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [UNKNOWN, WORLD] }],
      },
      expected: [
        ["indeterminate", "ingress[0].cidrBlocks", PERHAPS],
        ["indeterminate", "ingress[0].ipv6CidrBlocks", PERHAPS],
        ["indeterminate", "ingress[1].cidrBlocks[0]", PERHAPS],
        ["fail", "ingress[1].cidrBlocks[1]", SSH, "22"],
      ],
    },
    {
      kind: "not applicable",
      title: "a rule about outbound traffic",
      ...directedRule({ cidrBlocks: [WORLD], type: "egress" }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a range that is none, and a description",
      ...group({ cidrBlocks: [CANARY, "10.0.0.0", "1:2"], description: CANARY }),
      expected: [
        ["indeterminate", "ingress[0].cidrBlocks[0]", PERHAPS],
        ["indeterminate", "ingress[0].cidrBlocks[1]", PERHAPS],
        ["indeterminate", "ingress[0].cidrBlocks[2]", PERHAPS],
      ],
    },
    {
      kind: "canary",
      title: "rules that are none",
      type: "aws:ec2/securityGroup:SecurityGroup",
      properties: { ingress: CANARY, name: CANARY },
      expected: [["indeterminate", "ingress", "is not a list"]],
    },
  ],
};
