/** Where in the network the tasks run. */
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLike } from "../network/network-like";

/**
 * Isolated subnets are not among them: the interface endpoints stand in private ones, which the isolated tier's ACL does
 * not reach, so that no task could pull its image there.
 */
export const TASK_TIERS = ["private", "public"] as const;
export type TaskTier = (typeof TASK_TIERS)[number];

export const DEFAULT_TIER: TaskTier = "private";

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
