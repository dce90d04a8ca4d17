import { xSqs1 } from "../../../policies/controls/x-sqs-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xSqs1,
  cases: requirementCases({
    types: ["aws:sqs/queue:Queue"],
    good: { redrivePolicy: '{"deadLetterTargetArn":"arn:x","maxReceiveCount":5}' },
    required: [
      {
        path: "redrivePolicy",
        wrong: [""],
        problem: "is not set, so such messages come back until they are lost",
        holds: "a text",
        absent: "fail",
      },
    ],
    notApplicable: { "a queue for such messages": { redriveAllowPolicy: '{"redrivePermission":"allowAll"}' } },
  }),
};
