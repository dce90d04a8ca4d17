/**
 * Logs by way of FireLens: the containers' output goes to a Fluent Bit in the same task, which sends it anywhere.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
 */

export const FIRELENS_SOURCES = {
  guide: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html",
  taskDefinition: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html",
  configuration: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html",
  customFile: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef-customconfig.html",
  buffer: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-docker-buffer-limit.html",
  secrets: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-logconfig.html",
} as const;

/** The name of the container, and of its streams in the log group. */
export const ROUTER_CONTAINER = "log-router";

/**
 * AWS for Fluent Bit, for x86 and ARM alike, on Amazon Linux 2023. The tags `stable` and `latest` still name releases of
 * 2.x, which get no more updates since July 2026.
 * Source: https://github.com/aws/aws-for-fluent-bit/releases, https://gallery.ecr.aws/aws-observability/aws-for-fluent-bit
 */
export const ROUTER_IMAGE = "public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.17";

/**
 * Any user: ECS gives the folder of the socket that log drivers write to to whom the task definition names.
 * Source: https://github.com/aws/amazon-ecs-agent/pull/4598 (since October 2025; before, it had to be root)
 */
export const ROUTER_USER = "1000:1000";

/**
 * In normal times Fluent Bit uses less than 100 MB; what it can't send it keeps in memory.
 * Source: https://github.com/aws-samples/amazon-ecs-firelens-examples/tree/mainline/examples/fluent-bit/oomkill-prevention
 */
export const ROUTER_SIZE = { cpuUnits: 64, memoryMiB: 256, memoryReservationMiB: 128 } as const;

/** Whoever reaches it can write logs in the task's name. Source: FIRELENS_SOURCES.taskDefinition */
export const ROUTER_PORT = 24_224;

export const ROUTER_TYPES = ["fluentbit", "fluentd"] as const;

/** All that a router can be told by the task definition. Source: FIRELENS_SOURCES.configuration */
export const ROUTER_OPTIONS = {
  metadata: "enable-ecs-log-metadata",
  fileType: "config-file-type",
  fileValue: "config-file-value",
} as const;

/** Where ECS puts the configuration that it makes itself. Source: FIRELENS_SOURCES.customFile */
export const GENERATED_CONFIG_FILE = "/fluent-bit/etc/fluent-bit.conf";

/** How many lines the log driver keeps while the router doesn't take them. Source: FIRELENS_SOURCES.buffer */
export const BUFFER_OPTION = "log-driver-buffer-limit";
export const BUFFER_LINES = { lowest: 0, highest: 536_870_911 } as const;

/**
 * What Fluent Bit calls the lines of a container, and appends to `log_stream_prefix`.
 * Source: https://github.com/aws/aws-for-fluent-bit/blob/mainline/troubleshooting/debugging.md#firelens-tag-and-match-pattern-and-generated-config
 */
export function routerTag(container: string, taskId: string): string {
  return `${container}-firelens-${taskId}`;
}

/** The container and the task that a log stream's name ends with; undefined if it isn't a router's. */
export function parseRouterTag(stream: string): { readonly container: string; readonly taskId: string } | undefined {
  const [, container, taskId] = /([A-Za-z0-9_-]+)-firelens-([0-9a-f]+)$/.exec(stream) ?? [];
  return container === undefined || taskId === undefined ? undefined : { container, taskId };
}

/**
 * The line that the program wrote. The router sends it with the task's metadata as JSON, unless `log_key` says otherwise.
 * Source: FIRELENS_SOURCES.taskDefinition
 */
export function routedLine(message: string): string {
  try {
    const { log } = JSON.parse(message) as { log?: unknown };
    return typeof log === "string" ? log : message;
  } catch {
    return message;
  }
}

/** Fluent Bit takes the names of options in any case. Source: https://docs.fluentbit.io/manual/administration/configuring-fluent-bit */
export function optionOf<T>(options: Readonly<Record<string, T>>, name: string): T | undefined {
  const key = Object.keys(options).find((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : options[key];
}

export function hasOption(options: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.keys(options).some((each) => each.toLowerCase() === name);
}
