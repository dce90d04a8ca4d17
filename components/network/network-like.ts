import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSuffix } from "../../model/regions";
import type { SubnetTier } from "./subnet-plan";

/** What others need of a network. */
export interface NetworkLike {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  /** In which zones the subnets of each tier are, in the order of their ids. */
  readonly subnetZones: Readonly<Record<SubnetTier, readonly ZoneSuffix[]>>;
  /** Whether its subnets have IPv6 addresses too. @default false */
  readonly ipv6?: boolean;
  /** The addresses from which tasks in private subnets reach the internet: for others' allow lists. */
  readonly natPublicIps: pulumi.Output<string>[];
  /** What has to exist before something in a public subnet reaches the internet, or is reached from there. */
  readonly publicRouting: readonly pulumi.Resource[];
  /** What has to exist before something in a private subnet reaches what the network lets it reach. */
  readonly privateRouting: readonly pulumi.Resource[];
}
