import { BUCKETS } from "../../model/type-tokens";
import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { isNamedLike, TEXTS } from "../named";
import { isPresent } from "../requirements";
import { anyOf, failIf, type Judged, negate, NotApplicable } from "../verdict";

type LoggingSettings = { readonly unloggedBuckets: readonly string[] };

const LOGS: LoggingSettings = { unloggedBuckets: ["*logs*"] };

const LOGGINGS: readonly string[] = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"];

export const s3_9: StackControl<LoggingSettings> = {
  id: "S3.9",
  policy: "s3-9",
  pack: "security",
  title: "S3 buckets record who reads and writes them",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "S3.9" }],
  rationale:
    "After a leak the question is who read what. Buckets of logs are left out, by their names in the program: a bucket " +
    "that records itself grows by itself.",
  remediation: "Give the bucket an `aws.s3.BucketLogging` that names a bucket for logs.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9",
  levels: { dev: "disabled", prod: "advisory" },
  types: BUCKETS,
  phase: "stack",
  settings: {
    properties: {
      unloggedBuckets: {
        ...TEXTS,
        description: "The names that buckets without access logs have in the program; `*` stands for any text.",
      },
    },
    presets: { dev: LOGS, prod: LOGS },
  },
  equivalents: {
    checkov: ["CKV_AWS_18"],
    cdkNag: ["AwsSolutions-S1"],
    awsguard: ["s3-bucket-logging-enabled"],
  },

  judge(bucket, { unloggedBuckets }, stack): Judged {
    if (isNamedLike(bucket, unloggedBuckets)) {
      return new NotApplicable("The configuration says that this bucket needs no access logs.");
    }
    const { properties } = bucket;
    const lists = ["logging", "loggings"].map((name) => properties.get(name));
    const own = lists.flatMap((list) => (list.isUnknown() ? [list] : (list.items() ?? [list])));
    const recorded = anyOf([
      ...own.map((logging) => isPresent(logging.get("targetBucket"))),
      hasCompanion(stack, bucket, "bucket", LOGGINGS),
    ]);
    return failIf(negate(recorded), "bucket", "does not record who uses it");
  },
};
