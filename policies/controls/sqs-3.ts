import { QUEUE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { judgePublicAccess } from "../iam/public-access";

export const sqs3: ResourceControl = {
  id: "SQS.3",
  policy: "sqs-3",
  title: "SQS queues are not open to everyone",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "AWS FSBP", id: "SQS.3" }],
  rationale:
    "Whoever may send decides what the workers do, and whoever may receive takes messages away from them. A policy for " +
    "a topic or bucket names everyone or the service, and in a condition the one that may send.",
  remediation: "Name the roles or services, with a condition on `aws:SourceArn` or `aws:PrincipalOrgID`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-3",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:sqs/queuePolicy:QueuePolicy", QUEUE],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_168", "CKV_AWS_387"] },

  judge({ properties }) {
    return judgePublicAccess(properties.get("policy"), "opens the queue to everyone");
  },
};
