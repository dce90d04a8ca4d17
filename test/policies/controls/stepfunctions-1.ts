import { stepfunctions1 } from "../../../policies/controls/stepfunctions-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: stepfunctions1,
  cases: requirementCases({
    types: ["aws:sfn/stateMachine:StateMachine"],
    good: { loggingConfiguration: { level: "ERROR" }, tracingConfiguration: { enabled: true } },
    alsoGood: { "every event": { loggingConfiguration: { level: "ALL" }, tracingConfiguration: { enabled: true } } },
    required: [
      {
        path: "loggingConfiguration.level",
        wrong: ["OFF", "FATAL"],
        problem: "is neither ALL nor ERROR, so failures leave no trace",
        holds: "a text",
        absent: "fail",
      },
      {
        path: "tracingConfiguration.enabled",
        wrong: [false],
        problem: "is not true, so executions are not traced",
        holds: "true or false",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every state machine can write logs." },
};
