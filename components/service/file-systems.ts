import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../model/problem";
import type { FileSystem } from "../data/file-system";
import type { MountStatement } from "../data/file-system-plan";
import { checkMountPlacement, fileSystemVolume } from "./file-system-mount-plan";
import type { FargateServiceArgs } from "./service-args";
import { DEFAULT_TIER } from "./placement";

/** An access point that some of a task's containers mount. */
interface MountedAccessPoint {
  readonly fileSystem: FileSystem;
  readonly accessPoint: string;
  /** True if none of them writes. */
  readonly readOnly: boolean;
}

type Mounting = Pick<FargateServiceArgs, "containers">;

/** By the names of their volumes. */
function mountedAccessPoints({ containers }: Mounting): ReadonlyMap<string, MountedAccessPoint> {
  const mounted = new Map<string, MountedAccessPoint>();
  for (const { fileSystemMounts = {} } of Object.values(containers)) {
    for (const { fileSystem, accessPoint, readOnly = false } of Object.values(fileSystemMounts)) {
      const volume = fileSystemVolume(fileSystem.name, accessPoint);
      const others = mounted.get(volume)?.readOnly ?? true;
      mounted.set(volume, { fileSystem, accessPoint, readOnly: readOnly && others });
    }
  }
  return new Map([...mounted].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fileSystemsOf(args: Mounting): FileSystem[] {
  return [...new Set([...mountedAccessPoints(args).values()].map(({ fileSystem }) => fileSystem))];
}

/** Whether each file system is in the network of the tasks, and in their reach there. */
export function checkFileSystemNetworks(name: string, args: FargateServiceArgs): Problem[] {
  const component = `service "${name}"`;
  return fileSystemsOf(args).flatMap((fileSystem): Problem[] => {
    if (fileSystem.network === args.network) {
      const { subnetZones } = args.network;
      const place = { subnetTier: args.subnetTier ?? DEFAULT_TIER, subnetZones };
      return checkMountPlacement(component, fileSystem.name, place);
    }
    return [
      {
        component,
        argument: "network",
        message: `File system "${fileSystem.name}" is reached from another network: EFS has mount targets in one VPC only.`,
        fix: "Use a file system of the service's own network.",
        source: "https://docs.aws.amazon.com/efs/latest/ug/manage-fs-access-create-delete-mount-targets.html",
      },
    ];
  });
}

/** The task's volumes that are file systems. */
export function fileSystemVolumes(args: Mounting): aws.types.input.ecs.TaskDefinitionVolume[] {
  return [...mountedAccessPoints(args)].map(([name, { fileSystem, accessPoint }]) => ({
    name,
    efsVolumeConfiguration: fileSystem.volume(accessPoint),
  }));
}

/** What the task role needs to mount them. */
export function mountStatements(args: Mounting): pulumi.Output<MountStatement>[] {
  return [...mountedAccessPoints(args).values()].map(({ fileSystem, accessPoint, readOnly }) =>
    fileSystem.mountStatement(accessPoint, readOnly),
  );
}

/**
 * Opens the ways to the mount targets.
 * @returns what the tasks have to wait for.
 */
export function openFileSystems(name: string, args: Mounting, securityGroup: aws.ec2.SecurityGroup): pulumi.Resource[] {
  return fileSystemsOf(args).flatMap((fileSystem) => fileSystem.allowFrom({ name, securityGroup }));
}
