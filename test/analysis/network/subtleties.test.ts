/** Where AWS's networks differ from what one would guess: each with the document that says so. */
import assert from "node:assert/strict";
import { outsideWays } from "../../../analysis/network/outside-ways";
import type { Properties, Resource } from "../../../model/graph";
import { resource } from "./graph-of";
import { any, between, EVERYWHERE, network, routes, said, SUBNETS, tcp, type Given } from "./two-instances";

interface Subtlety {
  readonly says: string;
  readonly source: string;
  readonly holds: () => void;
}

const GUIDE = "https://docs.aws.amazon.com/vpc/latest/userguide";
const GATEWAY = resource("internetGateway", "igw", { vpcId: "vpc" });
const toGateway = { cidrBlock: EVERYWHERE, gatewayId: "igw" };
const PUBLIC = { associatePublicIpAddress: true };

const acl = (ingress: readonly Properties[], egress: readonly Properties[]) =>
  resource("acl", "acl", { vpcId: "vpc", subnetIds: ["second"], ingress, egress });
const aclRule = (ruleNo: number, action: string, fromPort: number, toPort = fromPort, protocol = "tcp") => ({
  ruleNo,
  action,
  protocol,
  fromPort,
  toPort,
  cidrBlock: EVERYWHERE,
});
const EVERY_PORT = aclRule(100, "allow", 0, 65_535);
const ping = (icmpType: number) => ({ ...aclRule(icmpType + 1, "allow", 0, 0, "icmp"), icmpType, icmpCode: -1 });

const called = (given: Given) => said(between(network(given)));
const fromInternet = (given: Given) => {
  const analysis = network(given);
  return said(analysis.fromInternet(analysis.named("b")[0]!));
};
const toInternet = (given: Given, name = "a") => {
  const analysis = network(given);
  return said(analysis.toInternet(analysis.named(name)[0]!));
};
const OPEN = { instance: PUBLIC, ingress: [tcp(80, EVERYWHERE)] };

const SUBTLETIES: readonly Subtlety[] = [
  {
    says: "the rule of an ACL with the lowest number decides, however the rules are written down",
    source: `${GUIDE}/nacl-rules.html`,
    holds: () => {
      const deniedFirst = [aclRule(200, "allow", 80, 81), aclRule(100, "deny", 81)];
      const allowedFirst = [aclRule(100, "allow", 80, 81), aclRule(200, "deny", 81)];
      assert.equal(called({ others: [acl(deniedFirst, [EVERY_PORT])] }), "reachable: tcp 80");
      assert.equal(called({ others: [acl(allowedFirst, [EVERY_PORT])] }), "reachable: tcp 80-81");
    },
  },
  {
    says: "what no rule of an ACL matches is denied, and an ACL without rules denies everything",
    source: `${GUIDE}/nacl-basics.html`,
    holds: () => {
      const others = [acl([aclRule(100, "allow", 80)], [EVERY_PORT])];
      assert.equal(called({ others }), "reachable: tcp 80");
      assert.equal(called({ others: [acl([], [])] }), "blocked by network ACL acl, into subnet second");
    },
  },
  {
    says: "an ACL has to allow the answers, on the ports that connections are opened from",
    source: `${GUIDE}/custom-network-acl.html#nacl-ephemeral-ports`,
    holds: () => {
      const answers = (from: number, to: number) =>
        between(network({ others: [acl([EVERY_PORT], [aclRule(1, "allow", from, to)])] }));
      assert.equal(said(answers(0, 1023)), "blocked by network ACL acl, answers out of subnet second");
      const [all, some] = [answers(1024, 65_535), answers(32_768, 60_999)];
      assert.deepEqual([all.verdict, all.always, some.verdict, some.always], ["reachable", true, "reachable", false]);
    },
  },
  {
    says: "a security group lets the answers pass without a rule",
    source: `${GUIDE}/vpc-security-groups.html`,
    holds: () => {
      assert.equal(called({ egress: [tcp(80, EVERYWHERE)], ingress: [tcp(80, EVERYWHERE)] }), "reachable: tcp 80");
    },
  },
  {
    says: "between two interfaces of one subnet there is no ACL",
    source: `${GUIDE}/vpc-network-acls.html`,
    holds: () => {
      const others = [acl([], [])];
      const ingress = [tcp(80, EVERYWHERE)];
      assert.match(called({ ingress, others }), /^blocked/);
      const neighbour = resource("instance", "c", { subnetId: "second", vpcSecurityGroupIds: ["callers"] });
      assert.equal(said(between(network({ ingress, others: [...others, neighbour] }), "c", "b")), "reachable: tcp 80");
    },
  },
  {
    says: "a reference to a group of a peered VPC is for that group's members, of whom this stack has none",
    source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html",
    holds: () => {
      const reference = { protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: ["123456789012/sg-peer"] };
      const analysis = network({ ingress: [reference] });
      assert.equal(said(between(analysis)), "blocked by security group called of b, in");
      assert.deepEqual(
        outsideWays(analysis).map(({ endpoint, direction, group }) => [endpoint.name, direction, group]),
        [["b", "ingress", "123456789012/sg-peer"]],
      );
    },
  },
  {
    says: "a peering connection takes routes on both sides, and what it lets through is decided behind a border",
    source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html",
    holds: () => {
      const peering = resource("peering", "pcx", { vpcId: "vpc", peerVpcId: "other" });
      const other = [
        resource("vpc", "other"),
        resource("subnet", "third", { vpcId: "other", cidrBlock: "10.1.0.0/24" }),
      ];
      const reference = { protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: ["callers"] };
      const from = (...more: readonly Resource[]) =>
        between(
          network({ ingress: [reference], instance: { subnetId: "third" }, others: [peering, ...other, ...more] }),
        );
      const there = routes("first", { cidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: "pcx" });
      const back = routes("third", { cidrBlock: "10.0.0.0/16", vpcPeeringConnectionId: "pcx" });
      assert.equal(said(from()), "blocked by border between the VPCs vpc and other");
      assert.equal(said(from(...there)), "blocked by border between the VPCs vpc and other");
      const reach = from(...there, ...back);
      assert.equal(said(reach), "unknown: tcp 5432");
      assert.deepEqual(
        [reach.walk?.stages[0]?.what, reach.walk?.arrives.unknowns],
        ["border: it leaves through peering connection pcx", ["what lies behind peering connection pcx"]],
      );
    },
  },
  {
    says: "a transit gateway may lead on to the internet, a peered VPC's gateways serve that VPC alone",
    source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations",
    holds: () => {
      const leaving = (target: Properties, ...others: readonly Resource[]) => {
        const analysis = network({
          egress: [tcp(443, EVERYWHERE)],
          others: [...others, ...routes("first", { cidrBlock: EVERYWHERE, ...target })],
        });
        const reach = analysis.toInternet(analysis.named("a")[0]!);
        return [said(reach), reach.through, ...reach.packets.unknowns];
      };
      const transit = resource("transitGateway", "hub");
      const by = (what: string) => ["unknown: tcp 443", what, `what lies behind ${what}`];
      assert.deepEqual(leaving({ transitGatewayId: "hub" }, transit), by("transit gateway hub"));
      assert.deepEqual(leaving({ transitGatewayId: "tgw-1" }), by("transit gateway tgw-1"));
      assert.deepEqual(leaving({ gatewayId: "vgw-1" }), by("virtual private gateway vgw-1"));
      assert.deepEqual(leaving({ vpcEndpointId: "vpce-1" }), by("endpoint vpce-1"));
      assert.deepEqual(leaving({ vpcPeeringConnectionId: "pcx-1" }), [
        "blocked by route of-first of subnet first: it leaves through peering connection pcx-1",
        "peering connection pcx-1",
      ]);
    },
  },
  {
    says: "packets from the internet may come through a firewall's endpoint, to which the answers are routed",
    source: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-single-zone-igw.html",
    holds: () => {
      const answeredBy = (target: Properties) =>
        fromInternet({ ...OPEN, others: routes("second", { cidrBlock: EVERYWHERE, ...target }) });
      assert.equal(answeredBy({ vpcEndpointId: "vpce-1" }), "unknown: tcp 80");
      const blocked = "blocked by route of subnet second to an internet gateway";
      assert.equal(answeredBy({ transitGatewayId: "tgw-1" }), blocked);
    },
  },
  {
    says: "the most specific route decides, not the first one",
    source: `${GUIDE}/VPC_Route_Tables.html#route-tables-priority`,
    holds: () => {
      const halves = ["0.0.0.0/1", "128.0.0.0/1"].map((cidrBlock) => ({ cidrBlock, transitGatewayId: "tgw" }));
      assert.match(toInternet({ ...OPEN, others: [GATEWAY, ...routes("second", toGateway)] }, "b"), /^reachable/);
      assert.doesNotMatch(
        toInternet({ ...OPEN, others: [GATEWAY, ...routes("second", toGateway, ...halves)] }, "b"),
        /^reachable/,
      );
    },
  },
  {
    says: "a NAT gateway needs a subnet with a route to the internet",
    source: `${GUIDE}/nat-gateway-scenarios.html`,
    holds: () => {
      const nat = resource("natGateway", "nat", { subnetId: "second" });
      const others = [GATEWAY, nat, ...routes("first", { cidrBlock: EVERYWHERE, natGatewayId: "nat" })];
      assert.equal(toInternet({ others }), "blocked by NAT gateway nat in subnet second");
      assert.match(toInternet({ others: [...others, ...routes("second", toGateway)] }), /^reachable/);
    },
  },
  {
    says: "a public address without a route to an internet gateway is of no use, nor such a route without an address",
    source: `${GUIDE}/VPC_Internet_Gateway.html`,
    holds: () => {
      const routed = [GATEWAY, ...routes("second", toGateway)];
      assert.equal(fromInternet(OPEN), "blocked by route of subnet second to an internet gateway");
      assert.equal(fromInternet({ ingress: OPEN.ingress, others: routed }), "blocked by public address of b");
      assert.equal(fromInternet({ ...OPEN, others: routed }), "reachable: tcp 80");
    },
  },
  {
    says: "the group of an interface endpoint has to let HTTPS in from whoever uses it",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    holds: () => {
      const endpoint = resource("endpoint", "logs", {
        vpcId: "vpc",
        vpcEndpointType: "Interface",
        serviceName: "com.amazonaws.eu-central-1.logs",
        subnetIds: ["second"],
        securityGroupIds: ["called"],
      });
      const used = (...ingress: readonly Properties[]) =>
        said(between(network({ ingress, others: [endpoint] }), "a", "logs"));
      assert.equal(used(tcp(443, "10.0.1.0/24")), "reachable: tcp 443");
      assert.equal(used(tcp(443, "10.0.2.0/24")), "blocked by security group called of logs, in");
      assert.equal(used(tcp(80, EVERYWHERE)), "blocked by ports that logs listens on");
    },
  },
  {
    says: "0.0.0.0/1 and 128.0.0.0/1 together are everyone, in rules and in routes",
    source: `${GUIDE}/security-group-rules.html`,
    holds: () => {
      const halves = ["0.0.0.0/1", "128.0.0.0/1"];
      const others = [GATEWAY, ...routes("second", ...halves.map((cidrBlock) => ({ ...toGateway, cidrBlock })))];
      const analysis = network({ instance: PUBLIC, ingress: [tcp(80, ...halves)], others });
      const reach = analysis.fromInternet(analysis.named("b")[0]!);
      assert.deepEqual([said(reach), reach.always], ["reachable: tcp 80", true]);
    },
  },
  {
    says: "a rule or route for IPv4 says nothing of IPv6",
    source: `${GUIDE}/security-group-rules.html`,
    holds: () => {
      const subnets = SUBNETS.map(({ name, inputs }, index) =>
        resource("subnet", name, { ...inputs, ipv6CidrBlock: `2001:db8:0:${index}::/64` }),
      );
      const reach = between(network({ subnets, ingress: [tcp(80, EVERYWHERE)], egress: [any(EVERYWHERE)] }));
      assert.deepEqual(
        reach.packets.surely.map(({ source }) => typeof source.first),
        ["number"],
      );
      const ipv6Only = { ...tcp(80), ipv6CidrBlocks: ["::/0"] };
      const others = [GATEWAY, ...routes("second", { ipv6CidrBlock: "::/0", gatewayId: "igw" })];
      assert.equal(fromInternet({ subnets, ingress: [ipv6Only], others }), "reachable: tcp 80");
      assert.match(fromInternet({ ...OPEN, subnets, others }), /^blocked/);
    },
  },
  {
    says: "ICMP has types in place of ports, and an echo needs its reply",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
    holds: () => {
      const echo = { protocol: "icmp", fromPort: 8, toPort: -1, cidrBlocks: [EVERYWHERE] };
      assert.equal(called({ ingress: [echo] }), "reachable: icmp 8");
      assert.equal(called({ ingress: [{ ...echo, fromPort: 0 }] }), "blocked by security group called of b, in");
      assert.equal(called({ others: [acl([ping(8)], [ping(0)])] }), "reachable: icmp 8");
      assert.match(called({ others: [acl([ping(8)], [ping(8)])] }), /^blocked by network ACL acl, answers/);
    },
  },
  {
    says: "protocol -1 is every protocol and port, whatever ports stand beside it",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
    holds: () => {
      const every = { protocol: "-1", fromPort: 443, toPort: 443, cidrBlocks: [EVERYWHERE] };
      assert.match(called({ ingress: [every] }), /^reachable: tcp, udp, icmp 8, protocol 0/);
      assert.equal(called({ others: [acl([aclRule(1, "allow", 443, 443, "-1")], [EVERY_PORT])] }), "reachable: tcp");
    },
  },
  {
    says: "a group that Pulumi manages without `egress` lets nothing out: the provider takes AWS's own rule away",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    holds: () => {
      const silent = resource("group", "silent", { vpcId: "vpc" });
      const instance = resource("instance", "c", { subnetId: "first", vpcSecurityGroupIds: ["silent"] });
      assert.equal(
        said(between(network({ others: [silent, instance] }), "c", "b")),
        "blocked by security group silent of c, out",
      );
    },
  },
];

describe("what is easily got wrong about AWS's networks", () => {
  for (const { says, source, holds } of SUBTLETIES) it(`${says} (${source})`, holds);
});
