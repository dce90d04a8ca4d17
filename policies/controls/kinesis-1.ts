import type { ResourceControl } from "../control";
import { isOneOf, judgeRequirements } from "../requirements";

export const kinesis1: ResourceControl = {
  id: "Kinesis.1",
  policy: "kinesis-1",
  title: "Kinesis streams are encrypted",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "Kinesis.1" }],
  rationale: "Records wait in the stream for hours or days, as they are.",
  remediation: "Set `encryptionType` to KMS.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/kinesis-controls.html#kinesis-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:kinesis/stream:Stream"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_43", "CKV_AWS_185"], cdkNag: ["AwsSolutions-KDS1"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "encryptionType", is: isOneOf(["KMS"]), problem: "is not KMS, so records are stored as they are" },
    ]);
  },
};
