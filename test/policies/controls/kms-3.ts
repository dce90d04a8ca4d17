import { kms3 } from "../../../policies/controls/kms-3";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: kms3,
  cases: requirementCases({
    types: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
    good: { deletionWindowInDays: 14, bypassPolicyLockoutSafetyCheck: false },
    required: [
      {
        path: "deletionWindowInDays",
        wrong: [7],
        problem: "is less than 14, too short to notice",
        holds: "a number",
        absent: "pass",
      },
      {
        path: "bypassPolicyLockoutSafetyCheck",
        wrong: [true],
        problem: "is true, so nobody may be left who can change the policy",
        holds: "true or false",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every key can be deleted." },
};
