import { QUEUE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isPresent, isTrue, judgeRequirements, onlyIf } from "../requirements";
import { negate } from "../verdict";

export const sqs1: ResourceControl = {
  id: "SQS.1",
  policy: "sqs-1",
  title: "SQS queues are encrypted",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "SQS.1" }],
  rationale: "Messages wait in the queue for up to two weeks. SQS encrypts by itself, unless it is told not to.",
  remediation: "Remove `sqsManagedSseEnabled`, or set `kmsMasterKeyId`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [QUEUE],
  phase: "resource",
  remedy: () => ({ sqsManagedSseEnabled: true }),
  equivalents: { checkov: ["CKV_AWS_27"], cdkNag: ["AwsSolutions-SQS2"] },

  judge({ properties }) {
    return onlyIf(negate(isPresent(properties.get("kmsMasterKeyId"))), "A key of KMS encrypts the queue.", () =>
      judgeRequirements(properties, [
        { path: "sqsManagedSseEnabled", is: isTrue(true), problem: "is false, so messages wait as they are" },
      ]),
    );
  },
};
