import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../../model/iam-policy";
import type { ZoneSuffix } from "../../model/regions";
import type { NetworkTransforms } from "./network-transforms";
import type { PlannedSubnet } from "./subnet-plan";

/** What all parts of a network are built with. */
export interface NetworkSite {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly vpc: aws.ec2.Vpc;
  readonly internetGateway: aws.ec2.InternetGateway;
  readonly place: pulumi.Output<AwsPlace>;
  readonly zones: readonly ZoneSuffix[];
  /** The VPC's IPv6 addresses; undefined if it is to have none. */
  readonly ipv6Cidr: pulumi.Output<string> | undefined;
  /** A child's tags, with its name: the network's own, and a suffix. */
  readonly tags: (suffix?: string) => { readonly Name: string };
  readonly transform: NetworkTransforms;
}

/** What a subnet is called: its tier and its zone, never its position. */
export function subnetKey({ tier, zone }: Pick<PlannedSubnet, "tier" | "zone">): string {
  return `${tier}-${zone}`;
}
