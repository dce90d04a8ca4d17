import { ROLE, ROLE_POLICY, ROLE_POLICY_ATTACHMENT } from "../../model/type-tokens";
import type { StackControl } from "../control";
import { allOf, anyOf, failIf, type Finding } from "../verdict";

/** Per property of a role, the resources that say the same separately. */
const SEPARATE: Readonly<Record<string, readonly string[]>> = {
  inlinePolicies: [ROLE_POLICY],
  managedPolicyArns: [ROLE_POLICY_ATTACHMENT],
};

export const xIam10: StackControl = {
  id: "X-IAM-10",
  policy: "x-iam-10",
  title: "IAM roles have their policies in one place",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-10" }],
  rationale:
    "The provider takes what a role itself lists for all there is: each update removes the policies that other " +
    "resources attach, and the next one brings them back. An empty list is one too. `aws.iam.PolicyAttachment`, which " +
    "names several roles at once, is not seen.",
  remediation: "Use `aws.iam.RolePolicy` and `aws.iam.RolePolicyAttachment` alone, or the role's own properties alone.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [ROLE],
  phase: "stack",
  readsInputs: true,
  equivalents: { awsguard: ["iam-role-no-policy-management-conflicts"] },

  judge(role, _settings, stack): readonly Finding[] {
    const inputs = stack.inputsOf(role);
    return Object.entries(SEPARATE).flatMap(([name, types]) => {
      const property = inputs.get(name);
      const own = property.isUnknown() ? "unknown" : !property.isAbsent();
      const others = anyOf(stack.referringTo(role, "role", types).map(({ refers }) => refers));
      return failIf(allOf([own, others]), property.path, "competes with resources that say the same", name);
    });
  },
};
