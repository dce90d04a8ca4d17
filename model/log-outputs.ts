/** Where Fluent Bit can send logs to on AWS, and what it needs for that. */
import type { EndpointService } from "./endpoint-services";
import type { AwsPlace } from "./iam-policy";
import { optionOf } from "./log-router";

type Options = Readonly<Record<string, string | undefined>>;

export interface LogOutput {
  /** The option that names the destination. */
  readonly destination: "bucket" | "delivery_stream" | "log_group_name" | "stream";
  readonly actions: readonly string[];
  /** What the actions are done on. */
  readonly arn: (name: string, place: AwsPlace) => string;
  /** The interface endpoint that leads there; S3's gateway endpoint is in every network. */
  readonly endpoint?: EndpointService;
  /** A folder that it writes to, and the option that names another. */
  readonly buffer?: { readonly option: string; readonly path: string };
  readonly source: string;
}

const DOCUMENTS = "https://docs.fluentbit.io/manual/data-pipeline/outputs";

const LOG_GROUP: LogOutput = {
  destination: "log_group_name",
  actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
  arn: (name, { partition, region, accountId }) => `arn:${partition}:logs:${region}:${accountId}:log-group:${name}:*`,
  endpoint: "logs",
  source: `${DOCUMENTS}/cloudwatch`,
};

const DELIVERY_STREAM: LogOutput = {
  destination: "delivery_stream",
  actions: ["firehose:PutRecordBatch"],
  arn: (name, { partition, region, accountId }) =>
    `arn:${partition}:firehose:${region}:${accountId}:deliverystream/${name}`,
  endpoint: "kinesis-firehose",
  source: `${DOCUMENTS}/firehose`,
};

const STREAM: LogOutput = {
  destination: "stream",
  actions: ["kinesis:PutRecords"],
  arn: (name, { partition, region, accountId }) => `arn:${partition}:kinesis:${region}:${accountId}:stream/${name}`,
  endpoint: "kinesis-streams",
  source: `${DOCUMENTS}/kinesis`,
};

const BUCKET: LogOutput = {
  destination: "bucket",
  actions: ["s3:PutObject"],
  arn: (name, { partition }) => `arn:${partition}:s3:::${name}/*`,
  buffer: { option: "store_dir", path: "/tmp/fluent-bit/s3" },
  source: `${DOCUMENTS}/s3`,
};

export const CLOUD_WATCH_LOGS = "cloudwatch_logs";

/** By Fluent Bit's names; those of AWS's older plugins for the same, which are in the image too, mean the same. */
const OUTPUTS: Readonly<Record<string, LogOutput>> = {
  [CLOUD_WATCH_LOGS]: LOG_GROUP,
  cloudwatch: LOG_GROUP,
  kinesis_firehose: DELIVERY_STREAM,
  firehose: DELIVERY_STREAM,
  kinesis_streams: STREAM,
  kinesis: STREAM,
  s3: BUCKET,
};

/** Undefined for what is not on AWS, or not known here. */
export function logOutput(name: string): LogOutput | undefined {
  return Object.hasOwn(OUTPUTS, name.toLowerCase()) ? OUTPUTS[name.toLowerCase()] : undefined;
}

/** The names of those that are known, without the older ones. */
export const KNOWN_OUTPUTS = [CLOUD_WATCH_LOGS, "kinesis_firehose", "kinesis_streams", "s3"] as const;

/** What the task has to be allowed: to take on the role that is named, or to write itself. */
export function outputPermission(
  output: LogOutput,
  options: Options,
  place: AwsPlace,
): { readonly actions: readonly string[]; readonly resource: string } {
  const role = optionOf(options, "role_arn");
  if (role !== undefined) return { actions: ["sts:AssumeRole"], resource: role };
  const region = optionOf(options, "region") ?? place.region;
  const name = optionOf(options, output.destination) ?? "";
  return { actions: output.actions, resource: output.arn(name, { ...place, region }) };
}
