import { VPC } from "../../model/type-tokens";
import type { StackControl } from "../control";
import type { Reader } from "../reader";
import { allOf, anyOf, fail, indeterminate, type Truth } from "../verdict";

const RECORDED: readonly string[] = ["REJECT", "ALL"];

export const ec2_6: StackControl = {
  id: "EC2.6",
  policy: "ec2-6",
  title: "VPCs have flow logs that record at least what was rejected",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.6" },
    { name: "CIS AWS v5.0.0", id: "3.7" },
  ],
  rationale:
    "Without flow logs nobody can tell who tried to reach what, neither during an attack nor after it, and a rule that " +
    "blocks too much is found by guessing.",
  remediation: "Create an `aws.ec2.FlowLog` with the VPC's id and `trafficType` ALL.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [VPC],
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_11"], cdkNag: ["AwsSolutions-VPC7"] },

  judge(vpc, _settings, stack) {
    const logs = stack.referringTo(vpc, "vpcId", ["aws:ec2/flowLog:FlowLog"]);
    const recorded = anyOf(
      logs.map(({ resource, refers }) => allOf([refers, recordsRejected(resource.properties.get("trafficType"))])),
    );
    if (recorded === true) return [];
    return recorded === false
      ? [fail("id", "is named by no flow log of the stack that records what was rejected")]
      : [indeterminate("id", "does not tell yet whether a flow log records what was rejected")];
  },
};

function recordsRejected(trafficType: Reader): Truth {
  const text = trafficType.string();
  if (text.state === "unknown") return "unknown";
  return text.state === "known" && RECORDED.includes(text.value);
}
