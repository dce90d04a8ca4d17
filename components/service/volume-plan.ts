/**
 * The volumes of a task: folders that programs can write to although their file systems are read-only, each private to
 * one container, or shared by several. They are empty at each start, and gone when the task stops.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
import type { MountPoint } from "../../model/container-definition";
import { isRootUser } from "../../model/container-user";
import type { Problem } from "../../model/problem";
import { CONTAINERS_PER_TASK, type PlainContainer } from "./container-plan";
import { EXEC_AGENT_FOLDERS } from "./exec-plan";
import { fileSystemVolume } from "./file-system-mount-plan";

/**
 * The container that opens the volumes to their users, before any other starts: AWS mounts them as root's, so that
 * nobody else can write there. Root's own folders need no capability to be opened, so it has none.
 * Source: https://github.com/aws/containers-roadmap/issues/938
 */
export const SETUP_CONTAINER = "prepare-volumes";
/** Small, and pulled without logging in. */
export const SETUP_IMAGE = "public.ecr.aws/docker/library/busybox:1.37";
/** Everyone can write, and nobody can remove others' files: what /tmp has on every Linux. */
export const SETUP_MODE = "1777";

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html";

type Containers = Readonly<Record<string, PlainContainer>>;

/** What decides about the volumes of a service's tasks. */
export interface WithVolumes {
  readonly containers: Containers;
  /** Whether shells can be opened in the containers. */
  readonly executeCommand: boolean;
}

export interface TaskVolumes {
  /** All volumes that go with the task, sorted. */
  readonly names: readonly string[];
  /** Where each container has which volume. */
  readonly mountPoints: Readonly<Record<string, readonly MountPoint[]>>;
  /** Those that a program writes to without being root. */
  readonly prepared: readonly string[];
}

export function planVolumes({ containers, executeCommand }: WithVolumes): TaskVolumes {
  const mounts = Object.entries(containers).flatMap(([container, plain]) => [
    ...mountPointsOf(container, plain).map((mountPoint) => ({
      container,
      mountPoint,
      prepared: !mountPoint.readOnly && !isRootUser(plain.user),
    })),
    ...(executeCommand ? agentMountPoints(container, plain) : []).map((mountPoint) => ({
      container,
      mountPoint,
      prepared: false,
    })),
  ]);
  const volumesOf = (chosen: typeof mounts) =>
    [...new Set(chosen.map(({ mountPoint }) => mountPoint.sourceVolume))].sort();
  return {
    names: volumesOf(mounts),
    mountPoints: Object.fromEntries(
      Object.keys(containers).map((name) => [
        name,
        [
          ...mounts.filter(({ container }) => container === name).map(({ mountPoint }) => mountPoint),
          ...fileSystemMountPoints(containers[name]!),
        ],
      ]),
    ),
    prepared: volumesOf(mounts.filter(({ prepared }) => prepared)),
  };
}

function mountPointsOf(container: string, { writablePaths, mountPoints }: PlainContainer): MountPoint[] {
  return [
    ...writablePaths.map((containerPath) => ({
      sourceVolume: privateVolume(container, containerPath),
      containerPath,
      readOnly: false,
    })),
    ...Object.entries(mountPoints).map(([containerPath, mountPoint]) => ({ ...mountPoint, containerPath })),
  ];
}

/** Nobody has to open these: the access point's user owns them. */
function fileSystemMountPoints({ fileSystemMounts }: PlainContainer): MountPoint[] {
  return Object.entries(fileSystemMounts).map(([containerPath, { fileSystem, accessPoint, readOnly }]) => {
    return { sourceVolume: fileSystemVolume(fileSystem.name, accessPoint), containerPath, readOnly };
  });
}

/** The folders that ECS Exec's agent writes to, where the container couldn't be written to without. */
function agentMountPoints(container: string, plain: PlainContainer): MountPoint[] {
  const taken = [...plain.writablePaths, ...Object.keys(plain.mountPoints), ...Object.keys(plain.fileSystemMounts)];
  return EXEC_AGENT_FOLDERS.filter((path) => plain.readonlyRootFilesystem && !taken.includes(path)).map(
    (containerPath) => ({ sourceVolume: privateVolume(container, containerPath), containerPath, readOnly: false }),
  );
}

/** `web--var-cache`: two hyphens stand in no shared volume's name, and one only where the path has a slash. */
function privateVolume(container: string, path: string): string {
  const escaped = (text: string) => text.replace(/[^A-Za-z0-9]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`);
  return `${escaped(container)}--${path.slice(1).split("/").map(escaped).join("-")}`;
}

export function checkVolumes(component: string, service: WithVolumes): Problem[] {
  const { containers } = service;
  const problems = Object.entries(containers).flatMap(([name, container]) =>
    checkPaths(component, `containers.${name}`, container),
  );
  problems.push(...checkSharedVolumes(component, containers));
  const { prepared } = planVolumes(service);
  if (prepared.length === 0) return problems;
  const names = Object.keys(containers);
  const problem = (message: string, fix: string): Problem => {
    return { component, argument: "containers", value: names, message, fix, source: SOURCE };
  };
  if (names.includes(SETUP_CONTAINER)) {
    const message = `The platform adds a container called ${SETUP_CONTAINER} itself, for what isn't root to write to volumes.`;
    problems.push(problem(message, "Rename yours."));
  } else if (names.length === CONTAINERS_PER_TASK) {
    const message = `With the one that prepares the volumes the task has more than ${CONTAINERS_PER_TASK} containers.`;
    problems.push(problem(message, "Split the service."));
  }
  return problems;
}

function checkPaths(component: string, at: string, container: PlainContainer): Problem[] {
  const { writablePaths, mountPoints, fileSystemMounts } = container;
  const paths = [
    ...writablePaths.map((path, index) => ({ argument: `${at}.writablePaths[${index}]`, path })),
    ...Object.keys(mountPoints).map((path) => ({ argument: `${at}.mountPoints.${path}`, path })),
    ...Object.keys(fileSystemMounts).map((path) => ({ argument: `${at}.fileSystemMounts.${path}`, path })),
  ];
  return paths.flatMap(({ argument, path }, index): Problem[] => {
    const problem = (message: string, fix: string) => [
      { component, argument, value: path, message, fix, source: SOURCE },
    ];
    if (!/^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/.test(path)) {
      const message =
        "It is no folder of a container: its path from / on, of letters, digits and . _ -, no slash at its end.";
      return problem(message, "Write it like /var/cache/app.");
    }
    if (paths.findIndex((other) => other.path === path) < index) {
      return problem("Something is mounted there already.", "Remove one of the two.");
    }
    return [];
  });
}

/** Two hyphens are kept for private volumes. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html */
const SHARED_NAME = /^(?=.{1,255}$)[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$/;

function checkSharedVolumes(component: string, containers: Containers): Problem[] {
  const mounts = Object.entries(containers).flatMap(([name, { mountPoints }]) =>
    Object.entries(mountPoints).map(([path, mountPoint]) => ({
      ...mountPoint,
      container: name,
      argument: `containers.${name}.mountPoints.${path}.sourceVolume`,
    })),
  );
  const first = mounts.filter(
    ({ sourceVolume }, index) => mounts.findIndex((other) => other.sourceVolume === sourceVolume) === index,
  );
  return first.flatMap(({ sourceVolume, argument }): Problem[] => {
    const problem = (message: string, fix: string) => [
      { component, argument, value: sourceVolume, message, fix, source: SOURCE },
    ];
    if (!SHARED_NAME.test(sourceVolume)) {
      const message =
        "A volume's name has 1 to 255 letters and digits, with single hyphens and underscores between them.";
      return problem(message, "Rename it.");
    }
    const users = mounts.filter((mount) => mount.sourceVolume === sourceVolume);
    if (new Set(users.map(({ container }) => container)).size < 2) {
      const message = "No other container of the task mounts it, so there is nobody to share it with.";
      return problem(message, "Correct the name, or use writablePaths for a folder of this container alone.");
    }
    if (users.every(({ readOnly }) => readOnly)) {
      return problem("Nobody can write to it, so it stays empty.", "Remove readOnly from the container that fills it.");
    }
    return [];
  });
}
