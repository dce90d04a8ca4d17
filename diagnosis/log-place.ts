/** Where a container's log is, by its task definition. */
import { logOutput } from "../model/log-outputs";
import { optionOf, routerTag } from "../model/log-router";

/** What a task definition says about a container's log. */
export interface LogConfiguration {
  readonly logDriver?: string | undefined;
  readonly options?: Readonly<Record<string, string>> | undefined;
}

export interface LogPlace {
  readonly group: string;
  /** The stream's name. */
  readonly stream: string;
  /** True: a log router writes it, in a form of its own. */
  readonly isRouted: boolean;
}

/**
 * @returns the stream in CloudWatch Logs; in words where else the log is; or undefined if there is none
 * @param region of the service: nothing is read in others
 */
export function logPlace(
  { logDriver, options = {} }: LogConfiguration,
  container: string,
  taskId: string,
  region: string,
): LogPlace | string | undefined {
  if (logDriver === "awsfirelens") return routedPlace(options, container, taskId, region);
  const [group, prefix] = [options["awslogs-group"], options["awslogs-stream-prefix"]];
  if (logDriver !== "awslogs" || group === undefined || prefix === undefined) return undefined;
  // Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
  return { group, stream: `${prefix}/${container}/${taskId}`, isRouted: false };
}

function routedPlace(
  options: Readonly<Record<string, string>>,
  container: string,
  taskId: string,
  region: string,
): LogPlace | string {
  const output = optionOf(options, "name") ?? "";
  const known = logOutput(output);
  const there = known && optionOf(options, known.destination);
  const place = there === undefined ? output : `${output}, ${known!.destination} ${there}`;
  const isHere = (optionOf(options, "region") ?? region) === region && optionOf(options, "role_arn") === undefined;
  const isTemplate = ["log_group_template", "log_stream_template"].some((name) => optionOf(options, name));
  if (known?.destination !== "log_group_name" || there === undefined || !isHere || isTemplate) return place;
  const stream = optionOf(options, "log_stream_name") ?? prefixed(options, container, taskId);
  return { group: there, stream, isRouted: true };
}

function prefixed(options: Readonly<Record<string, string>>, container: string, taskId: string): string {
  return `${optionOf(options, "log_stream_prefix") ?? ""}${routerTag(container, taskId)}`;
}
