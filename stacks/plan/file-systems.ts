/** The file systems of an environment, and who mounts them. */
import {
  checkFileSystem,
  plainFileSystem,
  type PlainFileSystem,
  type PlainFileSystemArgs,
} from "../../components/data/file-system-plan";
import { checkMountTargetTier } from "../../components/data/mount-target-plan";
import { subnetZonesOf } from "../../components/network/existing-network-plan";
import type { NetworkLike } from "../../components/network/network-like";
import type { PlannedContainerArgs } from "../../components/service/container-args";
import { checkMountPlacement, warnOfFileOwners } from "../../components/service/file-system-mount-plan";
import { DEFAULT_TIER } from "../../components/service/placement";
import { plainService } from "../../components/service/service-args";
import { EFS_API } from "../../model/file-systems";
import type { Problem } from "../../model/problem";
import { mapValues } from "../../model/records";
import { SECURITY_GROUP_RULES } from "../../model/vpc";
import type { ParsedConfiguration } from "../configuration";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";

type Settings = Partial<Configuration>;
type Containers = PlannedService["settings"]["containers"];

/** Prod's are backed up, unless told otherwise. */
export function fileSystemArgs(
  { environmentType }: Settings,
  { ownEncryptionKey: _key, ...args }: NonNullable<Configuration["fileSystems"]>[string],
): PlainFileSystemArgs {
  return { automaticBackups: environmentType === "prod", ...args };
}

function planned(settings: Settings): Readonly<Record<string, PlainFileSystem>> {
  return mapValues(settings.fileSystems ?? {}, (each, name) => plainFileSystem(name, fileSystemArgs(settings, each)));
}

/** The containers with their file systems instead of those' names, as far as there are any of the names. */
export function withFileSystems(settings: Settings, containers: Containers) {
  const fileSystems = planned(settings);
  return mapValues(containers, (container): PlannedContainerArgs => {
    const mounts = mapValues(container.fileSystemMounts ?? {}, ({ fileSystem, ...mount }) => {
      const plan = fileSystems[fileSystem];
      return { ...mount, fileSystem: plan === undefined ? fileSystem : { plan } };
    });
    return { ...container, fileSystemMounts: mounts };
  });
}

interface NamedMount {
  readonly argument: string;
  readonly fileSystem: string;
}

function mountsOf({ settings: { containers } }: PlannedService): NamedMount[] {
  return Object.entries(containers).flatMap(([name, { fileSystemMounts = {} }]) =>
    Object.entries(fileSystemMounts).map(([path, { fileSystem }]) => {
      return { argument: `containers.${name}.fileSystemMounts.${path}.fileSystem`, fileSystem };
    }),
  );
}

function usersOf(fileSystem: string, services: readonly PlannedService[]): readonly PlannedService[] {
  return services.filter((service) => mountsOf(service).some((mount) => mount.fileSystem === fileSystem));
}

export function checkFileSystemSettings(
  { settings, unreadable }: ParsedConfiguration,
  services: readonly PlannedService[],
): Problem[] {
  if (unreadable.has("fileSystems")) return [];
  const fileSystems = planned(settings);
  const known = Object.keys(fileSystems);
  return [
    ...Object.values(fileSystems).flatMap(checkFileSystem),
    ...checkResourceNames(fileSystems),
    ...services.flatMap((service) => checkNames(service, known)),
    ...known.flatMap((name) => [
      ...checkUserCount(name, usersOf(name, services).length),
      ...checkPlacement(settings, name, usersOf(name, services)),
    ]),
  ];
}

function checkNames(service: PlannedService, known: readonly string[]): Problem[] {
  return mountsOf(service)
    .filter(({ fileSystem }) => !known.includes(fileSystem))
    .map(({ argument, fileSystem }) => ({
      component: `service "${service.name}"`,
      argument,
      value: fileSystem,
      message:
        known.length === 0
          ? "The environment has no file systems."
          : `The environment has no such file system; it has ${known.join(", ")}.`,
      fix: "Correct the name, or describe it under fileSystems.",
    }));
}

/** `a-b` of `c` and `b` of `c-a`, say: Pulumi would refuse the second one half-way. */
function checkResourceNames(fileSystems: Readonly<Record<string, PlainFileSystem>>): Problem[] {
  const accessPoints = Object.values(fileSystems).flatMap(({ name, accessPoints: points }) =>
    Object.keys(points).map((point) => ({ name, point, resource: `${name}-${point}` })),
  );
  return accessPoints.flatMap(({ name, point, resource }, index): Problem[] => {
    const twin = accessPoints.slice(0, index).find((other) => other.resource === resource);
    if (twin === undefined) return [];
    return [
      {
        component: `file system "${name}"`,
        argument: `accessPoints.${point}.name`,
        value: point,
        message: `It would be called ${resource}, as is "${twin.point}" of file system "${twin.name}".`,
        fix: "Rename one of the two.",
      },
    ];
  });
}

function checkUserCount(name: string, count: number): Problem[] {
  if (count <= SECURITY_GROUP_RULES) return [];
  return [
    {
      component: `file system "${name}"`,
      argument: "services",
      value: count,
      message: `At most ${SECURITY_GROUP_RULES} services can mount it: its security group holds no more rules.`,
      fix: "Give some of them a file system of their own.",
      source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
    },
  ];
}

/** The network of an environment has subnets of all tiers in all its zones; of an existing one the settings say it. */
function zonesOf({ network, existing }: Settings): NetworkLike["subnetZones"] | undefined {
  if (network !== undefined) return { public: network.zones, private: network.zones, isolated: network.zones };
  return existing?.network && subnetZonesOf(existing.network);
}

function checkPlacement(settings: Settings, fileSystem: string, users: readonly PlannedService[]): Problem[] {
  const subnetZones = zonesOf(settings);
  if (subnetZones === undefined) return [];
  return [
    ...checkMountTargetTier(fileSystem, { subnetZones }),
    ...users.flatMap(({ name, settings: { subnetTier = DEFAULT_TIER } }) =>
      checkMountPlacement(`service "${name}"`, fileSystem, { subnetTier, subnetZones }),
    ),
  ];
}

export function warnOfFileSystems(settings: Configuration, services: readonly PlannedService[]): Problem[] {
  return [
    ...Object.values(planned(settings)).flatMap((fileSystem) => [
      ...warnOfModes(settings, fileSystem),
      ...(usersOf(fileSystem.name, services).length > 0 ? [] : [unused(fileSystem.name)]),
    ]),
    ...services.flatMap(({ name, settings: { containers } }) => {
      const plan = plainService(name, { containers: withFileSystems(settings, containers) });
      return warnOfFileOwners(`service "${name}"`, plan.containers);
    }),
  ];
}

function unused(name: string): Problem {
  return {
    component: `file system "${name}"`,
    argument: "accessPoints",
    message: "No service mounts it.",
    fix: "Mount it by a container's fileSystemMounts, or remove it.",
  };
}

function warnOfModes({ environmentType }: Configuration, fileSystem: PlainFileSystem): Problem[] {
  const { name, throughputMode, performanceMode, automaticBackups } = fileSystem;
  const isProd = environmentType === "prod";
  const warning = (argument: string, value: unknown, message: string, fix: string, page: string): Problem => {
    return { component: `file system "${name}"`, argument, value, message, fix, source: `${EFS_API}/${page}.html` };
  };
  return [
    ...(isProd && throughputMode === "bursting"
      ? [
          warning(
            "throughputMode",
            throughputMode,
            "It is as fast as there are files: one with 100 GiB writes 5 MiB/s once its credits are used up.",
            "Choose elastic, or accept it.",
            "performance",
          ),
        ]
      : []),
    ...(performanceMode === "maxIO"
      ? [
          warning(
            "performanceMode",
            performanceMode,
            "Each operation takes longer, and AWS recommends generalPurpose for all file systems.",
            "Choose generalPurpose, or accept it.",
            "performance",
          ),
        ]
      : []),
    ...(isProd && !automaticBackups
      ? [
          warning(
            "automaticBackups",
            automaticBackups,
            "What a program deletes by mistake can't be brought back.",
            "Switch them on, unless the files can be made anew.",
            "awsbackup",
          ),
        ]
      : []),
  ];
}
