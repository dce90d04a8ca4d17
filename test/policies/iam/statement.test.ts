import assert from "node:assert/strict";
import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { limitsTo } from "../../../policies/iam/conditions";
import {
  actionKey,
  allowsOn,
  includesEveryone,
  namesAction,
  type Statement,
  statementsOf,
} from "../../../policies/iam/statement";
import { Reader } from "../../../policies/reader";

/** The only statement of a document, which stands at `policy`. */
function read(statement: Properties): Statement {
  const [only, ...others] = statementsOf(new Reader({ Statement: statement }, "policy"));
  assert.deepEqual(others, []);
  return only!;
}

describe("a statement of a policy", () => {
  it("is selected by its name, wherever it stands", () => {
    const paths = (Statement: Value) => statementsOf(new Reader({ Statement }, "policy")).map(({ path }) => path);
    assert.deepEqual(paths({ Sid: "Read" }), ["policy.Statement[Read]"]);
    const eleven = Array.from({ length: 11 }, (_, index) => ({ Sid: `Read${index}` }));
    assert.equal(paths(eleven).at(-1), "policy.Statement[Read10]");
    assert.deepEqual(paths([{ Sid: "no name" }, {}]), ["policy.Statement[0]", "policy.Statement[1]"]);
  });

  it("is about what it names; where it names nothing, about nothing, and not about everything but that", () => {
    const concerned = { concerns: () => true, otherwise: false } as const;
    const about = (statement: Properties) => [
      namesAction(read(statement), concerned),
      allowsOn(read({ Effect: "Allow", ...statement }), (resource) => resource === "*"),
    ];
    assert.deepEqual(about({ Action: "s3:GetObject", Resource: "*" }), [true, true]);
    assert.deepEqual(about({ NotAction: "s3:GetObject", NotResource: "x" }), [true, true]);
    assert.deepEqual(about({}), [false, false]);
  });

  it("names an action in a message, its digits too, but nothing that is no action's name", () => {
    const names = ["*", "ec2:AssignIpv6Addresses", "S3:get*", "kafka:CreateClusterV?"];
    assert.deepEqual(names.map(actionKey), names);
    const others = ["**", "hunter2", "hunter:Get", "s3:Get hunter2", "s3:hunter_2", "x s3:Get", "s3:Get:hunter"];
    assert.deepEqual(
      others.filter((text) => actionKey(text) !== undefined),
      [],
    );
  });
});

describe("the principals of a statement", () => {
  const everyone = (statement: Properties) => includesEveryone(read(statement));

  it("are everyone in either of its forms, or as everyone but some", () => {
    for (const Principal of ["*", { AWS: "*" }, { AWS: ["123456789012", "*"] }])
      assert.equal(everyone({ Principal }), true);
    assert.equal(everyone({ NotPrincipal: { AWS: "123456789012" } }), true);
  });

  it("may be everyone as long as that isn't known", () => {
    for (const Principal of [UNKNOWN, { AWS: UNKNOWN }, { AWS: ["123456789012", UNKNOWN] }])
      assert.equal(everyone({ Principal }), "unknown");
    assert.equal(everyone({ NotPrincipal: UNKNOWN }), "unknown");
  });

  it("are not everyone if there are none, or only services and providers, known or not", () => {
    assert.equal(everyone({}), false);
    assert.equal(everyone({ Principal: { AWS: "123456789012" } }), false);
    for (const kind of ["Service", "Federated", "CanonicalUser"])
      assert.equal(everyone({ Principal: { [kind]: ["x", UNKNOWN] } }), false);
  });
});

describe("the conditions of a statement", () => {
  const limits = (Condition: Value) => limitsTo(read({ Condition }).conditions, (key) => key === "aws:sourcearn");

  it("limit it to the values that they name, of one key or of several at once", () => {
    assert.equal(limits({ StringEquals: { "aws:SourceArn": "x" } }), true);
    assert.equal(limits({ "ForAnyValue:StringLike": { "aws:SourceArn": ["x", "y*"] } }), true);
  });

  it("limit it to nothing by a pattern of everything, or by what holds where the key is missing", () => {
    for (const pattern of ["*", "**", "?*", ["x", "*"]])
      assert.equal(limits({ StringLike: { "aws:SourceArn": pattern } }), false);
    assert.equal(limits({ "ForAllValues:StringLike": { "aws:SourceArn": "x" } }), false);
    assert.equal(limits({ StringLikeIfExists: { "aws:SourceArn": "x" } }), false);
    assert.equal(limits(null), false);
  });

  it("may limit it as long as one of them isn't known", () => {
    for (const Condition of [UNKNOWN, { StringEquals: UNKNOWN }, { StringEquals: { "aws:SourceArn": UNKNOWN } }])
      assert.equal(limits(Condition), "unknown");
  });
});
