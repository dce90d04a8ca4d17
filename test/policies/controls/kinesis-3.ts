import { kinesis3 } from "../../../policies/controls/kinesis-3";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: kinesis3,
  cases: requirementCases({
    types: ["aws:kinesis/stream:Stream"],
    good: { retentionPeriod: 168 },
    required: [
      {
        path: "retentionPeriod",
        wrong: [24, 167],
        problem: "is below the hours that the configuration asks for",
        holds: "a number",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every stream keeps records." },
};
