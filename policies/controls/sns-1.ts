import { TOPIC } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { fail, indeterminate } from "../verdict";

export const sns1: ResourceControl = {
  id: "SNS.1",
  policy: "sns-1",
  title: "SNS topics encrypt their messages with a KMS key",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS Security Hub", id: "SNS.1" }],
  rationale:
    "Messages of alarms name what is wrong and where. With a key, who reads them also needs its permission. Alarms need " +
    "a key of the account's own: CloudWatch can't use the one that AWS has for SNS, which this rule accepts all the same.",
  remediation: "Set `kmsMasterKeyId` to a key whose policy lets those who publish use it.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [TOPIC],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_26"], cdkNag: ["SNSEncryptedKMS"] },

  judge({ properties }) {
    const key = properties.get("kmsMasterKeyId");
    const reading = key.string();
    if (reading.state === "unknown") return [indeterminate(key.path, reading.why)];
    const isSet = reading.state === "known" && reading.value !== "";
    return isSet ? [] : [fail(key.path, "is not set, so messages are stored as they are")];
  },
};
