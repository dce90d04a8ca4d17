import { KMS_KEY } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isAtLeast, isFalse, judgeRequirements } from "../requirements";

export const kms3: ResourceControl = {
  id: "KMS.3",
  policy: "kms-3",
  title: "KMS keys are not deleted in haste, nor locked against their owners",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "AWS FSBP", id: "KMS.3" }],
  rationale:
    "What a deleted key has encrypted is lost, and the days before are the time to notice. A key whose policy " +
    "leaves out its owners can be mended by AWS alone.",
  remediation: "Remove `deletionWindowInDays` or set it to 14 or more, and remove `bypassPolicyLockoutSafetyCheck`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-3",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [KMS_KEY, "aws:kms/replicaKey:ReplicaKey"],
  phase: "resource",
  remedy: () => ({ deletionWindowInDays: 30, bypassPolicyLockoutSafetyCheck: false }),
  equivalents: { pulumi: ["disallowBypassPolicyLockoutSafetyCheck"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "deletionWindowInDays", is: isAtLeast(14, 30), problem: "is less than 14, too short to notice" },
      {
        path: "bypassPolicyLockoutSafetyCheck",
        is: isFalse(),
        problem: "is true, so nobody may be left who can change the policy",
      },
    ]);
  },
};
