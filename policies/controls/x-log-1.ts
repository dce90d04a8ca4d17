import type { ResourceControl } from "../control";
import { isSet, judgeRequirements } from "../requirements";

export const xLog1: ResourceControl = {
  id: "X-LOG-1",
  policy: "x-log-1",
  title: "CloudWatch log groups are encrypted with a KMS key of the account",
  pack: "security",
  severity: "low",
  frameworks: [{ name: "fargate-platform", id: "X-LOG-1" }],
  rationale:
    "CloudWatch always encrypts; with a key of the account, who may read logs also needs the key, and each use is " +
    "recorded.",
  remediation: "Set `kmsKeyId` to a key whose policy lets CloudWatch Logs use it.",
  link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  levels: { dev: "disabled", prod: "advisory" },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_158"], cdkNag: ["CloudWatchLogGroupEncrypted"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "kmsKeyId", is: isSet(), problem: "is not set, so AWS uses a key of its own" },
    ]);
  },
};
