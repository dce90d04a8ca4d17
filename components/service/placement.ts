/** Where in the network the tasks run. */
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../model/problem";
import type { NetworkLike } from "../network/network-like";

/**
 * Isolated subnets are not among them: the interface endpoints stand in private ones, which the isolated tier's ACL does
 * not reach, so that no task could pull its image there.
 */
export const TASK_TIERS = ["private", "public"] as const;
export type TaskTier = (typeof TASK_TIERS)[number];

export const DEFAULT_TIER: TaskTier = "private";

/** What is wrong with a network in which there is no subnet to run in. */
export function checkPlacement(
  component: string,
  network: Readonly<Record<`${TaskTier}SubnetIds`, readonly unknown[]>>,
  tier: TaskTier = DEFAULT_TIER,
): Problem[] {
  if (network[`${tier}SubnetIds`].length > 0) return [];
  return [
    {
      component,
      argument: "subnetTier",
      value: tier,
      message: `The network has no ${tier} subnets.`,
      fix: `Name them in ${tier}SubnetIds of the network, or choose the other tier.`,
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    },
  ];
}

export interface Placement {
  readonly subnets: pulumi.Output<string>[];
  readonly assignPublicIp: boolean;
  /** What has to exist before a task reaches anything. */
  readonly routing: readonly pulumi.Resource[];
}

/**
 * In a public subnet nothing but an address of its own leads a task to the internet gateway, and so to its image.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
export function placementIn(network: NetworkLike, tier: TaskTier = DEFAULT_TIER): Placement {
  return tier === "public"
    ? { subnets: network.publicSubnetIds, assignPublicIp: true, routing: network.publicRouting }
    : { subnets: network.privateSubnetIds, assignPublicIp: false, routing: network.privateRouting };
}
