/** What a service's containers write. */
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, type FilteredLogEvent, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { logPlace } from "../../diagnosis/log-place";
import { parseRouterTag, routedLine } from "../../model/log-router";
import type { DeployedService } from "./deployed-stack";

export interface LogOptions {
  /** Milliseconds since 1970. */
  readonly startTime: number;
  /** By CloudWatch's syntax. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  readonly filter?: string;
  /** Present: waits for more until it is aborted. */
  readonly follow?: AbortSignal;
}

const POLL_INTERVAL_MS = 2000;
/** Events arrive out of order: a container writes in batches, and each on its own. */
const LATE_MS = 30_000;

/** Each line once, the oldest first as far as they have arrived. */
export async function* serviceLogs(
  { logGroupName, client }: Pick<DeployedService, "logGroupName" | "client">,
  { startTime, filter, follow }: LogOptions,
): AsyncGenerator<string> {
  const logs = new CloudWatchLogsClient(client);
  const seen = new Map<string, number>();
  let from = startTime;
  for (;;) {
    let newest = from;
    const request = { logGroupName, startTime: from, ...(filter !== undefined && { filterPattern: filter }) };
    for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, request)) {
      for (const event of events) {
        const { eventId = "", timestamp = from } = event;
        newest = Math.max(newest, timestamp);
        if (seen.has(eventId)) continue;
        if (follow) seen.set(eventId, timestamp);
        yield logLine(event);
      }
    }
    if (follow === undefined || follow.aborted) return;
    from = Math.max(startTime, newest - LATE_MS);
    for (const [id, timestamp] of seen) if (timestamp < from) seen.delete(id);
    // An abort ends the waiting, and with it everything.
    await sleep(POLL_INTERVAL_MS, undefined, { signal: follow }).catch(() => undefined);
    if (follow.aborted) return;
  }
}

/**
 * Time, container, the beginning of the task's id, message. A stream is called PREFIX/CONTAINER/TASK, unless a log router
 * writes it, in whose form the message is then.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 */
function logLine({ timestamp = 0, logStreamName = "", message = "" }: FilteredLogEvent): string {
  const routed = parseRouterTag(logStreamName);
  const [container = "", task = ""] = routed ? [routed.container, routed.taskId] : logStreamName.split("/").slice(-2);
  const text = routed ? routedLine(message) : message;
  return `${new Date(timestamp).toISOString()} ${container} ${task.slice(0, 8)} ${text.trimEnd()}`;
}

/** Sentences about the containers whose logs are elsewhere than in the service's log group. */
export function logsElsewhere({
  logGroupName,
  place,
  logs,
}: Pick<DeployedService, "logGroupName" | "place" | "logs">): string[] {
  return Object.entries(logs).flatMap(([container, configuration]) => {
    const found = logPlace(configuration, container, "", place.region);
    if (found === undefined || (typeof found !== "string" && found.group === logGroupName)) return [];
    const where = typeof found === "string" ? found : `log group ${found.group}`;
    return [`What ${container} writes is not here: the log router sends it to ${where}.`];
  });
}
