import type { ResourceControl } from "../control";
import { isPresent, isTrue, judgeRequirements, onlyIf } from "../requirements";
import { negate } from "../verdict";

export const datafirehose1: ResourceControl = {
  id: "DataFirehose.1",
  policy: "datafirehose-1",
  title: "Firehose streams are encrypted",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "DataFirehose.1" }],
  rationale:
    "Records wait in Firehose until they are delivered. What comes from a Kinesis stream is encrypted by that " +
    "stream.",
  remediation: "Set `serverSideEncryption.enabled` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/datafirehose-controls.html#datafirehose-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
  phase: "resource",
  remedy: () => ({ "serverSideEncryption.enabled": true }),
  equivalents: { checkov: ["CKV_AWS_240", "CKV_AWS_241"], cdkNag: ["AwsSolutions-KDF1"] },

  judge({ properties }) {
    return onlyIf(
      negate(isPresent(properties.get("kinesisSourceConfiguration"))),
      "The Kinesis stream that it reads from encrypts.",
      () =>
        judgeRequirements(properties, [
          { path: "serverSideEncryption.enabled", is: isTrue(), problem: "is not true, so records wait as they are" },
        ]),
    );
  },
};
