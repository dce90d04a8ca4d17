import { SECRET } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { judgePublicAccess } from "../iam/public-access";

export const xSec2: ResourceControl = {
  id: "X-SEC-2",
  policy: "x-sec-2",
  title: "Secrets are not open to everyone",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "fargate-platform", id: "X-SEC-2" }],
  rationale:
    "What opens a database or another's account must not be for everyone to read. Secrets Manager refuses such a policy " +
    "itself only where `blockPublicPolicy` is set.",
  remediation: "Name the roles or accounts that may read the secret, or add a condition on `aws:PrincipalOrgID`.",
  link: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:secretsmanager/secretPolicy:SecretPolicy", SECRET],
  phase: "resource",
  equivalents: {},

  judge({ properties }) {
    return judgePublicAccess(properties.get("policy"), "opens the secret to everyone");
  },
};
