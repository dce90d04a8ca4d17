import { dynamodb2 } from "../../../policies/controls/dynamodb-2";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: dynamodb2,
  cases: requirementCases({
    types: ["aws:dynamodb/table:Table"],
    good: { pointInTimeRecovery: { enabled: true } },
    required: [
      {
        path: "pointInTimeRecovery.enabled",
        wrong: [false],
        problem: "is not true, so what is overwritten is lost",
        holds: "true or false",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every table can be restored." },
};
