import { kinesis1 } from "../../../policies/controls/kinesis-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: kinesis1,
  cases: requirementCases({
    types: ["aws:kinesis/stream:Stream"],
    good: { encryptionType: "KMS" },
    required: [
      {
        path: "encryptionType",
        wrong: ["NONE"],
        problem: "is not KMS, so records are stored as they are",
        holds: "a text",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every stream has records." },
};
