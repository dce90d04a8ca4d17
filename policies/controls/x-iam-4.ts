import { ROLE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { limitsTo } from "../iam/conditions";
import { judgePolicy } from "../iam/documents";
import { isForeignAccount, ownAccounts } from "../iam/accounts";
import { judgePrincipals } from "../iam/principals";
import { includesEveryone, type Statement } from "../iam/statement";
import { allOf, failIf, type Finding, negate, type Truth } from "../verdict";

type TrustSettings = { readonly trustedAccounts: readonly string[] };

/** Conditions that tell who of all may assume the role. */
const LIMITS_EVERYONE: readonly string[] = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
];
/** Those that make another account prove that it acts for whom it was told to. */
const LIMITS_ACCOUNT: readonly string[] = [...LIMITS_EVERYONE, "sts:externalid"];

const UNPROVEN = "is another account, which is asked for no external id and no organisation";

export const xIam4: ResourceControl<TrustSettings> = {
  id: "X-IAM-4",
  policy: "x-iam-4",
  title: "IAM roles trust nobody unknown",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-4" }],
  rationale:
    "A role that everyone may assume belongs to everyone. One that a vendor's account may assume belongs to all of the " +
    "vendor's customers, unless an external id tells them apart. Which accounts are one's own says the provider's " +
    "`allowedAccountIds`; without that, nobody can tell.",
  remediation:
    "Name the role or account that may assume it; for another account add the condition `sts:ExternalId` or " +
    "`aws:PrincipalOrgID`, or name it in the policy's configuration.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [ROLE],
  phase: "resource",
  settings: {
    properties: {
      trustedAccounts: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The ids of other accounts of the organisation, which need no further condition.",
      },
    },
    presets: { dev: { trustedAccounts: [] }, prod: { trustedAccounts: [] } },
  },
  equivalents: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },

  judge({ properties, provider }, { trustedAccounts }) {
    const own = ownAccounts(provider);
    const isForeign = (principal: string) => isForeignAccount(principal, own, trustedAccounts);
    return judgePolicy(properties.get("assumeRolePolicy"), (statement) => judgeTrust(statement, isForeign));
  },
};

function judgeTrust(statement: Statement, isForeign: (principal: string) => Truth): readonly Finding[] {
  const { allows, conditions, path, principals } = statement;
  const unlimited = (keys: readonly string[]) => negate(limitsTo(conditions, (key) => keys.includes(key)));
  return [
    ...failIf(
      allOf([allows, includesEveryone(statement), unlimited(LIMITS_EVERYONE)]),
      path,
      "lets everyone assume the role",
      "everyone",
    ),
    ...judgePrincipals(principals, "AWS", (principal, at) => {
      const foreign = principal === undefined ? "unknown" : isForeign(principal);
      return failIf(allOf([allows, foreign, unlimited(LIMITS_ACCOUNT)]), at, UNPROVEN, "account");
    }),
  ];
}
