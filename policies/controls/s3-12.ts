import type { ResourceControl } from "../control";
import { isOneOf, judgeRequirements } from "../requirements";

export const s3_12: ResourceControl = {
  id: "S3.12",
  policy: "s3-12",
  title: "S3 objects belong to the bucket, and access lists have no say",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "S3.12" }],
  rationale:
    "Access lists of single objects allow what a policy forbids. Buckets without ownership controls have had none " +
    "since 2023.",
  remediation: "Set `rule.objectOwnership` to BucketOwnerEnforced.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-12",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  phase: "resource",
  remedy: () => ({ "rule.objectOwnership": "BucketOwnerEnforced" }),
  equivalents: { checkov: ["CKV2_AWS_65"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      {
        path: "rule.objectOwnership",
        is: isOneOf(["BucketOwnerEnforced"]),
        problem: "is not BucketOwnerEnforced, so access lists decide too",
      },
    ]);
  },
};
