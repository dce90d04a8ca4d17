import { sqs1 } from "../../../policies/controls/sqs-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: sqs1,
  cases: requirementCases({
    types: ["aws:sqs/queue:Queue"],
    good: { sqsManagedSseEnabled: true },
    required: [
      {
        path: "sqsManagedSseEnabled",
        wrong: [false],
        problem: "is false, so messages wait as they are",
        holds: "true or false",
        absent: "pass",
      },
    ],
    notApplicable: { "a key": { kmsMasterKeyId: "alias/aws/sqs", sqsManagedSseEnabled: false } },
  }),
};
