/** Whether what is said of an existing network can be true. */
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../model/problem";
import { ZONE_SUFFIXES, type ZoneSuffix } from "../../model/regions";
import { checkEc2Id } from "../existing-id-plan";
import type { ExistingNetworkArgs, SubnetsByZone } from "./existing-network";
import { SUBNET_TIERS, type SubnetTier } from "./subnet-plan";

type Subnets = Pick<ExistingNetworkArgs, `${SubnetTier}SubnetIds`>;

/** By the zones' letters, whatever order they are written in. */
function sortedByZone(subnets: SubnetsByZone = {}): (readonly [zone: ZoneSuffix, id: pulumi.Input<string>])[] {
  return ZONE_SUFFIXES.flatMap((zone) => {
    const id = subnets[zone];
    return id === undefined ? [] : [[zone, id] as const];
  });
}

/** The zones of each tier's subnets. */
export function subnetZonesOf(args: Subnets): Record<SubnetTier, ZoneSuffix[]> {
  const zones = (tier: SubnetTier) => sortedByZone(args[`${tier}SubnetIds`]).map(([zone]) => zone);
  return { public: zones("public"), private: zones("private"), isolated: zones("isolated") };
}

/** The subnets of each tier, in the order of their zones. */
export function subnetIdsOf(args: Subnets) {
  const ids = (tier: SubnetTier) => sortedByZone(args[`${tier}SubnetIds`]).map(([, id]) => id);
  return { publicSubnetIds: ids("public"), privateSubnetIds: ids("private"), isolatedSubnetIds: ids("isolated") };
}

export function checkExistingNetwork(name: string, args: ExistingNetworkArgs): Problem[] {
  const component = `network "${name}"`;
  const subnets = SUBNET_TIERS.flatMap((tier) =>
    sortedByZone(args[`${tier}SubnetIds`]).map(([zone, id]) => ({ argument: `${tier}SubnetIds.${zone}`, id })),
  );
  const problems = [
    ...checkEc2Id(component, "vpcId", "vpc", args.vpcId),
    ...subnets.flatMap(({ argument, id }) => checkEc2Id(component, argument, "subnet", id)),
  ];
  if (subnets.length === 0) {
    const message = "It has no subnets, so nothing can stand in it.";
    problems.push({ component, argument: "privateSubnetIds", message, fix: "Name the subnets by their zones." });
  }
  subnets.forEach(({ argument, id }, index) => {
    const twin = subnets.slice(0, index).find((other) => typeof id === "string" && other.id === id);
    if (twin === undefined) return;
    problems.push({
      component,
      argument,
      value: id,
      message: `The subnet is ${twin.argument} already, and a subnet is in one zone and has one way out.`,
      fix: "Correct one of the two.",
      source: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
    });
  });
  return problems;
}
