import { SUBNET } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isFalse, judgeRequirements } from "../requirements";

export const ec2_15: ResourceControl = {
  id: "EC2.15",
  policy: "ec2-15",
  title: "Subnets give no public addresses by themselves",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "EC2.15" }],
  rationale:
    "An address that nobody asked for puts on the internet what nobody meant to be there. What needs one asks for " +
    "it.",
  remediation: "Set `mapPublicIpOnLaunch` to false.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [SUBNET, "aws:ec2/defaultSubnet:DefaultSubnet"],
  phase: "resource",
  remedy: () => ({ mapPublicIpOnLaunch: false }),
  equivalents: { checkov: ["CKV_AWS_130"], cdkNag: ["VPCSubnetAutoAssignPublicIpDisabled"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      {
        path: "mapPublicIpOnLaunch",
        is: isFalse(),
        problem: "is true, so everything in the subnet gets a public address",
      },
    ]);
  },
};
