import { xSec1 } from "../../../policies/controls/x-sec-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xSec1,
  cases: requirementCases({
    types: ["aws:secretsmanager/secret:Secret"],
    good: { kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1", recoveryWindowInDays: 7 },
    required: [
      {
        path: "kmsKeyId",
        wrong: [""],
        problem: "is not set, so AWS's own key encrypts it",
        holds: "a text",
        absent: "fail",
      },
      {
        path: "recoveryWindowInDays",
        wrong: [0],
        problem: "is below 7 days, too short to notice",
        holds: "a number",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every secret can be deleted." },
};
