import { ROLE, ROLE_POLICY_ATTACHMENT } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { fail, type Finding, indeterminate, type Judged, NotApplicable } from "../verdict";

type ManagedSettings = { readonly deniedPolicies: readonly string[] };

/** Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
const DENIED: readonly string[] = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess", "SystemAdministrator"];

export const xIam7: ResourceControl<ManagedSettings> = {
  id: "X-IAM-7",
  policy: "x-iam-7",
  title: "Nobody has AWS's policies for administrators",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-7" }],
  rationale: "AWS's own policies for administrators allow nearly everything, and AWS adds to them.",
  remediation: "Attach a policy that names what is needed.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [
    ROLE_POLICY_ATTACHMENT,
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    ROLE,
  ],
  phase: "resource",
  settings: {
    properties: {
      deniedPolicies: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The names of AWS's managed policies that nobody may have.",
      },
    },
    presets: { dev: { deniedPolicies: DENIED }, prod: { deniedPolicies: DENIED } },
  },
  equivalents: { checkov: ["CKV_AWS_274", "CKV2_AWS_56"], cdkNag: ["AwsSolutions-IAM4"] },

  judge({ type, properties }, { deniedPolicies }): Judged {
    if (type !== ROLE) return judgeArn(properties.get("policyArn"), deniedPolicies);
    const attached = properties.get("managedPolicyArns");
    const arns = attached.items();
    if (arns === undefined) return [indeterminate(attached.path, "is not known before deployment")];
    if (arns.length === 0) return new NotApplicable("The role names no policies to attach.");
    return arns.flatMap((arn) => judgeArn(arn, deniedPolicies));
  },
};

/** `arn:aws:iam::aws:policy/AdministratorAccess`, some with a path before the name. */
function judgeArn(property: Reader, denied: readonly string[]): Finding[] {
  const arn = property.string();
  if (arn.state === "unknown") return [indeterminate(property.path, arn.why)];
  if (arn.state === "absent") return [];
  const [, name] = /^arn:[\w-]+:iam::aws:policy\/(?:.+\/)?([^/]+)$/.exec(arn.value) ?? [];
  if (name === undefined || !denied.includes(name)) return [];
  return [fail(property.path, "is one of AWS's policies that the configuration denies", name)];
}
