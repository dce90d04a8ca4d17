import { xLog1 } from "../../../policies/controls/x-log-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xLog1,
  cases: requirementCases({
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    good: { kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1" },
    required: [
      {
        path: "kmsKeyId",
        wrong: [""],
        problem: "is not set, so AWS uses a key of its own",
        holds: "a text",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every log group is encrypted." },
};
