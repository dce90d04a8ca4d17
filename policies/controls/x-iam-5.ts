import { ROLE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { type Conditions, limitsTo } from "../iam/conditions";
import { judgePolicy } from "../iam/documents";
import { judgePrincipals } from "../iam/principals";
import type { Statement } from "../iam/statement";
import { allOf, failIf, type Finding, negate, type Truth } from "../verdict";

/** The issuer of an identity provider's ARN: `arn:aws:iam::123456789012:oidc-provider/HOST/PATH`. */
const PROVIDER = /^arn:[\w-]+:iam::\d{12}:oidc-provider\/(.+)$/;

/**
 * Per issuer, what a subject has to name at least. GitHub's begins with the repository, GitLab's with the project.
 * Sources: https://docs.github.com/en/actions/reference/security/oidc, https://docs.gitlab.com/ci/secrets/id_token_authentication/
 */
const SUBJECTS: ReadonlyMap<string, RegExp> = new Map([
  ["token.actions.githubusercontent.com", /^repo:[^/:*?]+\/[^/:*?]+:./],
  ["gitlab.com", /^project_path:[^:*?]+:./],
]);
/** Elsewhere a subject is one identity, and a pattern of them is more than was meant. */
const ONE_SUBJECT = /^[^*?]+$/;

export const xIam5: ResourceControl = {
  id: "X-IAM-5",
  policy: "x-iam-5",
  title: "IAM roles for pipelines name the audience and the repository that may assume them",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-5" }],
  rationale:
    "An OIDC issuer such as GitHub's signs tokens for everybody. Only the subject tells whose pipeline it is: without " +
    "it, or with a pattern over all repositories, anyone who can create one has the role.",
  remediation:
    "Compare the issuer's `aud` and `sub` by StringEquals, or StringLike for branches of one repository: `repo:OWNER/NAME:…`.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [ROLE],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_358", "CKV_AWS_393"] },

  judge({ properties }) {
    return judgePolicy(properties.get("assumeRolePolicy"), (statement) =>
      judgePrincipals(statement.principals, "Federated", (provider, path) =>
        provider === undefined
          ? missing(statement.allows, path, "subject", "sub", "unknown")
          : judgeIssuer(provider, path, statement),
      ),
    );
  },
};

function judgeIssuer(provider: string, path: string, { allows, conditions }: Statement): readonly Finding[] {
  const issuer = PROVIDER.exec(provider)?.[1]?.toLowerCase();
  // SAML, and web identities that AWS knows by name, are asked for other things.
  if (issuer === undefined) return [];
  const names = SUBJECTS.get(issuer) ?? ONE_SUBJECT;
  const [audience, subject] = [`${issuer}:aud`, `${issuer}:sub`];
  return [
    ...missing(
      allows,
      path,
      "audience",
      "aud",
      limitsTo(conditions, (key) => key === audience),
    ),
    ...missing(allows, path, "subject", "sub", namesSubject(conditions, subject, names)),
  ];
}

function namesSubject(conditions: Conditions, key: string, pattern: RegExp): Truth {
  return limitsTo(
    conditions,
    (each) => each === key,
    // With StringEquals, `*` is a letter like any other.
    (value, { operator }) => pattern.test(value) || (operator === "stringequals" && value !== ""),
  );
}

function missing(allows: Truth, path: string, what: string, key: string, limited: Truth): readonly Finding[] {
  return failIf(allOf([allows, negate(limited)]), path, `may assume the role whatever the token's ${what} is`, key);
}
