import { BUCKETS } from "../../model/type-tokens";
import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { isNamedLike, TEXTS } from "../named";
import { anyElement, equalsAny, isOn } from "../requirements";
import { anyOf, failIf, type Judged, negate, NotApplicable } from "../verdict";

type VersioningSettings = { readonly unversionedBuckets: readonly string[] };

const LOGS: VersioningSettings = { unversionedBuckets: ["*logs*"] };

export const s3_14: StackControl<VersioningSettings> = {
  id: "S3.14",
  policy: "s3-14",
  title: "S3 buckets keep what is overwritten or deleted",
  pack: "operations",
  severity: "low",
  frameworks: [{ name: "AWS Security Hub", id: "S3.14" }],
  rationale:
    "Without versions, what a program overwrites is lost. Logs are only ever added, and versions of them would only " +
    "cost: their buckets are told by their names in the program.",
  remediation: "Give the bucket an `aws.s3.BucketVersioning` with status Enabled.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14",
  levels: { dev: "disabled", prod: "advisory" },
  types: BUCKETS,
  phase: "stack",
  settings: {
    properties: {
      unversionedBuckets: {
        ...TEXTS,
        description: "The names that buckets without versions have in the program, where `*` stands for any text.",
      },
    },
    presets: { dev: LOGS, prod: LOGS },
  },
  equivalents: { checkov: ["CKV_AWS_21"], cdkNag: ["S3BucketVersioningEnabled"] },

  judge(bucket, { unversionedBuckets }, stack): Judged {
    if (isNamedLike(bucket, unversionedBuckets)) {
      return new NotApplicable("The configuration says that this bucket needs no versions.");
    }
    const versioned = anyOf([
      isOn(bucket.properties.at("versioning", "enabled")),
      anyElement(bucket.properties.get("versionings"), (versioning) => isOn(versioning.get("enabled"))),
      hasCompanion(stack, bucket, "bucket", VERSIONINGS, ({ properties }) =>
        equalsAny(properties.at("versioningConfiguration", "status"), ["Enabled"]),
      ),
    ]);
    return failIf(negate(versioned), "bucket", "keeps no versions");
  },
};

const VERSIONINGS: readonly string[] = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];
