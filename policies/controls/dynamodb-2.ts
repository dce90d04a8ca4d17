import type { ResourceControl } from "../control";
import { isTrue, judgeRequirements } from "../requirements";

export const dynamodb2: ResourceControl = {
  id: "DynamoDB.2",
  policy: "dynamodb-2",
  title: "DynamoDB tables can be restored to any second of the last days",
  pack: "operations",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "DynamoDB.2" }],
  rationale: "What a program has overwritten, no other backup brings back.",
  remediation: "Set `pointInTimeRecovery.enabled` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:dynamodb/table:Table"],
  phase: "resource",
  remedy: () => ({ "pointInTimeRecovery.enabled": true }),
  equivalents: { checkov: ["CKV_AWS_28"], cdkNag: ["AwsSolutions-DDB3"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "pointInTimeRecovery.enabled", is: isTrue(), problem: "is not true, so what is overwritten is lost" },
    ]);
  },
};
