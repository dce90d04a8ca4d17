import { sns4 } from "../../../policies/controls/sns-4";
import type { ControlCases } from "../control-case";
import { publicAccessCases } from "../policy-documents";

export const cases: ControlCases = {
  control: sns4,
  cases: publicAccessCases(
    ["aws:sns/topicPolicy:TopicPolicy", "aws:sns/topic:Topic"],
    "sns:Publish",
    "opens the topic to everyone",
  ),
};
