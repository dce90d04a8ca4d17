import type * as pulumi from "@pulumi/pulumi";
import type { FileSystem } from "../data/file-system";
import type {
  ContainerHealthCheck,
  ContainerRestartPolicy,
  DependencyCondition,
  LogDriver,
} from "../../model/container-definition";
import { mapValues } from "../../model/records";
import { isWaitedToEnd } from "./container-life-cycle-plan";
import type { PlainContainer } from "./container-plan";
import type { ContainerSize } from "./size-plan";

/** One container of a task. */
export interface ContainerArgs {
  /**
   * CPU that the container has whenever it needs it, 2 to 16384 units; 1024 are one vCPU. The task has room for all.
   * @default what the others don't use
   */
  readonly cpuUnits?: number;
  /** The most memory that the container can use, 6 to 122880 MiB: beyond that it is ended. @default the task's */
  readonly memoryMiB?: number;
  /** The memory that is kept for the container, less than `memoryMiB`. @default all of `memoryMiB` */
  readonly memoryReservationMiB?: number;
  /** `REGISTRY/REPOSITORY:TAG` or `…@sha256:DIGEST`. A digest always names the same image; a tag can be moved. */
  readonly image: pulumi.Input<string>;
  /** Replaces the image's command. */
  readonly command?: readonly string[];
  /** Replaces the image's entry point. */
  readonly entryPoint?: readonly string[];
  /** The port that the program listens on. Only declared ports can be reached from outside the task. */
  readonly containerPort?: number;
  /** Plain variables. Names and values that look like credentials are refused: see `secrets`. */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Per variable the ARN of the Secrets Manager secret or Systems Manager parameter that ECS reads its value from. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** User and group that the program runs as. @default "1000:1000", which is not root */
  readonly user?: string;
  /** Whether the program can't write to its own file system. @default true */
  readonly readonlyRootFilesystem?: boolean;
  /**
   * Folders that the program can write to all the same. They are empty at each start, unless the image declares them as
   * VOLUME, and gone when the task stops.
   * @default none
   */
  readonly writablePaths?: readonly string[];
  /** Folders that the container shares with others of the same task, by path. @default none */
  readonly mountPoints?: Readonly<Record<string, MountPointArgs>>;
  /**
   * Folders that outlive the task and are shared with others, by path. What the program does there is done as the access
   * point's user, whoever runs the container.
   * @default none
   */
  readonly fileSystemMounts?: Readonly<Record<string, FileSystemMountArgs>>;
  /** Whether the task ends when this container ends. @default true */
  readonly essential?: boolean;
  /** Containers of the same task that have to reach a state before this one starts. */
  readonly dependsOn?: Readonly<Record<string, DependencyCondition>>;
  /** Seconds that others wait for the state of this container that they depend on, 2 to 120. @default ECS's own */
  readonly startTimeoutSeconds?: number;
  /**
   * Whether ECS starts the container again when it ends, so that the task need not be replaced.
   * @default on for a container that is not essential and whose end nobody waits for
   */
  readonly restartPolicy?: RestartPolicyArgs;
  /**
   * Whether a small init process forwards signals and reaps what the program leaves behind. Without it a program that
   * ignores SIGTERM as process 1 is killed at each deployment.
   * @default true
   */
  readonly initProcessEnabled?: boolean;
  /** Lets ECS itself find out whether the container works. The load balancer's health check is independent of it. */
  readonly healthCheck?: Partial<Omit<ContainerHealthCheck, "command">> & Pick<ContainerHealthCheck, "command">;
  /** Seconds from SIGTERM to SIGKILL, 0 to 120. @default 30, or 120 if the service uses FARGATE_SPOT */
  readonly stopTimeoutSeconds?: number;
  /**
   * Where what the container writes goes: `awslogs` is the service's log group, `awsfirelens` the service's `logRouter`.
   * @default "awsfirelens" if the service has a `logRouter`, or else "awslogs"
   */
  readonly logDriver?: LogDriver;
}

/** A folder that is a volume of the task. */
export interface MountPointArgs {
  /** The volume's name: containers that name the same see the same files. */
  readonly sourceVolume: string;
  /** Whether this container can only read there. @default false */
  readonly readOnly?: boolean;
}

/** A folder that is an access point of a file system. */
export interface FileSystemMountArgs<F extends PlannedFileSystem = FileSystem> {
  readonly fileSystem: F;
  /** The name of one of its access points. */
  readonly accessPoint: string;
  /** Whether this container can only read there. If all are so, the task's role may do nothing else. @default false */
  readonly readOnly?: boolean;
}

/** A user that every Linux image can run a program as, and that is not root. */
export const DEFAULT_USER = "1000:1000";

/** When a container is started again. */
export interface RestartPolicyArgs {
  /** @default true */
  readonly enabled?: boolean;
  /** Up to 50 exit codes after which it isn't. @default [0], which means that it has done its work */
  readonly ignoredExitCodes?: readonly number[];
  /** It has to have run for so many seconds, 60 to 1800, and is started again once in that time. @default 60 */
  readonly restartAttemptPeriodSeconds?: number;
}

const RESTART_DEFAULTS: ContainerRestartPolicy = { ignoredExitCodes: [0], restartAttemptPeriodSeconds: 60 };

/** AWS's own defaults. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const CONTAINER_HEALTH_DEFAULTS = {
  intervalSeconds: 30,
  timeoutSeconds: 5,
  retries: 3,
  startPeriodSeconds: 0,
} as const;

/** What is known of a file system; its name alone is nothing to check a mount by. */
export type PlannedFileSystem = Pick<FileSystem, "plan"> | string;

/** The arguments before there are an image, as while it has yet to be built, secrets and file systems. */
export type PlannedContainerArgs = Omit<ContainerArgs, "image" | "secrets" | "fileSystemMounts"> & {
  readonly image?: pulumi.Input<string> | undefined;
  readonly secrets?: Readonly<Record<string, pulumi.Input<string> | undefined>>;
  readonly fileSystemMounts?: Readonly<Record<string, FileSystemMountArgs<PlannedFileSystem>>>;
};

/** What is known of the containers without creating anything, with the defaults filled in. */
export function plainContainers(
  containers: Readonly<Record<string, PlannedContainerArgs>>,
  stopTimeoutSeconds: number,
): Record<string, PlainContainer> {
  return mapValues(containers, (container, name) => {
    const isSidecar = container.essential === false && !isWaitedToEnd(name, containers);
    const { enabled, ...restart } = { enabled: true, ...RESTART_DEFAULTS, ...container.restartPolicy };
    return {
      ...plainContainer(container, stopTimeoutSeconds),
      ...((container.restartPolicy === undefined ? isSidecar : enabled) && { restartPolicy: restart }),
    };
  });
}

function plainContainer(container: PlannedContainerArgs, stopTimeoutSeconds: number): PlainContainer {
  return {
    ...(typeof container.image === "string" ? { image: container.image } : {}),
    ...(container.containerPort === undefined ? {} : { containerPort: container.containerPort }),
    ...sizeOf(container),
    essential: container.essential ?? true,
    environment: mapValues(container.environment ?? {}, plainText),
    secrets: mapValues(container.secrets ?? {}, plainText),
    dependsOn: container.dependsOn ?? {},
    ...(container.healthCheck === undefined
      ? {}
      : { healthCheck: { ...CONTAINER_HEALTH_DEFAULTS, ...container.healthCheck } }),
    ...(container.startTimeoutSeconds !== undefined && { startTimeoutSeconds: container.startTimeoutSeconds }),
    stopTimeoutSeconds: container.stopTimeoutSeconds ?? stopTimeoutSeconds,
    user: container.user ?? DEFAULT_USER,
    readonlyRootFilesystem: container.readonlyRootFilesystem ?? true,
    writablePaths: container.writablePaths ?? [],
    mountPoints: mapValues(container.mountPoints ?? {}, ({ sourceVolume, readOnly = false }) => ({
      sourceVolume,
      readOnly,
    })),
    fileSystemMounts: plainMounts(container.fileSystemMounts ?? {}),
    initProcessEnabled: container.initProcessEnabled ?? true,
    logDriver: container.logDriver ?? "awslogs",
  };
}

function plainMounts(
  mounts: NonNullable<PlannedContainerArgs["fileSystemMounts"]>,
): PlainContainer["fileSystemMounts"] {
  return Object.fromEntries(
    Object.entries(mounts).flatMap(([path, { fileSystem, accessPoint, readOnly = false }]) =>
      typeof fileSystem === "string" ? [] : [[path, { fileSystem: fileSystem.plan, accessPoint, readOnly }]],
    ),
  );
}

function sizeOf({ cpuUnits, memoryMiB, memoryReservationMiB }: PlannedContainerArgs): ContainerSize {
  return {
    ...(cpuUnits !== undefined && { cpuUnits }),
    ...(memoryMiB !== undefined && { memoryMiB }),
    ...(memoryReservationMiB !== undefined && { memoryReservationMiB }),
  };
}

/** What is known already of a text that may be an Output. */
export function plainText(value: pulumi.Input<string> | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
