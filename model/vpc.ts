/** Address rules of VPCs and subnets. */
import { Ipv4Cidr } from "./ipv4-cidr";

/** Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
export const VPC_PREFIX_LENGTH = { widest: 16, narrowest: 28 } as const;

/**
 * The first four addresses and the last one of each subnet are AWS's.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export const RESERVED_ADDRESSES_PER_SUBNET = 5;

/**
 * The smallest subnet that a load balancer accepts, and the free addresses it wants there.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
export const LOAD_BALANCER_SUBNET = { narrowestPrefixLength: 27, freeAddresses: 8 } as const;

/**
 * Ranges that must not be a VPC's: AWS or the Internet's own machinery uses them.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
const UNUSABLE_RANGES: readonly { readonly range: string; readonly why: string }[] = [
  { range: "0.0.0.0/8", why: "it means this network" },
  { range: "127.0.0.0/8", why: "it is the loopback range" },
  { range: "169.254.0.0/16", why: "it is link-local: the metadata service, DNS and time servers answer there" },
  { range: "224.0.0.0/4", why: "it is the multicast range" },
  { range: "240.0.0.0/4", why: "it is reserved" },
];

/** Why the range can't be a VPC's, as a sentence; undefined if it can. */
export function unusableReason(cidr: Ipv4Cidr): string | undefined {
  for (const { range, why } of UNUSABLE_RANGES) {
    const unusable = Ipv4Cidr.parse(range);
    if (typeof unusable !== "string" && unusable.overlaps(cidr)) return `${range} can't be used: ${why}.`;
  }
  return undefined;
}

/**
 * Rules that a security group can hold in each direction, unless AWS raises the quota.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
export const SECURITY_GROUP_RULES = 60;

/**
 * Rules that a network ACL can hold in each direction and for each address family, unless AWS raises the quota: 20, one of
 * which denies everything else.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls
 */
export const NETWORK_ACL_RULES = 19;
