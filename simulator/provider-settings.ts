/** The provider's configuration: where resources are created, and which tags all of them get. */
import { containsUnknown, isProperties, isUnknown, Properties, UNKNOWN, Unknown, Value } from "../model/graph";
import { REGIONS } from "../model/regions";
import { AwsError } from "./aws-error";
import type { Account } from "./behaviour";
import { isSet, isUnknownAt, reveal, text, texts } from "./read";

export interface ProviderSettings {
  readonly account: Account;
  /** The provider's `defaultTags.tags`, unknown if any of them is. */
  readonly defaultTags: Properties | Unknown;
  /** The provider's `ignoreTags`: these never appear in `tagsAll`. */
  readonly ignoredTags: { readonly keys: readonly string[]; readonly keyPrefixes: readonly string[] };
}

/** Partitions of regions. Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
];

export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/**
 * Reads the inputs of a `pulumi:providers:aws` resource. Lists and objects in them are JSON text, as the SDK and the
 * engine hand them over.
 * @throws AwsError as the provider refuses its configuration:
 * https://github.com/hashicorp/aws-sdk-go-base/blob/main/aws_config.go
 */
export function providerSettings(inputs: Properties, aws: { accountId: string; region: string }): ProviderSettings {
  const config = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, decode(value)]));
  const region = text(config, "region") ?? aws.region;
  if (!REGIONS.includes(region)) throw new AwsError("InvalidRegion", `invalid AWS Region: ${region}`);
  const isRefused =
    texts(config, "forbiddenAccountIds[]").includes(aws.accountId) ||
    (isSet(config, "allowedAccountIds[]") &&
      !isUnknownAt(config, "allowedAccountIds[]") &&
      !texts(config, "allowedAccountIds[]").includes(aws.accountId));
  if (isRefused) throw new AwsError("AccountNotAllowed", `AWS account ID not allowed: ${aws.accountId}`);
  const defaultTags = readTags(config.defaultTags);
  return {
    account: { accountId: aws.accountId, region, partition: partitionOf(region) },
    defaultTags: containsUnknown(defaultTags) ? UNKNOWN : defaultTags,
    ignoredTags: { keys: texts(config, "ignoreTags.keys[]"), keyPrefixes: texts(config, "ignoreTags.keyPrefixes[]") },
  };
}

function readTags(defaultTags: Value | undefined): Properties | Unknown {
  const revealed = reveal(defaultTags);
  if (isUnknown(revealed)) return UNKNOWN;
  const tags = isProperties(revealed) ? reveal(revealed.tags) : undefined;
  return isUnknown(tags) ? UNKNOWN : isProperties(tags) ? tags : {};
}

/** JSON text of a list or an object becomes what it says; everything else stays. */
function decode(value: Value): Value {
  const revealed = reveal(value);
  if (typeof revealed !== "string" || !/^[[{]/.test(revealed)) return value;
  try {
    return JSON.parse(revealed) as Value;
  } catch {
    return value;
  }
}
