import { UNKNOWN, type Value } from "../../model/graph";
import { CANARY, type ControlCase, type ExpectedFinding } from "./control-case";
import { NOT_YET } from "./task-definition";

export type StatementJson = Readonly<Record<string, Value>>;

/** The policy document as text, as programs write it. */
export function documentOf(...statements: readonly StatementJson[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The document as an object, in which parts may be unknown. */
export function partlyKnownDocument(statement: StatementJson): Value {
  return { Statement: [statement] };
}

export function allow(Action: Value, Resource: Value = "*", more: StatementJson = {}): StatementJson {
  return { Effect: "Allow", Action, Resource, ...more };
}

type Subject = Pick<ControlCase, "type" | "properties">;
type Expected = ControlCase["expected"];

const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";

/** One policy with these statements. */
function identityPolicy(...statements: readonly StatementJson[]): Subject {
  return { type: POLICY, properties: { policy: documentOf(...statements) } };
}

export function passing(title: string, ...statements: readonly StatementJson[]): ControlCase {
  return { kind: "passing", title, ...identityPolicy(...statements), expected: "pass" };
}

export function failing(title: string, statement: StatementJson, ...expected: readonly ExpectedFinding[]): ControlCase {
  return { kind: "failing", title, ...identityPolicy(statement), expected };
}

/** A case in which a part of the one statement is not known yet. */
export function unsure(title: string, statement: StatementJson, expected: Expected): ControlCase {
  const properties = { policy: partlyKnownDocument(statement) };
  return { kind: "unknown", title, type: POLICY, properties, expected };
}

/** What every control about identities' policies says, given one bad statement, and what is found below its path. */
export function identityCases(
  bad: StatementJson,
  found: (statementPath: string) => readonly ExpectedFinding[],
): readonly ControlCase[] {
  const types = [
    POLICY,
    ...["rolePolicy:RolePolicy", "userPolicy:UserPolicy", "groupPolicy:GroupPolicy"].map((name) => `aws:iam/${name}`),
  ];
  const inRole = (policy: Value, more: readonly Value[] = []) => ({
    type: ROLE,
    properties: { inlinePolicies: [{ policy }, ...more] },
  });
  const harmless = allow("s3:ListAllMyBuckets");
  return [
    ...types.map((type): ControlCase => ({
      kind: "failing",
      title: `a bad statement after a good one: ${type}`,
      type,
      properties: { policy: documentOf(harmless, bad) },
      expected: found("policy.Statement[1]"),
    })),
    {
      kind: "failing",
      title: "in a policy of the role itself, by the statement's name",
      ...inRole(documentOf({ Sid: "Bad", ...bad }), [{ name: "empty" }]),
      expected: found("inlinePolicies[0].policy.Statement[Bad]"),
    },
    {
      kind: "failing",
      title: "one statement without brackets",
      type: POLICY,
      properties: { policy: JSON.stringify({ Statement: bad }) },
      expected: found("policy.Statement"),
    },
    {
      kind: "failing",
      title: "no JSON",
      type: POLICY,
      properties: { policy: "{" },
      expected: [["fail", "policy", "is not a JSON document"]],
    },
    { kind: "passing", title: "the same denied", ...identityPolicy({ ...bad, Effect: "Deny" }), expected: "pass" },
    { kind: "absent", title: "the statements", type: POLICY, properties: { policy: "{}" }, expected: "pass" },
    { kind: "absent", title: "the statement's parts", ...identityPolicy({}), expected: "pass" },
    {
      kind: "unknown",
      title: "the whole document, as JSON.stringify makes it in a first preview",
      type: POLICY,
      properties: { policy: UNKNOWN },
      expected: [["indeterminate", "policy", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "the role's own policies",
      type: ROLE,
      properties: { inlinePolicies: UNKNOWN },
      expected: [["indeterminate", "inlinePolicies", NOT_YET]],
    },
    {
      kind: "not applicable",
      title: "a role without policies of its own",
      type: ROLE,
      properties: {},
      expected: "not-applicable",
    },
    { kind: "not applicable", title: "no policy", type: POLICY, properties: {}, expected: "not-applicable" },
    {
      kind: "canary",
      title: "a name that is none",
      ...identityPolicy({ Sid: CANARY, ...bad }),
      expected: found("policy.Statement[0]"),
    },
  ];
}

/** What every control about one resource's policy says of a document that it can't read, or that is not there. */
export function documentCases(type: string, property: string): readonly ControlCase[] {
  const holding = (policy: Value) => ({ type, properties: { [property]: policy } });
  return [
    {
      kind: "failing",
      title: "no JSON",
      ...holding("{"),
      expected: [["fail", property, "is not a JSON document"]],
    },
    { kind: "absent", title: "the statements", ...holding("{}"), expected: "pass" },
    { kind: "not applicable", title: "no policy", ...holding(null), expected: "not-applicable" },
    {
      kind: "unknown",
      title: "the whole document, as JSON.stringify makes it in a first preview",
      ...holding(UNKNOWN),
      expected: [["indeterminate", property, NOT_YET]],
    },
  ];
}

/** What every control says that forbids to open a resource to everyone. */
export function publicAccessCases(
  types: readonly [string, ...string[]],
  action: string,
  predicate: string,
  ownLimits: readonly string[] = [],
): readonly ControlCase[] {
  const [type] = types;
  const AT = "policy.Statement[0]";
  const open = (more: StatementJson = {}) => allow(action, "*", { Principal: "*", ...more });
  const under = (key: string, value: Value = "x") => open({ Condition: { StringEquals: { [key]: value } } });
  const holding = (policy: Value, of = type) => ({ type: of, properties: { policy } });
  const fails = (title: string, statement: StatementJson, of = type): ControlCase => ({
    kind: "failing",
    title,
    ...holding(documentOf(statement), of),
    expected: [["fail", AT, predicate, "everyone"]],
  });
  const passes = (title: string, statement: StatementJson): ControlCase => {
    return { kind: "passing", title, ...holding(documentOf(statement)), expected: "pass" };
  };
  const perhaps = (title: string, statement: StatementJson): ControlCase => ({
    kind: "unknown",
    title,
    ...holding(partlyKnownDocument(statement)),
    expected: [["indeterminate", AT, `does not tell yet whether it ${predicate}`, "everyone"]],
  });
  return [
    passes("an account", open({ Principal: { AWS: "arn:aws:iam::123456789012:root" } })),
    passes("a service", open({ Principal: { Service: "sns.amazonaws.com" } })),
    passes("everyone denied", open({ Effect: "Deny" })),
    ...["aws:PrincipalOrgID", "AWS:SourceArn", ...ownLimits].map((key) => passes(`limited by ${key}`, under(key))),
    ...types.map((each) => fails(`everyone: ${each}`, open(), each)),
    fails("everyone in other words", open({ Principal: { AWS: ["123456789012", "*"] } })),
    fails("everyone but one", {
      Effect: "Allow",
      Action: action,
      Resource: "*",
      NotPrincipal: { AWS: "123456789012" },
    }),
    fails("limited to the whole internet", under("aws:SourceIp", "0.0.0.0/0")),
    fails("limited to anything", open({ Condition: { StringLike: { "aws:SourceArn": "*" } } })),
    fails("limited where the key is there", open({ Condition: { StringEqualsIfExists: { "aws:SourceArn": "x" } } })),
    perhaps("the principal", open({ Principal: UNKNOWN })),
    perhaps("one of the principals", open({ Principal: { AWS: ["123456789012", UNKNOWN] } })),
    perhaps("the condition", open({ Condition: UNKNOWN })),
    perhaps("what limits it", under("aws:SourceArn", UNKNOWN)),
    perhaps("whether it allows", open({ Effect: UNKNOWN })),
    ...documentCases(type, "policy"),
    { ...fails("a name that is none", open({ Sid: CANARY })), kind: "canary" },
  ];
}
