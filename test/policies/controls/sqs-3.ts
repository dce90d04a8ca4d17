import { sqs3 } from "../../../policies/controls/sqs-3";
import type { ControlCases } from "../control-case";
import { publicAccessCases } from "../policy-documents";

export const cases: ControlCases = {
  control: sqs3,
  cases: publicAccessCases(
    ["aws:sqs/queuePolicy:QueuePolicy", "aws:sqs/queue:Queue"],
    "sqs:SendMessage",
    "opens the queue to everyone",
  ),
};
