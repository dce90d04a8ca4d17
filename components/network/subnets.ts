import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform";
import { subnetKey, type NetworkSite } from "./network-site";
import { subnetIpv6Cidr, type PlannedSubnet } from "./subnet-plan";

/** A subnet as it was planned and built. */
export interface BuiltSubnet extends PlannedSubnet {
  readonly subnet: aws.ec2.Subnet;
}

/** None of the subnets gives out public addresses by itself. */
export function buildSubnets(
  { name, parent, vpc, place, ipv6Cidr, tags, transform }: NetworkSite,
  planned: readonly PlannedSubnet[],
): BuiltSubnet[] {
  return planned.map((each) => ({
    ...each,
    subnet: new aws.ec2.Subnet(
      `${name}-${subnetKey(each)}`,
      ...transformed<aws.ec2.SubnetArgs>(
        transform.subnet,
        {
          vpcId: vpc.id,
          cidrBlock: each.cidr,
          ...(ipv6Cidr && { ipv6CidrBlock: ipv6Cidr.apply((cidr) => subnetIpv6Cidr(cidr, each.slot)) }),
          availabilityZone: pulumi.interpolate`${place.region}${each.zone}`,
          mapPublicIpOnLaunch: false,
          tags: { ...tags(subnetKey(each)), tier: each.tier },
        },
        { parent },
      ),
    ),
  }));
}
