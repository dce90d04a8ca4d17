import * as pulumi from "@pulumi/pulumi";
import type { ZoneSuffix } from "../../model/regions";
import { refuse } from "../refuse";
import { checkExistingNetwork, subnetIdsOf, subnetZonesOf } from "./existing-network-plan";
import type { NetworkLike } from "./network-like";

/** One subnet in each zone, by the zone's letter. */
export type SubnetsByZone = Readonly<Partial<Record<ZoneSuffix, pulumi.Input<string>>>>;

/** A VPC that something else has made, and its subnets. Nothing in it is created, changed or tagged. */
export interface ExistingNetworkArgs {
  readonly vpcId: pulumi.Input<string>;
  /**
   * Subnets whose route table leads to an internet gateway: for load balancers that face the internet, and for tasks
   * with public addresses.
   * @default none
   */
  readonly publicSubnetIds?: SubnetsByZone;
  /** Subnets that the internet can't reach: for tasks and internal load balancers. @default none */
  readonly privateSubnetIds?: SubnetsByZone;
  /** Subnets without a way out of the VPC: for data stores. @default none */
  readonly isolatedSubnetIds?: SubnetsByZone;
  /** The addresses of its NAT gateways, for others' allow lists. @default unknown */
  readonly natPublicIps?: readonly pulumi.Input<string>[];
}

/** @throws RunError naming every wrong argument. */
export function existingNetwork(name: string, args: ExistingNetworkArgs): NetworkLike {
  refuse(checkExistingNetwork(name, args));
  const outputs = (texts: readonly pulumi.Input<string>[]) => texts.map((text) => pulumi.output(text));
  const ids = subnetIdsOf(args);
  return {
    vpcId: pulumi.output(args.vpcId),
    publicSubnetIds: outputs(ids.publicSubnetIds),
    privateSubnetIds: outputs(ids.privateSubnetIds),
    isolatedSubnetIds: outputs(ids.isolatedSubnetIds),
    subnetZones: subnetZonesOf(args),
    natPublicIps: outputs(args.natPublicIps ?? []),
    publicRouting: [],
    privateRouting: [],
  };
}
