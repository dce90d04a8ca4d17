import { UNKNOWN, type Value } from "../../../model/graph";
import { s3_6 } from "../../../policies/controls/s3-6";
import { perhaps } from "../../../policies/verdict";
import type { ControlCase, ControlCases } from "../control-case";
import { allow, documentOf, partlyKnownDocument, publicAccessCases, type StatementJson } from "../policy-documents";

const TYPE = "aws:s3/bucketPolicy:BucketPolicy";
const DECIDES = "is another account, which may decide about the bucket";
const AT = "policy.Statement[0].Principal.AWS";
const OWN = "123456789012";
const OTHER = "arn:aws:iam::210987654321:role/vendor";

const to = (AWS: Value, action: Value = "s3:PutBucketPolicy", more: StatementJson = {}) =>
  allow(action, "arn:aws:s3:::logs", { Principal: { AWS }, ...more });
const bucketPolicy = (policy: Value, provider = { allowedAccountIds: JSON.stringify([OWN]) as Value }) => {
  return { type: TYPE, properties: { policy }, provider };
};
const passing = (title: string, statement: StatementJson): ControlCase => {
  return { kind: "passing", title, ...bucketPolicy(documentOf(statement)), expected: "pass" };
};
const failing = (title: string, statement: StatementJson, path = AT): ControlCase => ({
  kind: "failing",
  title,
  ...bucketPolicy(documentOf(statement)),
  expected: [["fail", path, DECIDES, "account"]],
});
const unsure = (title: string, statement: StatementJson, provider?: { allowedAccountIds: Value }): ControlCase => ({
  kind: "unknown",
  title,
  ...bucketPolicy(partlyKnownDocument(statement), provider),
  expected: [["indeterminate", AT, perhaps(DECIDES), "account"]],
});

export const cases: ControlCases = {
  control: s3_6,
  cases: [
    passing("one's own account decides", to([OWN, `arn:aws:iam::${OWN}:root`])),
    passing("another account reads", to(OTHER, ["s3:GetObject", "s3:List*"])),
    passing("another account is denied", to(OTHER, "s3:*", { Effect: "Deny" })),
    passing(
      "only within the organisation",
      to(OTHER, "s3:*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    ),
    passing("only as one account", to(OTHER, "s3:*", { Condition: { StringEquals: { "aws:PrincipalAccount": OWN } } })),
    passing("another account does what nobody knows", to(OTHER, "s3:PutEverything")),
    failing("another account decides", to(OTHER)),
    failing("from one network", to(OTHER, "s3:*", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } })),
    failing("by a pattern of actions, among others", to([OWN, "210987654321"], ["s3:Get*", "s3:Put*"]), `${AT}[1]`),
    failing(
      "under another condition",
      to(OTHER, "s3:PutObjectAcl", { Condition: { Bool: { "aws:SecureTransport": true } } }),
    ),
    unsure("which account is one's own", to(OTHER), { allowedAccountIds: UNKNOWN }),
    unsure("nothing says which account is one's own", to(OTHER), { allowedAccountIds: null }),
    {
      ...unsure("who it is", to(UNKNOWN)),
      expected: [
        ["indeterminate", "policy.Statement[0]", perhaps("opens the bucket to everyone"), "everyone"],
        ["indeterminate", AT, perhaps(DECIDES), "account"],
      ],
    },
    unsure("an id of AWS's", to("AROA1234567890EXAMPLE")),
    ...publicAccessCases(
      [TYPE, "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
      "s3:GetObject",
      "opens the bucket to everyone",
    ),
  ],
};
