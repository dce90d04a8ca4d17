import { UNKNOWN, type Value } from "../../../model/graph";
import { xIam4 } from "../../../policies/controls/x-iam-4";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { documentCases, documentOf, partlyKnownDocument, type StatementJson } from "../policy-documents";

const ROLE = "aws:iam/role:Role";
const AT = "assumeRolePolicy.Statement[0]";
const AWS_AT = `${AT}.Principal.AWS`;
const EVERYONE = "lets everyone assume the role";
const UNPROVEN = "is another account, which is asked for no external id and no organisation";
const OWN = "123456789012";
const OTHER = "arn:aws:iam::210987654321:root";
const PROVIDER = { allowedAccountIds: [OWN] as Value };

const trust = (Principal: Value, more: StatementJson = {}) => {
  return { Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more };
};
const when = (key: string, operator = "StringEquals") => ({ Condition: { [operator]: { [key]: "x" } } });
const role = (assumeRolePolicy: Value) => ({ type: ROLE, properties: { assumeRolePolicy }, provider: PROVIDER });

function passing(title: string, statement: StatementJson, more: Partial<ControlCase> = {}): ControlCase {
  return { kind: "passing", title, ...role(documentOf(statement)), expected: "pass", ...more };
}

function everyone(title: string, statement: StatementJson): ControlCase {
  const expected = [["fail", AT, EVERYONE, "everyone"]] as const;
  return { kind: "failing", title, ...role(documentOf(statement)), expected };
}

function account(title: string, statement: StatementJson, path = AWS_AT): ControlCase {
  const expected = [["fail", path, UNPROVEN, "account"]] as const;
  return { kind: "failing", title, ...role(documentOf(statement)), expected };
}

function unsure(title: string, statement: StatementJson, expected: ControlCase["expected"], more = {}): ControlCase {
  return { kind: "unknown", title, ...role(partlyKnownDocument(statement)), expected, ...more };
}

const PERHAPS_ACCOUNT = [["indeterminate", AWS_AT, perhaps(UNPROVEN), "account"]] as const;
const PERHAPS_EVERYONE = [["indeterminate", AT, perhaps(EVERYONE), "everyone"]] as const;
const PERHAPS_ANYONE = [
  ...PERHAPS_EVERYONE,
  ["indeterminate", `${AT}.Principal`, perhaps(UNPROVEN), "account"] as const,
];

export const cases: ControlCases = {
  control: xIam4,
  cases: [
    passing("a service", trust({ Service: "ecs-tasks.amazonaws.com" })),
    passing("one's own account", trust({ AWS: [OWN, `arn:aws:iam::${OWN}:role/deploy`] })),
    passing("another account with an external id", trust({ AWS: OTHER }, when("sts:ExternalId"))),
    passing("another account of the organisation", trust({ AWS: OTHER }, when("aws:PrincipalOrgID"))),
    passing("everyone of the organisation", trust("*", when("aws:PrincipalOrgID"))),
    passing("everyone denied", trust("*", { Effect: "Deny" })),
    passing("another account that the configuration names", trust({ AWS: OTHER }), {
      settings: { trustedAccounts: ["210987654321"] },
    }),
    passing("one's own account, by the provider's text", trust({ AWS: OWN }), {
      provider: { allowedAccountIds: JSON.stringify([OWN]) },
    }),
    everyone("everyone", trust("*")),
    everyone("everyone in other words", trust({ AWS: ["*"] })),
    everyone("everyone who knows an id", trust("*", when("sts:ExternalId"))),
    everyone("everyone but one", { Effect: "Allow", Action: "sts:AssumeRole", NotPrincipal: { AWS: OWN } }),
    account("another account", trust({ AWS: OTHER })),
    account("beside one's own", trust({ AWS: [OWN, "210987654321"] }), `${AWS_AT}[1]`),
    account("with an id that may be missing", trust({ AWS: OTHER }, when("sts:ExternalId", "StringEqualsIfExists"))),
    unsure("who it is", trust({ AWS: UNKNOWN }), [...PERHAPS_EVERYONE, ...PERHAPS_ACCOUNT]),
    unsure("the principal", trust(UNKNOWN), PERHAPS_ANYONE),
    unsure("the principal, within the organisation", trust(UNKNOWN, when("aws:PrincipalOrgID")), "pass"),
    unsure("the condition", trust({ AWS: OTHER }, { Condition: UNKNOWN }), PERHAPS_ACCOUNT),
    unsure("which account is one's own", trust({ AWS: OTHER }), PERHAPS_ACCOUNT, {
      provider: { allowedAccountIds: [UNKNOWN] },
    }),
    unsure("nothing says which account is one's own", trust({ AWS: OTHER }), PERHAPS_ACCOUNT, { provider: {} }),
    unsure("an id of AWS's", trust({ AWS: "AROA1234567890EXAMPLE" }), PERHAPS_ACCOUNT),
    ...documentCases(ROLE, "assumeRolePolicy"),
    {
      ...unsure("a principal that is none", trust(CANARY), PERHAPS_ANYONE),
      kind: "canary",
    },
  ],
};
