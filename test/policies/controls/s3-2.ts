import { s3_2 } from "../../../policies/controls/s3-2";
import type { ControlCases } from "../control-case";
import { type RequiredProperty, requirementCases } from "../requirement-cases";

const problem = "lets everyone in";
const required = (path: string, ...wrong: readonly string[]): RequiredProperty => {
  return { path, wrong, problem, holds: "a text", absent: "pass" };
};
const GROUPS = ["AllUsers", "AuthenticatedUsers"].map((name) => `http://acs.amazonaws.com/groups/global/${name}`);
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const LISTS = ["public-read", "public-read-write", "authenticated-read"];

export const cases: ControlCases = {
  control: s3_2,
  cases: [
    ...requirementCases({
      types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
      good: { acl: "private", grants: [{ type: "Group", uri: LOG_DELIVERY, permissions: ["WRITE"] }] },
      required: [required("acl", ...LISTS), required("grants[0].uri", ...GROUPS)],
      alsoGood: { "no list at all": {} },
    }),
    ...requirementCases({
      types: ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
      good: { acl: "log-delivery-write", accessControlPolicy: { grants: [{ grantee: { uri: LOG_DELIVERY } }] } },
      required: [required("acl", ...LISTS), required("accessControlPolicy.grants[0].grantee.uri", ...GROUPS)],
    }),
  ],
  impossible: { "not applicable": "Every bucket may have a list." },
};
