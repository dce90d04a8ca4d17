import { KMS_KEY } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { judgePublicAccess } from "../iam/public-access";

export const kms5: ResourceControl = {
  id: "KMS.5",
  policy: "kms-5",
  title: "KMS keys can't be used by everyone",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "AWS FSBP", id: "KMS.5" }],
  rationale:
    "A key's policy decides who may decrypt, whatever else the data's own policy says. Everyone of one account, of one " +
    "organisation, or through one service of AWS, is not everyone.",
  remediation:
    "Name the account's root or the roles, or add a condition on `kms:CallerAccount` or `aws:PrincipalOrgID`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [KMS_KEY, "aws:kms/keyPolicy:KeyPolicy"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_33"] },

  judge({ properties }) {
    return judgePublicAccess(properties.get("policy"), "lets everyone use the key", [
      "kms:calleraccount",
      "kms:viaservice",
    ]);
  },
};
