import { QUEUE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isPresent, isSet, judgeRequirements, onlyIf } from "../requirements";
import { negate } from "../verdict";

export const xSqs1: ResourceControl = {
  id: "X-SQS-1",
  policy: "x-sqs-1",
  title: "SQS queues put messages aside that nobody can process",
  pack: "operations",
  severity: "low",
  frameworks: [{ name: "fargate-platform", id: "X-SQS-1" }],
  rationale:
    "A message that always fails comes back until it is deleted for its age, unseen. A queue for such messages " +
    "says so by `redriveAllowPolicy`.",
  remediation: "Set `redrivePolicy` to the queue that takes them, and `redriveAllowPolicy` of that queue.",
  link: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  levels: { dev: "disabled", prod: "advisory" },
  types: [QUEUE],
  phase: "resource",
  equivalents: { cdkNag: ["AwsSolutions-SQS3"] },

  judge({ properties }) {
    return onlyIf(
      negate(isPresent(properties.get("redriveAllowPolicy"))),
      "The queue is there for such messages.",
      () =>
        judgeRequirements(properties, [
          { path: "redrivePolicy", is: isSet(), problem: "is not set, so such messages come back until they are lost" },
        ]),
    );
  },
};
