import { UNKNOWN, type Value } from "../../../model/graph";
import { xIam5 } from "../../../policies/controls/x-iam-5";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { documentCases, documentOf, partlyKnownDocument, type StatementJson } from "../policy-documents";

const ROLE = "aws:iam/role:Role";
const AT = "assumeRolePolicy.Statement[0].Principal.Federated";
const SUBJECT = "may assume the role whatever the token's subject is";
const AUDIENCE = "may assume the role whatever the token's audience is";
const GITHUB = "token.actions.githubusercontent.com";

const providerArn = (issuer: string) => `arn:aws:iam::123456789012:oidc-provider/${issuer}`;
const trust = (Federated: Value, Condition: Value, more: StatementJson = {}): StatementJson => {
  return { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated }, Condition, ...more };
};
/** A role for tokens of the issuer, with this subject. */
const tokens = (sub: Value, operator = "StringLike", issuer = GITHUB) => {
  const audience = { [`${issuer}:aud`]: "sts.amazonaws.com" };
  return trust(providerArn(issuer), {
    StringEquals: audience,
    [operator]: { ...(operator === "StringEquals" ? audience : {}), [`${issuer}:sub`]: sub },
  });
};

function passing(title: string, statement: StatementJson): ControlCase {
  const properties = { assumeRolePolicy: documentOf(statement) };
  return { kind: "passing", title, type: ROLE, properties, expected: "pass" };
}

function failing(title: string, statement: StatementJson, message = SUBJECT, key = "sub"): ControlCase {
  const properties = { assumeRolePolicy: documentOf(statement) };
  return { kind: "failing", title, type: ROLE, properties, expected: [["fail", AT, message, key]] };
}

function unsure(
  title: string,
  statement: StatementJson,
  ...found: readonly (readonly [string, string])[]
): ControlCase {
  const properties = { assumeRolePolicy: partlyKnownDocument(statement) };
  const expected = found.map(([message, key]) => ["indeterminate", AT, perhaps(message), key] as const);
  return { kind: "unknown", title, type: ROLE, properties, expected };
}

export const cases: ControlCases = {
  control: xIam5,
  cases: [
    passing("one branch", tokens("repo:acme/shop:ref:refs/heads/main", "StringEquals")),
    passing("all branches of one repository", tokens(["repo:acme/shop:*", "repo:acme/web:environment:prod"])),
    passing(
      "one project of GitLab",
      tokens("project_path:acme/shop:ref_type:branch:ref:*", "StringLike", "gitlab.com"),
    ),
    passing(
      "one service account of a cluster",
      tokens("system:serviceaccount:shop:web", "StringLike", "oidc.eks.eu-central-1.amazonaws.com/id/1"),
    ),
    passing("a star that is only a letter", tokens("repo:acme/*", "StringEquals")),
    failing("an empty subject", tokens("", "StringEquals")),
    passing("SAML", trust("arn:aws:iam::123456789012:saml-provider/work", { StringEquals: { "SAML:aud": "x" } })),
    passing("denied", trust(providerArn(GITHUB), {}, { Effect: "Deny" })),
    passing("no token", {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
    }),
    failing("all repositories of an owner", tokens("repo:acme/*")),
    failing("any repository beside one", tokens(["repo:acme/shop:*", "repo:*"])),
    failing("a pattern of repositories", tokens("repo:acme/shop*:ref:refs/heads/main")),
    failing("all projects of a group at GitLab", tokens("project_path:acme/*", "StringLike", "gitlab.com")),
    failing("all accounts of a cluster", tokens("system:serviceaccount:*", "StringLike", "oidc.eks.example.com/id/1")),
    failing(
      "another issuer's subject",
      trust(providerArn(GITHUB), {
        StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com", "gitlab.com:sub": "project_path:acme/shop:x" },
      }),
    ),
    failing("no subject", trust(providerArn(GITHUB), { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } })),
    failing(
      "no audience",
      trust(providerArn(GITHUB), { StringEquals: { [`${GITHUB}:sub`]: "repo:acme/shop:environment:prod" } }),
      AUDIENCE,
      "aud",
    ),
    {
      kind: "failing",
      title: "no condition",
      type: ROLE,
      properties: { assumeRolePolicy: documentOf(trust([providerArn(GITHUB)], null)) },
      expected: [
        ["fail", `${AT}[0]`, AUDIENCE, "aud"],
        ["fail", `${AT}[0]`, SUBJECT, "sub"],
      ],
    },
    unsure("whose tokens they are", trust(UNKNOWN, {}), [SUBJECT, "sub"]),
    unsure("the condition", trust(providerArn(GITHUB), UNKNOWN), [AUDIENCE, "aud"], [SUBJECT, "sub"]),
    unsure("the subject", tokens(UNKNOWN), [SUBJECT, "sub"]),
    {
      ...unsure("the principal", { ...tokens("repo:acme/*"), Principal: UNKNOWN }),
      expected: [["indeterminate", "assumeRolePolicy.Statement[0].Principal", perhaps(SUBJECT), "sub"]],
    },
    ...documentCases(ROLE, "assumeRolePolicy"),
    { ...failing("a subject that is none", tokens(`repo:${CANARY}*`)), kind: "canary" },
  ],
};
