import assert from "node:assert/strict";
import fc from "fast-check";
import { readPolicy, type Statement } from "../../../analysis/iam/documents";
import { decide, decideAll, type Request } from "../../../analysis/iam/evaluation";
import { matches } from "../../../analysis/iam/patterns";
import { UNKNOWN, type Value } from "../../../model/graph";

const read = (...Statement: Value[]): readonly Statement[] => {
  const policy = readPolicy({ Statement });
  assert.ok(policy.state === "known");
  return policy.statements;
};
const OBJECT = "arn:aws:s3:::bucket/key";
const GET: Request = { action: "s3:GetObject", resource: OBJECT };
const allow = (more: Record<string, Value> = {}): Value => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: OBJECT,
  ...more,
});
const deny = (more: Record<string, Value> = {}): Value => ({ Effect: "Deny", Action: "*", Resource: "*", ...more });

describe("a pattern of IAM", () => {
  const cases: [pattern: string, text: string, expected: boolean | "unknown"][] = [
    ["*", "anything", true],
    ["s3:Get*", "s3:GetObject", true],
    ["s3:Get*", "s3:PutObject", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["a.c", "abc", false],
    ["arn:aws:s3:::b/(x)[1]+", "arn:aws:s3:::b/(x)[1]+", true],
    // A part of the text isn't known.
    ["secret:token-AbCdEf", "secret:token-??????", "unknown"],
    ["secret:token-??????", "secret:token-??????", true],
    ["secret:token*", "secret:token-??????", true],
    ["secret:other-??????", "secret:token-??????", false],
    ["group:web:*", "group:web:log-stream:*", true],
    ["arn:*:web", "arn:*:users", false],
    ["arn:1:*", "arn:*:web", "unknown"],
    // What a variable stands for isn't known.
    ["home/${aws:username}/*", "home/anna/file", "unknown"],
    ["home/${aws:username}/*", "work/anna/file", false],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern} and ${text}: ${expected}`, () => assert.equal(matches(pattern, text), expected));
  }

  it("matches what it is made from, whatever of it becomes a wildcard", () => {
    const text = fc.array(fc.constantFrom("a", "b", ":", "/"), { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(8), fc.nat(8), fc.constantFrom("*", "?"), (whole, start, length, wildcard) => {
        const end = wildcard === "?" ? start + 1 : start + length;
        const holed = whole.length < end ? whole : whole.slice(0, start) + wildcard + whole.slice(end);
        assert.equal(matches(holed, whole), true);
        // The other way round the text isn't known, so it may match.
        assert.notEqual(matches(whole, holed), false);
      }),
    );
  });
});

// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
describe("policies decide", () => {
  const cases: [title: string, statements: Value[], request: Request, expected: string][] = [
    ["nothing allows it", [], GET, "not allowed"],
    ["it is allowed", [allow()], GET, "allowed"],
    ["actions are the same in any case", [allow({ Action: "S3:getobject" })], GET, "allowed"],
    ["resources are not", [allow({ Resource: OBJECT.toUpperCase() })], GET, "not allowed"],
    [
      "one of several actions and resources",
      [allow({ Action: ["a:b", "s3:*"], Resource: ["x", OBJECT] })],
      GET,
      "allowed",
    ],
    ["NotAction is all others", [allow({ Action: undefined!, NotAction: "s3:Put*" })], GET, "allowed"],
    ["NotAction is none of those", [allow({ Action: undefined!, NotAction: "s3:*" })], GET, "not allowed"],
    [
      "NotResource is all others",
      [allow({ Resource: undefined!, NotResource: "arn:aws:s3:::other/*" })],
      GET,
      "allowed",
    ],
    ["NotResource is none of those", [allow({ Resource: undefined!, NotResource: OBJECT })], GET, "not allowed"],
    ["a denial decides", [allow(), deny()], GET, "denied"],
    ["a denial of something else doesn't", [allow(), deny({ Action: "s3:Put*" })], GET, "allowed"],
    [
      "a denial that may apply",
      [allow(), deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } })],
      GET,
      "unknown",
    ],
    ["a certain denial beside one that may apply", [deny(), deny({ Resource: UNKNOWN })], GET, "denied"],
    ["a resource that isn't known", [allow()], { action: "s3:GetObject" }, "unknown"],
    [
      "a resource that isn't known, where all are allowed",
      [allow({ Resource: "*" })],
      { action: "s3:GetObject" },
      "allowed",
    ],
    ["a statement that isn't known", [UNKNOWN], GET, "unknown"],
    ["actions that aren't known", [allow({ Action: [UNKNOWN] })], GET, "unknown"],
  ];
  for (const [title, statements, request, expected] of cases) {
    it(`${title}: ${expected}`, () => assert.equal(decide(read(...statements), request), expected));
  }

  it("together only if all kinds of them allow it, and the worst is said", () => {
    assert.equal(decideAll(["allowed", "allowed"]), "allowed");
    assert.equal(decideAll(["unknown", "not allowed", "allowed"]), "not allowed");
    assert.equal(decideAll(["unknown", "not allowed", "denied"]), "denied");
  });

  const PRINCIPALS: [title: string, principal: Value, expected: string][] = [
    ["everyone", "*", "allowed"],
    ["everyone of AWS", { AWS: "*" }, "allowed"],
    ["the role", { AWS: "arn:aws:iam::111122223333:role/web" }, "allowed"],
    ["the account", { AWS: ["999988887777", "111122223333"] }, "allowed"],
    ["the account by its root", { AWS: "arn:aws:iam::111122223333:root" }, "allowed"],
    ["another account", { AWS: "999988887777" }, "not allowed"],
    ["a service", { Service: "ecs-tasks.amazonaws.com" }, "not allowed"],
    ["something that isn't known", { AWS: UNKNOWN }, "unknown"],
    ["another role of the account", { AWS: "arn:aws:iam::111122223333:role/batch" }, "not allowed"],
    ["a user called like the account", { AWS: "arn:aws:iam::999988887777:user/111122223333" }, "not allowed"],
    ["a provider of the same name", { Federated: "arn:aws:iam::111122223333:role/web" }, "not allowed"],
  ];
  for (const [title, principal, expected] of PRINCIPALS) {
    it(`for a principal, by ${title}: ${expected}`, () => {
      const asking = { ...GET, principal: { kind: "AWS" as const, name: "arn:aws:iam::111122223333:role/web" } };
      assert.equal(decide(read(allow({ Principal: principal })), asking), expected);
    });
  }

  it("for nobody for certain while it is not known who asks, but where everyone may", () => {
    const role = "arn:aws:iam::111122223333:role/web";
    assert.equal(decide(read(allow({ Principal: { AWS: role } })), GET), "unknown");
    assert.equal(decide(read(allow({ Principal: { AWS: [role, "*"] } })), GET), "allowed");
    const withoutAccount = { ...GET, principal: { kind: "AWS" as const, name: "AIDAEXAMPLE" } };
    assert.equal(decide(read(allow({ Principal: { AWS: role } })), withoutAccount), "not allowed");
  });

  it("for everyone who is not named by NotPrincipal", () => {
    const asking = { ...GET, principal: { kind: "Service" as const, name: "ecs.amazonaws.com" } };
    assert.equal(decide(read(allow({ NotPrincipal: { Service: "ecs.amazonaws.com" } })), asking), "not allowed");
    assert.equal(decide(read(allow({ NotPrincipal: { Service: "ec2.amazonaws.com" } })), asking), "allowed");
  });
});

// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
describe("a condition", () => {
  const context = {
    "aws:sourceaccount": "111122223333",
    "aws:sourcearn": "arn:aws:ecs:eu-central-1:111122223333:*",
    "aws:tag": null,
  };
  const cases: [condition: Value, expected: string][] = [
    [{ StringEquals: { "aws:SourceAccount": "111122223333" } }, "allowed"],
    [{ StringEquals: { "AWS:SOURCEACCOUNT": ["1", "111122223333"] } }, "allowed"],
    [{ StringEquals: { "aws:SourceAccount": "1" } }, "not allowed"],
    [{ StringNotEquals: { "aws:SourceAccount": "1" } }, "allowed"],
    [{ StringLike: { "aws:SourceAccount": "1111*" } }, "allowed"],
    [{ StringEquals: { "aws:SourceAccount": "1111*" } }, "not allowed"],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:ecs:*:111122223333:*" } }, "allowed"],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:ecs:*:111122223333:cluster/main" } }, "unknown"],
    [{ ArnNotLike: { "aws:SourceArn": "arn:aws:ecs:eu-*" } }, "not allowed"],
    // Which of the account's resources asks isn't known, and here a wildcard of the policy is nothing but a character.
    [{ StringEquals: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:cluster/main" } }, "unknown"],
    [{ StringEquals: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:*" } }, "unknown"],
    [{ StringNotEquals: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:cluster/main" } }, "unknown"],
    [{ StringEquals: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/main" } }, "not allowed"],
    [{ StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } }, "unknown"],
    [{ StringEquals: { "aws:SourceVpc": "vpc-1" } }, "unknown"],
    [{ StringEquals: { "aws:Tag": "x" } }, "not allowed"],
    [{ StringEqualsIfExists: { "aws:Tag": "x" } }, "allowed"],
    [{ StringNotEquals: { "aws:Tag": "x" } }, "allowed"],
    [{ Null: { "aws:Tag": "true" } }, "allowed"],
    [{ Null: { "aws:SourceAccount": true } }, "not allowed"],
    [{ Null: { "aws:SourceAccount": "false" } }, "allowed"],
    [{ Null: { "aws:Tag": "false" } }, "not allowed"],
    [{ DateGreaterThan: { "aws:SourceAccount": "2030" } }, "unknown"],
    [{ StringEquals: { "aws:SourceAccount": "111122223333", "aws:Tag": "x" } }, "not allowed"],
    [{}, "allowed"],
    ["none", "unknown"],
  ];
  for (const [condition, expected] of cases) {
    it(`${JSON.stringify(condition)}: ${expected}`, () => {
      assert.equal(decide(read(allow({ Condition: condition })), { ...GET, context }), expected);
    });
  }
});

describe("a policy document", () => {
  it("is read from text or object, with one statement or several", () => {
    const text = JSON.stringify({ Statement: allow() });
    assert.deepEqual(readPolicy(text), readPolicy({ Statement: [allow()] }));
  });

  it("is unknown, or none", () => {
    assert.equal(readPolicy(UNKNOWN).state, "unknown");
    assert.deepEqual(readPolicy("{"), { state: "malformed", what: "is no JSON" });
    assert.equal(readPolicy(3).state, "malformed");
  });

  it("never makes anything throw, and what isn't known never turns denied into allowed or back", () => {
    const statement = fc.record({
      Effect: fc.constantFrom("Allow", "Deny"),
      Action: fc.constantFrom("s3:*", "s3:Get*", "ec2:*"),
      Resource: fc.constantFrom("*", OBJECT, "arn:aws:s3:::other/*"),
    });
    const place = fc.record({ index: fc.nat(3), key: fc.constantFrom("Action", "Resource") });
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), place, (statements, { index, key }) => {
        const before = decide(read(...statements), GET);
        const blurred = statements.map((each, at) =>
          at === index % statements.length ? { ...each, [key]: UNKNOWN } : each,
        );
        const after = decide(read(...blurred), GET);
        // Denied or allowed by nothing: either way it is refused.
        const refused = (decision: string) => decision.replace("denied", "not allowed");
        assert.ok(refused(after) === refused(before) || after === "unknown", `${before} ${after}`);
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => void readPolicy({ Statement: value as Value })));
  });
});
