/**
 * What each tier's network ACL lets through: a second layer behind the security groups, which hold also where one of
 * those is too open. ACLs know no connections, so every answer needs a rule of its own; and no prefix lists, so that the
 * public addresses behind a gateway endpoint count as the internet.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html (names, time, task metadata and other
 * services of the VPC's own are never filtered)
 */
import { NETWORK_LISTENER_SOURCE } from "../../model/network-load-balancing";
import type { Problem } from "../../model/problem";
import { NETWORK_ACL_RULES } from "../../model/vpc";
import { PORT, type Range, rangeProblem } from "../../model/ranges";
import { ipv4Family, ipv6Family, type AclFamily, type AclRule } from "./acl-family";
import { SUBNET_TIERS, type SubnetTier } from "./subnet-plan";
import { checkUdpRoutes, udpRules, type UdpRoute, type UdpRule } from "./udp-acl-plan";

/** A tier, or everything outside of the VPC. */
export type Peer = SubnetTier | "internet";

/** Connections that one side opens to the other's TCP ports. */
export interface Flow {
  readonly from: Peer;
  readonly to: Peer;
  readonly ports: readonly Range[];
}

const ANY: readonly Range[] = [PORT];
const HTTP: Range = { lowest: 80, highest: 80 };
const HTTPS: Range = { lowest: 443, highest: 443 };

/**
 * Where the answers go: the ports that NAT gateways, load balancers and Linux open connections from.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export const EPHEMERAL: Range = { lowest: 1024, highest: 65535 };

/**
 * Where answers of the internet come in: all but the port of remote desktops, which EC2.21 of Security Hub wants closed to
 * everyone. Linux opens no connection from it. A NAT gateway does for one in 64,512, which fails and has to be tried again.
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21
 */
const ANSWERS_FROM_INTERNET: readonly Range[] = [
  { lowest: EPHEMERAL.lowest, highest: 3388 },
  { lowest: 3390, highest: EPHEMERAL.highest },
];

/** Everything that is meant to be possible; whatever isn't listed isn't. */
export const FLOWS: readonly Flow[] = [
  // Requests to public load balancers.
  { from: "internet", to: "public", ports: [HTTP, HTTPS] },
  // Load balancers to tasks, tasks to each other, and through NAT gateways.
  { from: "public", to: "public", ports: ANY },
  { from: "public", to: "private", ports: ANY },
  { from: "private", to: "public", ports: ANY },
  { from: "private", to: "private", ports: ANY },
  // Tasks to data stores, and data stores to their replicas.
  { from: "private", to: "isolated", ports: ANY },
  { from: "isolated", to: "isolated", ports: ANY },
  // NAT gateways and tasks to registries and APIs; data stores to S3 through its gateway endpoint.
  { from: "public", to: "internet", ports: [HTTPS] },
  { from: "private", to: "internet", ports: [HTTPS] },
  { from: "isolated", to: "internet", ports: [HTTPS] },
];

export interface TierRules {
  readonly ingress: readonly AclRule[];
  readonly egress: readonly AclRule[];
}

const TCP = "6";
const UDP = "17";
const ALL_PROTOCOLS = "-1";
const EVERYWHERE = "0.0.0.0/0";

/** Where each peer's rules begin. AWS takes the first rule that matches, so the VPC is closed before the world opens. */
const FIRST_NUMBER = { public: 1000, private: 2000, isolated: 3000, vpc: 4000, internet: 5000 } as const;

/**
 * Ports below this that clients on the internet connect to, besides those of HTTP, need a rule each; the others are let
 * in with the answers to what NAT gateways ask.
 */
const FIRST_PORT_RULE = 6000;
const ACL_SOURCE = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls";

/** What load balancers need of the ACLs, besides HTTP. */
export interface OpenedPorts {
  /** TCP ports that load balancers in public subnets are reached on, besides 80 and 443. */
  readonly publicPorts?: readonly number[] | undefined;
  /** What Network Load Balancers pass on by UDP. */
  readonly udpRoutes?: readonly UdpRoute[] | undefined;
}

/** What is wrong with the ports of load balancers, besides 80 and 443. */
export function checkOpenedPorts(component: string, vpcCidr: string, opened: OpenedPorts): Problem[] {
  const { publicPorts = [], udpRoutes = [] } = opened;
  const problems = [
    ...publicPorts.flatMap((port, index) =>
      rangeProblem(component, `publicPorts[${index}]`, port, PORT, NETWORK_LISTENER_SOURCE),
    ),
    ...checkUdpRoutes(component, udpRoutes),
  ];
  if (problems.length > 0) return problems;
  return SUBNET_TIERS.flatMap((tier): Problem[] => {
    const { ingress } = tierRules(vpcCidr, tier, opened);
    if (ingress.length <= NETWORK_ACL_RULES) return [];
    return [
      {
        component,
        argument: udpRoutes.length === 0 ? "publicPorts" : "udpRoutes",
        value: udpRoutes.length === 0 ? publicPorts : udpRoutes.map(({ port }) => port),
        message: `The ${tier} subnets' ACL would have ${ingress.length} rules, and holds ${NETWORK_ACL_RULES}.`,
        fix: `Use TCP ports from ${EPHEMERAL.lowest} on, which need no rules of their own (but 3389), or fewer ports.`,
        source: ACL_SOURCE,
      },
    ];
  });
}

/** A rule for each port that no other lets in, with a number that depends on nothing but the port. */
function portRules(publicPorts: readonly number[]): AclRule[] {
  const open = [HTTP, HTTPS, ...ANSWERS_FROM_INTERNET];
  return [...new Set(publicPorts)]
    .filter((port) => !open.some(({ lowest, highest }) => port >= lowest && port <= highest))
    .sort((a, b) => a - b)
    .map((port) => ({
      ruleNo: FIRST_PORT_RULE + port,
      action: "allow",
      protocol: TCP,
      cidrBlock: EVERYWHERE,
      fromPort: port,
      toPort: port,
    }));
}

/** The rules of one tier's ACL in a VPC with these addresses. */
export function tierRules(vpcCidr: string, tier: SubnetTier, openedPorts: OpenedPorts = {}): TierRules {
  const { publicPorts = [], udpRoutes = [] } = openedPorts;
  const { ingress, egress } = familyRules(ipv4Family(vpcCidr), tier);
  const udp = udpRules(vpcCidr, tier, udpRoutes);
  return {
    ingress: [...ingress, ...(tier === "public" ? portRules(publicPorts) : []), ...udp.ingress.map(allowUdp)],
    egress: [...egress, ...udp.egress.map(allowUdp)],
  };
}

/**
 * The rules that are there beside those in a VPC with these IPv6 addresses, which Network Load Balancers don't have.
 * @throws Error if the range can't be read.
 */
export function tierIpv6Rules(vpcIpv6Cidr: string, tier: SubnetTier): TierRules {
  return familyRules(ipv6Family(vpcIpv6Cidr), tier);
}

function familyRules(family: AclFamily, tier: SubnetTier): TierRules {
  const rules = (open: readonly OpenPorts[]): AclRule[] => [
    pathMtuDiscovery(family),
    ...SUBNET_TIERS.flatMap((peer) => allow(family, open, peer)),
    {
      ruleNo: family.firstNumber + FIRST_NUMBER.vpc,
      action: "deny",
      protocol: ALL_PROTOCOLS,
      ...family.peer(family.vpc),
      fromPort: 0,
      toPort: 0,
    },
    ...allow(family, open, "internet"),
  ];
  const opened = FLOWS.filter(({ from }) => from === tier);
  const accepted = FLOWS.filter(({ to }) => to === tier);
  return {
    ingress: rules([
      ...accepted.map(({ from, ports }) => ({ peer: from, ports })),
      ...opened.map(({ to }) => ({ peer: to, ports: to === "internet" ? ANSWERS_FROM_INTERNET : [EPHEMERAL] })),
    ]),
    egress: rules([
      ...opened.map(({ to, ports }) => ({ peer: to, ports })),
      ...accepted.map(({ from }) => ({ peer: from, ports: [EPHEMERAL] })),
    ]),
  };
}

function allowUdp({ ruleNo, cidrBlock, ports }: UdpRule): AclRule {
  return { ruleNo, action: "allow", protocol: UDP, cidrBlock, fromPort: ports.lowest, toPort: ports.highest };
}

interface OpenPorts {
  readonly peer: Peer;
  readonly ports: readonly Range[];
}

function pathMtuDiscovery({ firstNumber, peer, everywhere, tooBig }: AclFamily): AclRule {
  return { ruleNo: firstNumber + 100, action: "allow", ...peer(everywhere), fromPort: 0, toPort: 0, ...tooBig };
}

/** One rule per range of ports, without those that a wider one covers. */
function allow(family: AclFamily, open: readonly OpenPorts[], peer: Peer): AclRule[] {
  const ranges = open.filter((each) => each.peer === peer).flatMap(({ ports }) => ports);
  const covers = (wide: Range, range: Range) => wide.lowest <= range.lowest && wide.highest >= range.highest;
  return ranges
    .filter(
      (range, index) =>
        !ranges.some((other, at) => at !== index && covers(other, range) && (at < index || !covers(range, other))),
    )
    .map(({ lowest, highest }, index) => ({
      ruleNo: family.firstNumber + FIRST_NUMBER[peer] + 10 * index,
      action: "allow",
      protocol: TCP,
      ...family.peer(peer === "internet" ? family.everywhere : family.rangeOf(peer)),
      fromPort: lowest,
      toPort: highest,
    }));
}
