import type { ResourceControl } from "../control";
import { limitsTo } from "../iam/conditions";
import { IDENTITY_POLICIES, judgeIdentityPolicies } from "../iam/documents";
import { isEveryResource } from "../iam/resources";
import { allowsOn, judgeActions } from "../iam/statement";
import { allOf, negate } from "../verdict";

export const xIam1: ResourceControl = {
  id: "X-IAM-1",
  policy: "x-iam-1",
  title: "IAM policies name the resources, wherever AWS lets them",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-1" }],
  rationale:
    "One task that may read every secret makes its hole everybody's. Some actions know no resource but `*`, which AWS " +
    "lists; they pass. So does a statement that is limited to resources with a tag, or to one ECS cluster.",
  remediation: "Name the ARNs in `Resource`, and put actions that know only `*` into a statement of their own.",
  link: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: IDENTITY_POLICIES,
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_355", "CKV_AWS_356"], cdkNag: ["AwsSolutions-IAM5"] },

  judge(resource) {
    return judgeIdentityPolicies(resource, (statement) => {
      const narrowed = limitsTo(statement.conditions, (key) => /:resourcetag\/./.test(key) || key === "ecs:cluster");
      return judgeActions(statement, allOf([allowsOn(statement, isEveryResource), negate(narrowed)]), {
        concerns: ({ takesResources }) => takesResources,
        otherwise: "unknown",
        predicate: "is allowed on every resource, though AWS lets it be limited to some",
      });
    });
  },
};
