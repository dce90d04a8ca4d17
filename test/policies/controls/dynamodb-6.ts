import { dynamodb6 } from "../../../policies/controls/dynamodb-6";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: dynamodb6,
  cases: requirementCases({
    types: ["aws:dynamodb/table:Table"],
    good: { deletionProtectionEnabled: true },
    required: [
      {
        path: "deletionProtectionEnabled",
        wrong: [false],
        problem: "is not true, so one call deletes it",
        holds: "true or false",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every table can be protected." },
};
