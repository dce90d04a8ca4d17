import { xSg2 } from "../../../policies/controls/x-sg-2";
import type { ControlCases } from "../control-case";
import { type RequiredProperty, requirementCases } from "../requirement-cases";

const described = (path: string): RequiredProperty => ({
  path,
  wrong: ["", "Managed by Pulumi", "Managed by Terraform"],
  problem: "says nothing, so nobody knows what it is for",
  holds: "a text",
  absent: "fail",
});
const FOR = { description: "From the load balancer" };

export const cases: ControlCases = {
  control: xSg2,
  cases: [
    ...requirementCases({
      types: ["aws:ec2/securityGroup:SecurityGroup"],
      good: { ...FOR, ingress: [FOR], egress: [FOR] },
      required: ["description", "ingress[0].description", "egress[0].description"].map(described) as [RequiredProperty],
      alsoGood: { "without rules of its own": FOR },
    }),
    ...requirementCases({
      types: [
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      ],
      good: FOR,
      required: [described("description")],
    }),
  ],
  impossible: { "not applicable": "Everything that it judges can have a description." },
};
