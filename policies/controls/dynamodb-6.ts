import type { ResourceControl } from "../control";
import { isTrue, judgeRequirements } from "../requirements";

export const dynamodb6: ResourceControl = {
  id: "DynamoDB.6",
  policy: "dynamodb-6",
  title: "DynamoDB tables are protected from deletion",
  pack: "operations",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "DynamoDB.6" }],
  rationale: "Protection by Pulumi stops Pulumi; this one stops everybody.",
  remediation: "Set `deletionProtectionEnabled` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-6",
  levels: { dev: "disabled", prod: "mandatory" },
  types: ["aws:dynamodb/table:Table"],
  phase: "resource",
  remedy: () => ({ deletionProtectionEnabled: true }),
  equivalents: {},

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "deletionProtectionEnabled", is: isTrue(), problem: "is not true, so one call deletes it" },
    ]);
  },
};
