import { BUCKETS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isNoneOf, judgeRequirements } from "../requirements";

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html (canned ACLs, predefined groups) */
const PUBLIC_LISTS: readonly string[] = ["public-read", "public-read-write", "authenticated-read"];
const EVERYONE: readonly string[] = ["AllUsers", "AuthenticatedUsers"].map(
  (group) => `http://acs.amazonaws.com/groups/global/${group}`,
);

export const s3_2: ResourceControl = {
  id: "S3.2",
  alsoCovers: ["S3.3"],
  policy: "s3-2",
  pack: "security",
  title: "Access lists of S3 buckets open nothing to the world",
  severity: "critical",
  frameworks: [
    { name: "AWS FSBP", id: "S3.2" },
    { name: "AWS FSBP", id: "S3.3" },
  ],
  rationale:
    "`authenticated-read` means everyone who has an account of AWS, which is everyone. That other settings may block a " +
    "list today is no reason to have it. What bucket policies open is S3.6's.",
  remediation: "Remove the list, and let a bucket policy name who may read.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [...BUCKETS, "aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
  phase: "resource",
  remedy: () => ({ acl: "private" }),
  equivalents: {
    checkov: ["CKV_AWS_20", "CKV_AWS_57"],
    cdkNag: ["S3BucketPublicReadProhibited", "S3BucketPublicWriteProhibited"],
    pulumi: ["disallowPublicRead"],
  },

  judge({ properties }) {
    const problem = "lets everyone in";
    return judgeRequirements(properties, [
      { path: "acl", is: isNoneOf(PUBLIC_LISTS), problem },
      { path: "grants[].uri", is: isNoneOf(EVERYONE), problem },
      { path: "accessControlPolicy.grants[].grantee.uri", is: isNoneOf(EVERYONE), problem },
    ]);
  },
};
