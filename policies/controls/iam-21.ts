import type { ResourceControl } from "../control";
import { IDENTITY_POLICIES, judgeIdentityPolicies } from "../iam/documents";
import { actionKey } from "../iam/statement";
import { allOf, failIf } from "../verdict";

export const iam21: ResourceControl = {
  id: "IAM.21",
  policy: "iam-21",
  title: "IAM policies name actions, instead of all that a service has",
  pack: "security",
  severity: "low",
  frameworks: [{ name: "AWS FSBP", id: "IAM.21" }],
  rationale:
    "All actions of a service include those that delete, that change permissions, and those that AWS adds next year. " +
    "Wider than AWS's rule: `NotAction` allows even more than one service, and counts whatever it leaves out.",
  remediation: "Name the actions that are needed in `Action`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: IDENTITY_POLICIES,
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_63"],
    cdkNag: ["AwsSolutions-IAM5", "IAMPolicyNoStatementsWithFullAccess"],
  },

  judge(resource) {
    return judgeIdentityPolicies(resource, ({ allows, actions: { texts, negated } }) => {
      if (negated) return failIf(allows, texts.path, "allows all actions but some", "NotAction");
      return [
        ...texts.known.flatMap(({ text, path }) =>
          failIf(allOf([allows, isWholeService(text)]), path, "allows all actions of a service", actionKey(text)),
        ),
        ...(texts.complete ? [] : failIf(allOf([allows, "unknown"]), texts.path, "allows all actions of a service")),
      ];
    });
  },
};

/** `s3:*`, and what means the same. Everything of every service is IAM.1's business, and this one's too. */
function isWholeService(action: string): boolean {
  return /^(?:[a-z0-9-]+:)?\*[*?]*$/i.test(action);
}
