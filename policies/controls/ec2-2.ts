import { DEFAULT_SECURITY_GROUP, VPC } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import type { StackIndex } from "../stack-index";
import { anyOf, fail, type Finding, indeterminate } from "../verdict";

export const ec2_2: StackControl = {
  id: "EC2.2",
  policy: "ec2-2",
  title: "A VPC's default security group lets nothing in or out",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.2" },
    { name: "CIS AWS v5.0.0", id: "5.5" },
  ],
  rationale:
    "Whatever names no security group gets the default one, and AWS gives it rules by which its members reach each " +
    "other and everything else. Taking it over removes them. Rules that are resources of their own are not seen.",
  remediation: "Take it over with `aws.ec2.DefaultSecurityGroup`, with the VPC's id and no rules.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [VPC, DEFAULT_SECURITY_GROUP],
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_12"], cdkNag: ["VPCDefaultSecurityGroupClosed"] },

  judge(resource, _settings, stack) {
    return resource.type === VPC ? judgeVpc(resource, stack) : ["ingress", "egress"].flatMap(judgeRules(resource));
  },
};

function judgeVpc(vpc: JudgedResource, stack: StackIndex): Finding[] {
  const taken = anyOf(stack.referringTo(vpc, "vpcId", [DEFAULT_SECURITY_GROUP]).map(({ refers }) => refers));
  if (taken === true) return [];
  return taken === false
    ? [
        fail(
          "defaultSecurityGroupId",
          "is a group that the stack does not take over, so it keeps the rules that AWS made",
        ),
      ]
    : [indeterminate("defaultSecurityGroupId", "does not tell yet whether the stack takes this group over")];
}

function judgeRules({ properties }: JudgedResource) {
  return (direction: string): Finding[] => {
    const rules = properties.get(direction);
    const list = rules.list();
    if (list.state === "unknown") return [indeterminate(rules.path, list.why, direction)];
    // Without rules, the provider removes those that AWS made: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/defaultsecuritygroup/
    if (list.state === "absent") return [];
    return list.value.map(({ path }) =>
      fail(path, "is a rule of the default group, which should have none", direction),
    );
  };
}
