import type { ResourceControl } from "../control";
import { IDENTITY_POLICIES, judgeIdentityPolicies } from "../iam/documents";
import { isEveryResource } from "../iam/resources";
import { allowsOn } from "../iam/statement";
import { allOf, failIf } from "../verdict";

export const iam1: ResourceControl = {
  id: "IAM.1",
  policy: "iam-1",
  title: "IAM policies allow nobody everything",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "IAM.1" },
    { name: "CIS AWS v5.0.0", id: "1.15" },
  ],
  rationale:
    "Who may do everything can give away everything, and so can whoever steals one credential of theirs. A condition " +
    "does not make it better: it decides when, not what.",
  remediation: "Name the actions that are needed, and the resources.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: IDENTITY_POLICIES,
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_62", "CKV_AWS_63"],
    cdkNag: ["AwsSolutions-IAM5", "IAMPolicyNoStatementsWithAdminAccess"],
  },

  judge(resource) {
    return judgeIdentityPolicies(resource, (statement) => {
      const { texts, negated } = statement.actions;
      const everyAction = negated ? false : texts.any((text) => /^\*[*:]*$/.test(text));
      const everything = allOf([allowsOn(statement, isEveryResource), everyAction]);
      return failIf(everything, statement.path, "allows every action on every resource");
    });
  },
};
