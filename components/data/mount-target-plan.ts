/** Where in a network the mount targets of a file system stand. */
import type { Problem } from "../../model/problem";
import type { NetworkLike } from "../network/network-like";

export type MountTargetTier = "isolated" | "private";

/** With the other data stores, if the network has a place for those. */
export function mountTargetTier({ subnetZones }: Pick<NetworkLike, "subnetZones">): MountTargetTier {
  return subnetZones.isolated.length > 0 ? "isolated" : "private";
}

export function checkMountTargetTier(name: string, network: Pick<NetworkLike, "subnetZones">): Problem[] {
  if (network.subnetZones[mountTargetTier(network)].length > 0) return [];
  return [
    {
      component: `file system "${name}"`,
      argument: "network",
      message: "The network has neither isolated nor private subnets, so there is no place for a mount target.",
      fix: "Give the network isolated or private subnets.",
      source: "https://docs.aws.amazon.com/efs/latest/ug/manage-fs-access.html",
    },
  ];
}
