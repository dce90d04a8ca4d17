import { BUCKETS } from "../../model/type-tokens";
import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { anyElement, equalsAny, isOn, isPresent } from "../requirements";
import { allOf, anyOf, failIf, negate } from "../verdict";

const LIFECYCLES: readonly string[] = ["", "V2"].map(
  (generation) => `aws:s3/bucketLifecycleConfiguration${generation}:BucketLifecycleConfiguration${generation}`,
);

export const s3_13: StackControl = {
  id: "S3.13",
  alsoCovers: ["S3.10"],
  policy: "s3-13",
  pack: "operations",
  title: "S3 buckets clear away what nobody needs, and uploads that never ended",
  severity: "low",
  frameworks: [
    { name: "AWS FSBP", id: "S3.13" },
    { name: "AWS Security Hub", id: "S3.10" },
  ],
  rationale:
    "The parts of an upload that broke off are paid for ever, and no list shows them. Wider than AWS's rules, which any " +
    "rule satisfies.",
  remediation:
    "Give the bucket an `aws.s3.BucketLifecycleConfiguration` with a rule that is Enabled and has " +
    "`abortIncompleteMultipartUpload`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13",
  levels: { dev: "disabled", prod: "advisory" },
  types: BUCKETS,
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_61", "CKV_AWS_300"] },

  judge(bucket, _settings, stack) {
    const clears = anyOf([
      anyElement(bucket.properties.get("lifecycleRules"), (rule) =>
        allOf([isOn(rule.get("enabled")), isPresent(rule.get("abortIncompleteMultipartUploadDays"))]),
      ),
      hasCompanion(stack, bucket, "bucket", LIFECYCLES, ({ properties }) =>
        anyElement(properties.get("rules"), (rule) =>
          allOf([
            equalsAny(rule.get("status"), ["Enabled"]),
            isPresent(rule.at("abortIncompleteMultipartUpload", "daysAfterInitiation")),
          ]),
        ),
      ),
    ]);
    return failIf(negate(clears), "bucket", "has no rule that clears away uploads that never ended");
  },
};
