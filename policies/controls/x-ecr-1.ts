import type { ResourceControl } from "../control";
import { judgePublicAccess } from "../iam/public-access";

export const xEcr1: ResourceControl = {
  id: "X-ECR-1",
  policy: "x-ecr-1",
  title: "ECR repositories are not open to everyone",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-ECR-1" }],
  rationale:
    "An image holds the program, and often more than was meant to be in it. Whoever may push decides what runs. " +
    "Everyone of one's own organisation is not everyone.",
  remediation: "Name the accounts that may pull, or add a condition on `aws:PrincipalOrgID`.",
  link: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:ecr/repositoryPolicy:RepositoryPolicy"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_32"], cdkNag: ["AwsSolutions-ECR1"] },

  judge({ properties }) {
    return judgePublicAccess(properties.get("policy"), "opens the repository to everyone");
  },
};
