import assert from "node:assert/strict";
import { makeUrn, parseUrn } from "../../model/urn";

describe("URNs", () => {
  it("hold the types of all parents but the stack", () => {
    const stack = makeUrn("dev", "shop", undefined, "pulumi:pulumi:Stack", "shop-dev");
    const outer = makeUrn("dev", "shop", stack, "my:a:Outer", "o");
    const inner = makeUrn("dev", "shop", outer, "my:a:Inner", "i");
    assert.equal(outer, "urn:pulumi:dev::shop::my:a:Outer::o");
    assert.equal(inner, "urn:pulumi:dev::shop::my:a:Outer$my:a:Inner::i");
    assert.equal(
      makeUrn("dev", "shop", inner, "aws:ec2/vpc:Vpc", "a::b"),
      "urn:pulumi:dev::shop::my:a:Outer$my:a:Inner$aws:ec2/vpc:Vpc::a::b",
    );
  });

  it("are taken apart, also where the name looks like a separator", () => {
    assert.deepEqual(parseUrn("urn:pulumi:dev::shop::my:a:Outer$aws:ec2/vpc:Vpc::a::b"), {
      stack: "dev",
      project: "shop",
      qualifiedType: "my:a:Outer$aws:ec2/vpc:Vpc",
      type: "aws:ec2/vpc:Vpc",
      name: "a::b",
    });
    assert.throws(() => parseUrn("arn:aws:s3:::bucket"), /not a Pulumi URN: arn:aws:s3:::bucket/);
  });
});
