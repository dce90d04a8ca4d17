/** Which folders of file systems the containers of a task see, and what can be wrong with that. */
import { mountTargetTier } from "../data/mount-target-plan";
import type { PlainFileSystem } from "../data/file-system-plan";
import type { NetworkLike } from "../network/network-like";
import type { Problem } from "../../model/problem";
import type { PlainContainer } from "./container-plan";
import type { TaskTier } from "./placement";

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html";

/** A folder of a file system, as one container sees it. */
export interface PlainFileSystemMount {
  readonly fileSystem: PlainFileSystem;
  readonly accessPoint: string;
  readonly readOnly: boolean;
}

/** Two hyphens twice stand in no other volume's name. */
export function fileSystemVolume(fileSystem: string, accessPoint: string): string {
  return `efs--${fileSystem}--${accessPoint}`;
}

type Containers = Readonly<Record<string, PlainContainer>>;

interface Mount extends PlainFileSystemMount {
  readonly component: string;
  readonly argument: string;
  readonly container: PlainContainer;
}

function mountsOf(component: string, containers: Containers): Mount[] {
  return Object.entries(containers).flatMap(([name, container]) =>
    Object.entries(container.fileSystemMounts).map(([path, mount]) => {
      return { ...mount, component, argument: `containers.${name}.fileSystemMounts.${path}`, container };
    }),
  );
}

export function checkFileSystemMounts(component: string, containers: Containers): Problem[] {
  return mountsOf(component, containers).flatMap(({ fileSystem, accessPoint, argument }): Problem[] => {
    const known = Object.keys(fileSystem.accessPoints);
    if (known.includes(accessPoint)) return [];
    const message =
      known.length === 0
        ? `File system "${fileSystem.name}" has no access points.`
        : `File system "${fileSystem.name}" has no such access point; it has ${known.join(", ")}.`;
    const fix = "Correct the name, or add the access point.";
    return [{ component, argument: `${argument}.accessPoint`, value: accessPoint, message, fix, source: SOURCE }];
  });
}

/** Where tasks run that want to reach mount targets. */
export interface MountingPlace {
  readonly subnetTier: TaskTier;
  readonly subnetZones: NetworkLike["subnetZones"];
}

/** Whether the tasks, where they run, reach the mount targets of the file system. */
export function checkMountPlacement(component: string, fileSystem: string, place: MountingPlace): Problem[] {
  const { subnetTier, subnetZones } = place;
  const tier = mountTargetTier(place);
  if (subnetTier === "public" && tier === "isolated") {
    const message = `The mount targets of file system "${fileSystem}" are in isolated subnets, which only private ones reach.`;
    const fix = "Run the tasks in private subnets.";
    return [{ component, argument: "subnetTier", value: subnetTier, message, fix, source: SOURCE }];
  }
  const lacking = subnetZones[subnetTier].filter((zone) => !subnetZones[tier].includes(zone));
  if (lacking.length === 0) return [];
  const message = `File system "${fileSystem}" has no mount target in ${lacking.length === 1 ? "zone" : "zones"} ${lacking.join(", ")}, where tasks may run.`;
  const fix = `Give the network ${tier} subnets there.`;
  const source = "https://docs.aws.amazon.com/efs/latest/ug/manage-fs-access.html";
  return [{ component, argument: "network", value: lacking, message, fix, source }];
}

/** The access point decides whose the files are, so to another user they look like somebody else's. */
export function warnOfFileOwners(component: string, containers: Containers): Problem[] {
  return mountsOf(component, containers).flatMap(({ fileSystem, accessPoint, argument, container }): Problem[] => {
    const owner = fileSystem.accessPoints[accessPoint]?.uid;
    const user = /^\d+(?=:|$)/.exec(container.user)?.[0];
    if (owner === undefined || user === undefined || Number(user) === owner) return [];
    const message =
      `Its files belong to user ${owner}, and the container runs as ${user}: it can use them, but programs that look ` +
      `at their owner may refuse to.`;
    const fix = `Give access point "${accessPoint}" the uid ${user}, or the container the user ${owner}.`;
    return [{ component, argument, value: accessPoint, message, fix, source: SOURCE }];
  });
}
