import type { ResourceControl } from "../control";
import { isSet, isTrue, judgeRequirements } from "../requirements";

export const xDdb1: ResourceControl = {
  id: "X-DDB-1",
  policy: "x-ddb-1",
  title: "DynamoDB tables are encrypted with a KMS key of the account",
  pack: "security",
  severity: "low",
  frameworks: [{ name: "fargate-platform", id: "X-DDB-1" }],
  rationale:
    "DynamoDB always encrypts; with a key of the account, who may read also needs the key, and each use is " +
    "recorded.",
  remediation: "Set `serverSideEncryption.enabled` to true, and `kmsKeyArn` to the key.",
  link: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html",
  levels: { dev: "disabled", prod: "advisory" },
  types: ["aws:dynamodb/table:Table"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_119"], awsguard: ["dynamodb-table-encryption-enabled"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "serverSideEncryption.enabled", is: isTrue(), problem: "is not true, so DynamoDB uses a key of its own" },
      { path: "serverSideEncryption.kmsKeyArn", is: isSet(), problem: "is not set, so AWS uses a key of its own" },
    ]);
  },
};
