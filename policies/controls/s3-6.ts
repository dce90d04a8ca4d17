import { BUCKETS, BUCKET_POLICY } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isForeignAccount, ownAccounts } from "../iam/accounts";
import { limitsTo } from "../iam/conditions";
import { judgePolicy } from "../iam/documents";
import { judgePrincipals } from "../iam/principals";
import { judgePublicAccess } from "../iam/public-access";
import { namesAction, type Statement } from "../iam/statement";
import { allOf, failIf, type Finding, type Judged, negate, NotApplicable, type Truth } from "../verdict";

/** Source: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6 */
const DENIED: readonly string[] = [
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "s3:PutEncryptionConfiguration",
  "s3:PutObjectAcl",
];

export const s3_6: ResourceControl = {
  id: "S3.6",
  policy: "s3-6",
  title: "S3 bucket policies open nothing to everyone, and let no other account decide about the bucket",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "S3.6" }],
  rationale:
    "Another account that may change the bucket's policy or its encryption owns what is in it. Wider than AWS's rule: " +
    "nothing is allowed to everyone either. Which account is one's own says the provider's `allowedAccountIds`.",
  remediation: "Take the actions away from the other account; name those who may read, or add a condition.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [BUCKET_POLICY, ...BUCKETS],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_70"] },

  judge({ properties, provider }): Judged {
    const policy = properties.get("policy");
    const own = ownAccounts(provider);
    const open = judgePublicAccess(policy, "opens the bucket to everyone");
    const foreign = judgePolicy(policy, (statement) =>
      judgeForeigners(statement, (principal) => isForeignAccount(principal, own, [])),
    );
    return open instanceof NotApplicable || foreign instanceof NotApplicable ? open : merge(open, foreign);
  },
};

/** A document that can't be read is reported once. */
function merge(first: readonly Finding[], second: readonly Finding[]): readonly Finding[] {
  const said = new Set(first.map(({ path, message }) => `${path} ${message}`));
  return [...first, ...second.filter(({ path, message }) => !said.has(`${path} ${message}`))];
}

function judgeForeigners(statement: Statement, isForeign: (principal: string) => Truth): readonly Finding[] {
  const { allows, conditions } = statement;
  const dangerous = namesAction(statement, { concerns: ({ name }) => DENIED.includes(name), otherwise: false });
  const own = limitsTo(conditions, (key) => key === "aws:principalorgid" || key === "aws:principalaccount");
  return judgePrincipals(statement.principals, "AWS", (principal, path) => {
    const foreign = principal === undefined ? "unknown" : isForeign(principal);
    const decides = allOf([allows, dangerous, foreign, negate(own)]);
    return failIf(decides, path, "is another account, which may decide about the bucket", "account");
  });
}
