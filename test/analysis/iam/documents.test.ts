import assert from "node:assert/strict";
import { readPolicy, type Statement } from "../../../analysis/iam/documents";
import { decide } from "../../../analysis/iam/evaluation";
import { Secret, UNKNOWN, type Properties, type Value } from "../../../model/graph";

const ALL = { isInverted: false, patterns: ["*"] };
const GIVEN: Properties = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" };

function statement(given: Value): Statement {
  const read = readPolicy({ Statement: given });
  assert.ok(read.state === "known" && read.statements.length === 1);
  return read.statements[0]!;
}

// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
describe("a statement of a policy document", () => {
  it("is read with all of its parts", () => {
    const given = {
      ...GIVEN,
      Sid: "Read",
      Action: undefined!,
      NotAction: ["s3:Put*", "s3:Delete*"],
      Principal: { AWS: ["111122223333"], Service: "ecs.amazonaws.com" },
      Condition: { NumericLessThan: { "s3:max-keys": [1, "2"] }, Bool: { "aws:SecureTransport": true } },
    };
    assert.deepEqual(statement(given), {
      sid: "Read",
      effect: "Allow",
      principals: {
        isInverted: false,
        entries: [
          { kind: "AWS", name: "111122223333" },
          { kind: "Service", name: "ecs.amazonaws.com" },
        ],
      },
      actions: { isInverted: true, patterns: ["s3:Put*", "s3:Delete*"] },
      resources: { isInverted: false, patterns: ["arn:aws:s3:::bucket/*"] },
      conditions: [
        { operator: "NumericLessThan", key: "s3:max-keys", values: ["1", "2"] },
        { operator: "Bool", key: "aws:SecureTransport", values: ["true"] },
      ],
      isUnclear: false,
    });
  });

  it("is about everyone, every resource and no condition where it names none, and about no action", () => {
    assert.deepEqual(statement({ Effect: "Deny", Condition: null }), {
      effect: "Deny",
      actions: { isInverted: false, patterns: [] },
      resources: ALL,
      conditions: [],
      isUnclear: false,
    });
    const entries = [{ kind: "AWS", name: "*" }];
    assert.deepEqual(statement({ ...GIVEN, Principal: "*" }).principals, { isInverted: false, entries });
    assert.deepEqual(statement({ ...GIVEN, NotPrincipal: "*" }).principals, { isInverted: true, entries });
    assert.deepEqual(Object.keys(statement({ ...GIVEN, Sid: 3 })).includes("sid"), false);
  });

  const UNCLEAR: readonly Properties[] = [
    { Effect: UNKNOWN },
    { Effect: "allow" },
    { Action: ["s3:GetObject", UNKNOWN] },
    { Resource: [UNKNOWN, "*"] },
    { Principal: 3 },
    { Principal: null },
    { Principal: [] },
    { Principal: "arn:aws:iam::111122223333:root" },
    { Principal: { AWS: "111122223333", Account: "111122223333" } },
    { Principal: { AWS: ["111122223333", UNKNOWN] } },
    { Principal: { AWS: null } },
    { Condition: [] },
    { Condition: { StringEquals: { "aws:SourceAccount": null } } },
    { Condition: { StringEquals: [] } },
    { Condition: { StringEquals: "x" } },
    { Condition: { StringEquals: { "aws:SourceAccount": "1", "aws:SourceArn": UNKNOWN } } },
  ];
  for (const change of UNCLEAR) {
    it(`may say anything if a part of it can't be read: ${JSON.stringify(change)}`, () => {
      const unclear = { actions: ALL, resources: ALL, conditions: [], isUnclear: true };
      assert.deepEqual(statement({ ...GIVEN, ...change }), { ...unclear, effect: "Allow" });
      if ("Effect" in change) return;
      assert.deepEqual(statement({ ...GIVEN, ...change, Effect: "Deny" }), { ...unclear, effect: "Deny" });
    });
  }
});

describe("a policy document, as a whole", () => {
  it("is read from a secret as from the same text", () => {
    const text = JSON.stringify({ Statement: GIVEN });
    assert.deepEqual(readPolicy(new Secret(text)), readPolicy(text));
  });

  it("is none, not known, or one that says nothing", () => {
    assert.deepEqual(readPolicy("[]"), { state: "malformed", what: "is no policy document" });
    assert.deepEqual(readPolicy({ Statement: UNKNOWN }), { state: "unknown" });
    assert.deepEqual(readPolicy({}), { state: "known", statements: [] });
    assert.deepEqual(readPolicy(undefined), { state: "malformed", what: "is no policy document" });
  });

  it("decides by what is written, not by what a statement leaves out", () => {
    assert.equal(decide([statement({ Effect: "Allow" })], { action: "s3:GetObject", resource: "*" }), "not allowed");
  });
});
