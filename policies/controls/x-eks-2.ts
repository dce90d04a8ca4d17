import type { StackControl } from "../control";
import { judgeSubnets } from "../internet-subnets";

export const xEks2: StackControl = {
  id: "X-EKS-2",
  policy: "x-eks-2",
  pack: "security",
  title: "Pods on Fargate run in private subnets",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-EKS-2" }],
  rationale:
    "EKS takes no subnet with a route to an internet gateway for a Fargate profile, but a route that is added later opens " +
    "it again.",
  remediation: "Name private subnets in `subnetIds`.",
  link: "https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:eks/fargateProfile:FargateProfile"],
  phase: "stack",
  equivalents: {},

  judge(profile, _settings, stack) {
    return judgeSubnets(profile, "subnetIds", stack);
  },
};
