/**
 * Where each subnet's addresses are. The VPC's range is cut into 16 equal slots, four tiers by four zones, and a
 * subnet's slot depends on its own tier and zone alone: adding or removing a zone or a tier never moves another subnet.
 */
import { Ipv4Cidr } from "../../model/ipv4-cidr";
import { Ipv6Cidr } from "../../model/ipv6-cidr";
import type { Problem } from "../../model/problem";
import { ZONE_SUFFIXES, type ZoneSuffix } from "../../model/regions";
import { LOAD_BALANCER_SUBNET, unusableReason, VPC_PREFIX_LENGTH } from "../../model/vpc";

/**
 * The tiers, in the order of their slots; the fourth slot of each zone is kept free for a later tier.
 * - `public`: a route to the internet gateway; load balancers and NAT gateways.
 * - `private`: a route to a NAT gateway, if there is one; tasks.
 * - `isolated`: no way out of the VPC but to gateway endpoints; data stores.
 */
export const SUBNET_TIERS = ["public", "private", "isolated"] as const;
export type SubnetTier = (typeof SUBNET_TIERS)[number];
/** Load balancers and tasks stand in these. */
const NEEDED_TIERS: readonly SubnetTier[] = ["public", "private"];

const ZONE_SLOTS = 4;
const TIER_BITS = 2;
const SLOT_BITS = 4;

/** The narrowest VPC: with it each of the 16 slots is just large enough for a load balancer. */
const NARROWEST_PREFIX_LENGTH = LOAD_BALANCER_SUBNET.narrowestPrefixLength - SLOT_BITS;

export interface SubnetPlanArgs {
  readonly cidr: string;
  readonly zones: readonly ZoneSuffix[];
  readonly reservedCidrs?: readonly string[];
  /** @default all */
  readonly tiers?: readonly SubnetTier[];
}

export interface PlannedSubnet {
  readonly tier: SubnetTier;
  readonly zone: ZoneSuffix;
  readonly cidr: string;
  /** Which of the parts of the VPC's addresses it has. */
  readonly slot: number;
}

/** What is wrong with the address range and the zones; empty if they can be built. */
export function checkSubnets(component: string, args: SubnetPlanArgs): Problem[] {
  return [
    ...checkCidr(component, args.cidr),
    ...checkReserved(component, args),
    ...checkZones(component, args.zones),
    ...checkTiers(component, args.tiers ?? SUBNET_TIERS),
  ];
}

function checkTiers(component: string, tiers: readonly SubnetTier[]): Problem[] {
  const at = { component, argument: "tiers", value: tiers };
  const missing = NEEDED_TIERS.filter((tier) => !tiers.includes(tier));
  if (missing.length > 0) {
    const message = `Load balancers and tasks need ${missing.join(" and ")} subnets.`;
    return [{ ...at, message, fix: `Add ${missing.join(" and ")}.` }];
  }
  if (new Set(tiers).size === tiers.length) return [];
  return [{ ...at, message: "A tier is named twice.", fix: "Name each once." }];
}

/** Two networks with common addresses can never be connected. */
function checkReserved(component: string, { cidr, reservedCidrs = [] }: SubnetPlanArgs): Problem[] {
  const own = Ipv4Cidr.parse(cidr);
  return reservedCidrs.flatMap((text, index): Problem[] => {
    const reserved = Ipv4Cidr.parse(text);
    const at = { component, value: text };
    if (typeof reserved === "string") {
      return [
        { ...at, argument: `reservedCidrs[${index}]`, message: reserved, fix: "Write a range such as 10.0.0.0/16." },
      ];
    }
    if (typeof own === "string" || !own.overlaps(reserved)) return [];
    return [
      {
        component,
        argument: "cidr",
        value: cidr,
        message: `It overlaps ${text}, which is reserved for another network.`,
        fix: "Choose a range that no network has that this one will be connected to.",
        source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
      },
    ];
  });
}

function checkCidr(component: string, text: string): Problem[] {
  const problem = (message: string, fix: string, source?: string): Problem[] => [
    { component, argument: "cidr", value: text, message, fix, ...(source === undefined ? {} : { source }) },
  ];
  const source = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html";
  const cidr = Ipv4Cidr.parse(text);
  if (typeof cidr === "string") return problem(cidr, "Write a range such as 10.0.0.0/16.");
  if (cidr.prefixLength < VPC_PREFIX_LENGTH.widest) {
    return problem("It is too wide: a VPC has at most 65,536 addresses (/16).", "Use a /16.", source);
  }
  if (cidr.prefixLength > NARROWEST_PREFIX_LENGTH) {
    return problem(
      `It is too small: 16 subnets (4 tiers in 4 zones) that a load balancer accepts (/${LOAD_BALANCER_SUBNET.narrowestPrefixLength}) need a /${NARROWEST_PREFIX_LENGTH} or wider.`,
      `Use a range from /${VPC_PREFIX_LENGTH.widest} to /${NARROWEST_PREFIX_LENGTH}; a VPC's range can't be changed later, so /16 is the safe choice.`,
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer",
    );
  }
  const unusable = unusableReason(cidr);
  return unusable === undefined ? [] : problem(unusable, "Use a private range, such as 10.0.0.0/16.", source);
}

function checkZones(component: string, zones: readonly ZoneSuffix[]): Problem[] {
  const problems: Problem[] = [];
  if (zones.length < 2) {
    problems.push({
      component,
      argument: "zones",
      value: zones,
      message: "A load balancer needs subnets in at least two Availability Zones.",
      fix: "Name two zones or more, such as [a, b].",
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
    });
  }
  zones.forEach((zone, index) => {
    const twin = zones.slice(0, index).find((other) => zoneSlot(other) === zoneSlot(zone));
    if (twin === undefined) return;
    problems.push({
      component,
      argument: `zones[${index}]`,
      value: zone,
      message:
        twin === zone
          ? "The zone is named twice."
          : `Zones "${twin}" and "${zone}" would use the same addresses: of a and e, and of b and f, one can be used.`,
      fix: twin === zone ? "Remove one of the two." : `Use another zone instead of "${zone}".`,
    });
  });
  return problems;
}

/** Letters are slots, not positions in the list: the order in which zones are listed means nothing. */
function zoneSlot(zone: ZoneSuffix): number {
  return ZONE_SUFFIXES.indexOf(zone) % ZONE_SLOTS;
}

/**
 * The subnets, by tier and zone. A tier keeps its slots whether the others are there or not.
 * @throws Error if `checkSubnets` finds a problem.
 */
export function planSubnets(args: SubnetPlanArgs): PlannedSubnet[] {
  const cidr = Ipv4Cidr.parse(args.cidr);
  if (typeof cidr === "string") throw new Error(`${args.cidr}: ${cidr}`);
  const zones = [...args.zones].sort();
  return SUBNET_TIERS.filter((tier) => (args.tiers ?? SUBNET_TIERS).includes(tier)).flatMap((tier) =>
    zones.map((zone) => {
      const slot = subnetSlot(tier, zone);
      return { tier, zone, slot, cidr: cidr.part(SLOT_BITS, slot).toString() };
    }),
  );
}

/** Which of the 16 parts of the VPC's addresses is a subnet's. */
function subnetSlot(tier: SubnetTier, zone: ZoneSuffix): number {
  return SUBNET_TIERS.indexOf(tier) * ZONE_SLOTS + zoneSlot(zone);
}

/**
 * The addresses of all of a tier's subnets, in whatever zones there are.
 * @throws Error if the VPC's range can't be read.
 */
export function tierCidr(vpcCidr: string, tier: SubnetTier): string {
  const cidr = Ipv4Cidr.parse(vpcCidr);
  if (typeof cidr === "string") throw new Error(`${vpcCidr}: ${cidr}`);
  return cidr.part(TIER_BITS, SUBNET_TIERS.indexOf(tier)).toString();
}

/**
 * AWS gives a VPC 256 times the IPv6 addresses of a subnet; those of a slot have the slot's number.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const IPV6_SUBNET_BITS = 8;

/**
 * The IPv6 addresses of a subnet.
 * @throws Error if the VPC's range can't be read.
 */
export function subnetIpv6Cidr(vpcIpv6Cidr: string, slot: number): string {
  return ipv6Part(vpcIpv6Cidr, IPV6_SUBNET_BITS, slot);
}

/**
 * The IPv6 addresses of all of a tier's subnets, in whatever zones there are.
 * @throws Error if the VPC's range can't be read.
 */
export function tierIpv6Cidr(vpcIpv6Cidr: string, tier: SubnetTier): string {
  return ipv6Part(vpcIpv6Cidr, IPV6_SUBNET_BITS - (SLOT_BITS - TIER_BITS), SUBNET_TIERS.indexOf(tier));
}

function ipv6Part(vpcIpv6Cidr: string, bits: number, index: number): string {
  const cidr = Ipv6Cidr.parse(vpcIpv6Cidr);
  if (typeof cidr === "string") throw new Error(`The VPC's IPv6 addresses are "${vpcIpv6Cidr}": ${cidr}`);
  return cidr.part(bits, index).toString();
}
