/**
 * What network ACLs let through for load balancers that pass on UDP. The tasks see the clients' own addresses, and so do
 * the ACLs around them: the load balancer's addresses appear nowhere.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
import { NETWORK_LISTENER_SOURCE } from "../../model/network-load-balancing";
import type { Problem } from "../../model/problem";
import { PORT, type Range, rangeProblem } from "../../model/ranges";
import { tierCidr, type SubnetTier } from "./subnet-plan";

/** Where load balancers and tasks stand. */
const TIERS = ["public", "private"] as const;

/** A port by which clients send UDP through a Network Load Balancer to tasks. */
export interface UdpRoute {
  /** Who sends: everyone, to one that faces the internet, or the VPC's own tasks. */
  readonly from: "internet" | "vpc";
  /** The listener's. */
  readonly port: number;
  /** What the tasks listen on. */
  readonly containerPort: number;
  /** Where the tasks are. */
  readonly tier: (typeof TIERS)[number];
}

/** An ACL's rule that lets UDP pass. */
export interface UdpRule {
  readonly ruleNo: number;
  readonly cidrBlock: string;
  readonly ports: Range;
}

export interface UdpTierRules {
  readonly ingress: readonly UdpRule[];
  readonly egress: readonly UdpRule[];
}

const EVERYWHERE = "0.0.0.0/0";
/** The numbers of the rules about each peer, behind those about its TCP. */
const NUMBERS = { public: 1500, private: 2500, internet: 5500 } as const;
/** Clients of the internet send from these, as they open connections from them. */
const CLIENTS: Range = { lowest: 1024, highest: 65535 };
/**
 * The first number of the rules for single ports. There are fewer numbers than ports, so three neighbouring ports share
 * one; nothing but the port decides which.
 */
const FIRST_PORT_RULE = 8000;
const PORTS_PER_RULE = 3;

export function checkUdpRoutes(component: string, routes: readonly UdpRoute[]): Problem[] {
  return routes.flatMap(({ port, containerPort }, index) =>
    Object.entries({ port, containerPort }).flatMap(([key, value]) =>
      rangeProblem(component, `udpRoutes[${index}].${key}`, value, PORT, NETWORK_LISTENER_SOURCE),
    ),
  );
}

/**
 * Between load balancers and tasks UDP is as open as TCP; of the internet only the listeners' ports are let into the
 * public subnets, and only the tasks' ports to where they are.
 */
export function udpRules(vpcCidr: string, tier: SubnetTier, routes: readonly UdpRoute[]): UdpTierRules {
  if (routes.length === 0 || tier === "isolated") return { ingress: [], egress: [] };
  const inside = TIERS.map((peer): UdpRule => ({
    ruleNo: NUMBERS[peer],
    cidrBlock: tierCidr(vpcCidr, peer),
    ports: PORT,
  }));
  const ports = routes
    .filter(({ from }) => from === "internet")
    .flatMap((route) => [
      ...(tier === "public" ? [route.port] : []),
      ...(tier === route.tier ? [route.containerPort] : []),
    ]);
  if (ports.length === 0) return { ingress: inside, egress: inside };
  const answers: UdpRule = { ruleNo: NUMBERS.internet, cidrBlock: EVERYWHERE, ports: CLIENTS };
  return { ingress: [...inside, ...portRules(ports)], egress: [...inside, answers] };
}

function portRules(ports: readonly number[]): UdpRule[] {
  const byNumber = new Map<number, number[]>();
  for (const port of [...ports].sort((a, b) => a - b)) {
    const ruleNo = FIRST_PORT_RULE + Math.floor(port / PORTS_PER_RULE);
    byNumber.set(ruleNo, [...(byNumber.get(ruleNo) ?? []), port]);
  }
  return [...byNumber].map(([ruleNo, [lowest, ...others]]) => ({
    ruleNo,
    cidrBlock: EVERYWHERE,
    ports: { lowest: lowest!, highest: others.at(-1) ?? lowest! },
  }));
}
