/** How the rules of network ACLs are written for each address family. */
import { tierCidr, tierIpv6Cidr, type SubnetTier } from "./subnet-plan";

/** An entry of an ACL, as the provider takes it. */
export interface AclRule {
  readonly ruleNo: number;
  readonly action: "allow" | "deny";
  /** The protocol's number, which is what AWS stores: a name would be found changed by each refresh. */
  readonly protocol: string;
  /** One of the two. */
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

/** What rules of an address family are written with. */
export interface AclFamily {
  readonly peer: (range: string) => Pick<AclRule, "cidrBlock" | "ipv6CidrBlock">;
  readonly everywhere: string;
  /** The VPC's addresses, and those of a tier's subnets. */
  readonly vpc: string;
  readonly rangeOf: (tier: SubnetTier) => string;
  /** Where its numbers begin: no two rules of a direction have the same. */
  readonly firstNumber: number;
  /**
   * "Packet too big", without which large packets vanish where a route takes only smaller ones.
   * Source: https://docs.aws.amazon.com/vpc/latest/userguide/path-mtu-discovery.html
   */
  readonly tooBig: Pick<AclRule, "protocol" | "icmpType" | "icmpCode">;
}

export function ipv4Family(vpcCidr: string): AclFamily {
  return {
    peer: (cidrBlock) => ({ cidrBlock }),
    everywhere: "0.0.0.0/0",
    vpc: vpcCidr,
    rangeOf: (tier) => tierCidr(vpcCidr, tier),
    firstNumber: 0,
    tooBig: { protocol: "1", icmpType: 3, icmpCode: 4 },
  };
}

export function ipv6Family(vpcIpv6Cidr: string): AclFamily {
  return {
    peer: (ipv6CidrBlock) => ({ ipv6CidrBlock }),
    everywhere: "::/0",
    vpc: vpcIpv6Cidr,
    rangeOf: (tier) => tierIpv6Cidr(vpcIpv6Cidr, tier),
    firstNumber: 10_000,
    tooBig: { protocol: "58", icmpType: 2, icmpCode: 0 },
  };
}
