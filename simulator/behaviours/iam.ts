/** IAM roles and their inline policies. */
import { isProperties, Properties, Value } from "../../model/graph";
import type { Behaviour } from "../behaviour";
import { text } from "../read";
import { arn, integer, length, matching, Rule, all } from "../rules";
import { ROLE, ROLE_POLICY, refuseIf } from "./common";

const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";

/** Characters of a document that count: AWS leaves out white space. Source: the quotas. */
const MAX_TRUST_POLICY_LENGTH = 2048;
const MAX_INLINE_POLICIES_LENGTH = 10_240;

const sizeOf = (document: string) => document.replace(/\s/g, "").length;

/** A policy document as AWS's grammar has it. `part` are the elements that each statement must have one of. */
export function policyDocument(
  statementNeeds: readonly (readonly string[])[],
  mustNotHave: readonly string[],
  maxLength: number,
): Rule {
  return (value) => {
    // The provider accepts an object and writes it as JSON.
    const document = typeof value === "string" ? parse(value) : value;
    if (!isProperties(document)) return "A policy document is a JSON object.";
    if (typeof value === "string" && sizeOf(value) > maxLength) {
      return `It has ${sizeOf(value)} characters without white space; ${maxLength} are allowed.`;
    }
    if (document.Version !== undefined && document.Version !== "2012-10-17" && document.Version !== "2008-10-17") {
      return "Version is 2012-10-17 or 2008-10-17.";
    }
    const statements = listOf(document.Statement);
    if (statements.length === 0) return "A policy document has at least one Statement.";
    return statements.map((statement) => statementProblem(statement, statementNeeds, mustNotHave)).find(Boolean);
  };
}

function statementProblem(
  statement: Value,
  needs: readonly (readonly string[])[],
  mustNotHave: readonly string[],
): string | undefined {
  if (!isProperties(statement)) return "A Statement is an object.";
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") return "A Statement's Effect is Allow or Deny.";
  const missing = needs.find((names) => names.filter((name) => statement[name] !== undefined).length !== 1);
  if (missing) return `A Statement has exactly one of ${missing.join(" and ")}.`;
  const surplus = mustNotHave.find((name) => statement[name] !== undefined);
  if (surplus !== undefined) return `A Statement of such a document has no ${surplus}.`;
  const { Sid: sid } = statement;
  if (sid !== undefined && !(typeof sid === "string" && /^[A-Za-z0-9]*$/.test(sid)))
    return "A Sid has letters and digits only.";
  const action = [...listOf(statement.Action), ...listOf(statement.NotAction)].find(
    (name) => typeof name !== "string" || !/^(\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+)$/.test(name),
  );
  return action === undefined ? undefined : `${JSON.stringify(action)} is no action: service:Action is expected.`;
}

function parse(json: string): Value {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return null;
  }
}

function listOf(value: Value | undefined): readonly Value[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value];
}

const ACTION = ["Action", "NotAction"];
const trustPolicy = policyDocument(
  [ACTION, ["Principal", "NotPrincipal"]],
  ["Resource", "NotResource"],
  MAX_TRUST_POLICY_LENGTH,
);
const permissionPolicy = policyDocument(
  [ACTION, ["Resource", "NotResource"]],
  ["Principal", "NotPrincipal"],
  MAX_INLINE_POLICIES_LENGTH,
);

const namePattern = matching(/^[\w+=,.@-]+$/, "A name of letters, digits and _+=,.@-");

const role: Behaviour = {
  type: ROLE,
  sources: ["https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html", QUOTAS, GRAMMAR],
  global: true,
  taggable: true,
  autoName: { property: "name", maxLength: 64 },
  required: ["assumeRolePolicy"],
  jsonDocuments: ["assumeRolePolicy"],
  defaults: { maxSessionDuration: 3600, path: "/" },
  rules: {
    assumeRolePolicy: trustPolicy,
    description: length(0, 1000),
    maxSessionDuration: integer(3600, 43_200),
    name: all(length(1, 64), namePattern),
    path: all(length(1, 512), matching(/^\/([\x21-\x7e]+\/)?$/, "A path that begins and ends with a slash")),
    permissionsBoundary: arn("iam", /^policy\//),
  },
  replaceOn: ["name", "namePrefix", "path"],
  conflicts: ({ inputs, world, existingId }) => {
    const taken = world.all(ROLE).some(({ id }) => id !== existingId && id === inputs.name);
    refuseIf(taken, "EntityAlreadyExists", `Role with name ${text(inputs, "name")} already exists.`);
  },
  id: ({ inputs }) => text(inputs, "name") ?? "",
  implied: { forceDetachPolicies: false },
  computed: {
    arn: ({ inputs, account }) =>
      `arn:${account.partition}:iam::${account.accountId}:role${text(inputs, "path")}${text(inputs, "name")}`,
    // A fixed time: two runs of a program must not differ.
    createDate: () => "2026-01-01T00:00:00Z",
    inlinePolicies: () => [],
    managedPolicyArns: () => [],
    namePrefix: () => "",
    uniqueId: ({ hex }) => `AROA${hex(17).toUpperCase()}`,
  },
  inUse: { code: "DeleteConflict", sentence: () => "Cannot delete entity, must delete policies first." },
};

const rolePolicy: Behaviour = {
  type: ROLE_POLICY,
  sources: ["https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html", QUOTAS, GRAMMAR],
  global: true,
  autoName: { property: "name", maxLength: 255 },
  required: ["policy", "role"],
  jsonDocuments: ["policy"],
  rules: { name: all(length(1, 128), namePattern), policy: permissionPolicy },
  references: [{ path: "role", type: ROLE, notFound: "NoSuchEntity", holds: true }],
  replaceOn: ["name", "namePrefix", "role"],
  conflicts: ({ inputs, world, existingId }) => {
    const others = world
      .all(ROLE_POLICY)
      .filter(({ id, inputs: other }) => id !== existingId && other.role === inputs.role);
    const size = [inputs, ...others.map((other) => other.inputs)].reduce((sum, each) => sum + policySize(each), 0);
    refuseIf(
      size > MAX_INLINE_POLICIES_LENGTH,
      "LimitExceeded",
      `Maximum policy size of ${MAX_INLINE_POLICIES_LENGTH} bytes exceeded for role ${text(inputs, "role")}`,
    );
  },
  id: ({ inputs }) => `${text(inputs, "role")}:${text(inputs, "name")}`,
  computed: { namePrefix: () => "" },
};

function policySize(inputs: Properties): number {
  return sizeOf(text(inputs, "policy") ?? "");
}

export const IAM: readonly Behaviour[] = [role, rolePolicy];
