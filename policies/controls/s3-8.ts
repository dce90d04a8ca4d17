import { BUCKETS } from "../../model/type-tokens";
import type { StackControl } from "../control";
import type { Reader } from "../reader";
import { allOf, anyOf, fail, indeterminate, type Truth } from "../verdict";

const SETTINGS: readonly string[] = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

export const s3_8: StackControl = {
  id: "S3.8",
  alsoCovers: ["S3.1"],
  policy: "s3-8",
  title: "S3 buckets block all public access",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "S3.8" },
    { name: "AWS FSBP", id: "S3.1" },
    { name: "CIS AWS v5.0.0", id: "2.1.4" },
  ],
  rationale:
    "AWS has blocked it for new buckets since 2023, but what nobody wrote down is switched off by one click, and nobody " +
    "is told. The block of a whole account, which is another stack's, does not count here.",
  remediation: "Give the bucket an `aws.s3.BucketPublicAccessBlock` with all four settings true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: BUCKETS,
  phase: "stack",
  equivalents: {
    checkov: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6"],
    cdkNag: ["AwsSolutions-S2"],
  },

  judge(bucket, _settings, stack) {
    const blocks = stack.referringTo(bucket, "bucket", ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"]);
    const blocked = anyOf(
      blocks.map(({ resource, refers }) => {
        return allOf([refers, ...SETTINGS.map((name) => isTrue(resource.properties.get(name)))]);
      }),
    );
    if (blocked === true) return [];
    return blocked === false
      ? [fail("bucket", "has no public access block with all four settings true")]
      : [indeterminate("bucket", "does not tell yet whether all public access is blocked")];
  },
};

/** Not set means false: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
function isTrue(setting: Reader): Truth {
  const reading = setting.boolean();
  return reading.state === "unknown" ? "unknown" : reading.state === "known" && reading.value;
}
