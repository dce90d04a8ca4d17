import { ROUTER_OPTIONS } from "./log-router";
import type { AppProtocol } from "./service-connect";

/**
 * Container definitions in the form that ECS gives back, so that an unchanged container is never a change: lists whose
 * order means nothing are sorted, and AWS's defaults are written out.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  /** 1024 are one vCPU; 0 leaves the container what the others don't use. */
  readonly cpuUnits: number;
  /** The container is ended if it uses more. */
  readonly memoryMiB?: number;
  /** What the task keeps for the container. */
  readonly memoryReservationMiB?: number;
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  /** `user`, `user:group`, or the numbers of both. */
  readonly user?: string;
  readonly readonlyRootFilesystem: boolean;
  readonly portMappings: readonly PortMapping[];
  readonly environment: Readonly<Record<string, string>>;
  /** Per variable, the ARN of the secret or parameter that holds its value. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly mountPoints: readonly MountPoint[];
  readonly healthCheck?: ContainerHealthCheck;
  readonly dependsOn: readonly { readonly containerName: string; readonly condition: DependencyCondition }[];
  /** How long others wait for the state of this container that they depend on. */
  readonly startTimeoutSeconds?: number;
  readonly stopTimeoutSeconds: number;
  /** Absent: when it ends, it isn't started again. */
  readonly restartPolicy?: ContainerRestartPolicy;
  /** True: a small init process forwards signals and reaps what the program leaves behind. */
  readonly initProcessEnabled: boolean;
  /** What is taken away of the Linux capabilities that Docker gives; `ALL` is everything. */
  readonly droppedCapabilities?: readonly string[];
  readonly logs: { readonly group: string; readonly region: string } | RoutedLogs;
  /** Present: the container takes the logs of those whose logs are routed. */
  readonly logRouter?: { readonly enableEcsLogMetadata: boolean; readonly configFile?: string };
}

/** Logs that the task's log router gets, with what it is told to do with them. */
export interface RoutedLogs {
  readonly options: Readonly<Record<string, string>>;
  /** Per option, the ARN of the secret or parameter that holds its value. */
  readonly secretOptions: Readonly<Record<string, string>>;
}

/** What takes a container's output. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
export const LOG_DRIVERS = ["awslogs", "awsfirelens"] as const;
export type LogDriver = (typeof LOG_DRIVERS)[number];

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html */
export interface MountPoint {
  /** A volume of the task. */
  readonly sourceVolume: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
export interface PortMapping {
  readonly containerPort: number;
  /** Each port has one. Absent: tcp. */
  readonly protocol?: "tcp" | "udp";
  /** By which Service Connect finds the port. */
  readonly name?: string;
  readonly appProtocol?: AppProtocol;
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
export interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds: number;
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html */
export interface ContainerRestartPolicy {
  /** After these it isn't started again. */
  readonly ignoredExitCodes: readonly number[];
  /** It is started again only if it ran for so long, and once in that time. */
  readonly restartAttemptPeriodSeconds: number;
}
export const RESTART_ATTEMPT_PERIOD_SECONDS = { lowest: 60, highest: 1800 } as const;
export const IGNORED_EXIT_CODES_MAX_COUNT = 50;
/** What a process can end with. Source: https://pubs.opengroup.org/onlinepubs/9799919799/functions/exit.html */
export const EXIT_CODE = { lowest: 0, highest: 255 } as const;

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html */
export const DEPENDENCY_CONDITIONS = ["START", "COMPLETE", "SUCCESS", "HEALTHY"] as const;
export type DependencyCondition = (typeof DEPENDENCY_CONDITIONS)[number];

/** Fargate's range. Source: the document at the top, `startTimeout`. */
export const START_TIMEOUT_SECONDS = { lowest: 2, highest: 120 } as const;

/** Fargate's longest time between SIGTERM and SIGKILL. Source: the document above, `stopTimeout`. */
export const STOP_TIMEOUT_MAX_SECONDS = 120;

/** Source: the document at the top, `cpu` and `memory`; the highest are those of Fargate's largest task. */
export const CONTAINER_CPU_UNITS = { lowest: 2, highest: 16_384 } as const;
export const CONTAINER_MEMORY_MIB = { lowest: 6, highest: 122_880 } as const;

/** Ranges of a container's health check. */
export const CONTAINER_HEALTH_CHECK = {
  intervalSeconds: { lowest: 5, highest: 300 },
  timeoutSeconds: { lowest: 2, highest: 60 },
  retries: { lowest: 1, highest: 10 },
  startPeriodSeconds: { lowest: 0, highest: 300 },
} as const;

/** The JSON text of the definitions: the same containers give the same text, in whatever order they are given. */
export function canonicalContainerDefinitions(containers: readonly ContainerDefinition[]): string {
  return JSON.stringify(sortedBy(containers.map(canonical), (container) => container.name));
}

function canonical(container: ContainerDefinition) {
  return {
    name: container.name,
    image: container.image,
    cpu: container.cpuUnits,
    ...optional("memory", container.memoryMiB),
    ...optional("memoryReservation", container.memoryReservationMiB),
    essential: container.essential,
    ...optional("command", container.command),
    ...optional("entryPoint", container.entryPoint),
    ...optional("user", container.user),
    readonlyRootFilesystem: container.readonlyRootFilesystem,
    // With awsvpc networking the host port is the container port; ECS writes both back.
    portMappings: sortedBy(
      container.portMappings.map(({ containerPort, protocol = "tcp", name, appProtocol }) => ({
        containerPort,
        hostPort: containerPort,
        protocol,
        ...optional("name", name),
        ...optional("appProtocol", appProtocol),
      })),
      (mapping) => String(mapping.containerPort).padStart(5, "0"),
    ),
    environment: named(container.environment, "value"),
    secrets: named(container.secrets, "valueFrom"),
    ...optional("healthCheck", container.healthCheck && canonicalHealthCheck(container.healthCheck)),
    dependsOn: sortedBy(container.dependsOn, (dependency) => dependency.containerName),
    ...optional("startTimeout", container.startTimeoutSeconds),
    stopTimeout: container.stopTimeoutSeconds,
    ...optional("restartPolicy", container.restartPolicy && canonicalRestartPolicy(container.restartPolicy)),
    linuxParameters: {
      initProcessEnabled: container.initProcessEnabled,
      ...optional(
        "capabilities",
        container.droppedCapabilities && { add: [], drop: [...container.droppedCapabilities].sort() },
      ),
    },
    logConfiguration: canonicalLogs(container),
    ...optional("firelensConfiguration", container.logRouter && canonicalRouter(container.logRouter)),
    mountPoints: sortedBy(
      container.mountPoints.map(({ sourceVolume, containerPath, readOnly }) => ({
        sourceVolume,
        containerPath,
        readOnly,
      })),
      (mountPoint) => mountPoint.containerPath,
    ),
    volumesFrom: [],
    systemControls: [],
  };
}

function canonicalLogs({ name, logs }: ContainerDefinition) {
  if ("group" in logs) return { logDriver: "awslogs", options: awslogsOptions(logs.group, logs.region, name) };
  const secretOptions = named(logs.secretOptions, "valueFrom");
  const options = Object.fromEntries(sortedBy(Object.entries(logs.options), ([option]) => option));
  return { logDriver: "awsfirelens", options, ...optional("secretOptions", nonEmpty(secretOptions)) };
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html */
function canonicalRouter({ enableEcsLogMetadata, configFile }: NonNullable<ContainerDefinition["logRouter"]>) {
  return {
    type: "fluentbit",
    options: {
      ...(configFile !== undefined && { [ROUTER_OPTIONS.fileType]: "file", [ROUTER_OPTIONS.fileValue]: configFile }),
      [ROUTER_OPTIONS.metadata]: String(enableEcsLogMetadata),
    },
  };
}

/**
 * The options of the awslogs driver. A full buffer drops log lines; blocking would stop the application when CloudWatch
 * Logs can't be reached.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function awslogsOptions<Group, Region>(group: Group, region: Region, streamPrefix: string) {
  return {
    "awslogs-group": group,
    "awslogs-region": region,
    "awslogs-stream-prefix": streamPrefix,
    mode: "non-blocking",
    "max-buffer-size": "25m",
  };
}

function canonicalHealthCheck(check: ContainerHealthCheck) {
  return {
    command: check.command,
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    retries: check.retries,
    startPeriod: check.startPeriodSeconds,
  };
}

function canonicalRestartPolicy({ ignoredExitCodes, restartAttemptPeriodSeconds }: ContainerRestartPolicy) {
  return {
    enabled: true,
    ...optional("ignoredExitCodes", nonEmpty(numbersOnce(ignoredExitCodes))),
    restartAttemptPeriod: restartAttemptPeriodSeconds,
  };
}

function numbersOnce(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function named<K extends string>(values: Readonly<Record<string, string>>, key: K) {
  return sortedBy(
    Object.entries(values).map(([name, value]) => ({ name, [key]: value })),
    (entry) => entry.name,
  );
}

function nonEmpty<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined) {
  return value === undefined ? {} : { [key]: value };
}

/** Sorted by code units, which no machine's language settings change. */
function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
