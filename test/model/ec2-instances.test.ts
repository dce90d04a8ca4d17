import assert from "node:assert/strict";
import { isGraviton } from "../../model/ec2-instances";

describe("an instance type", () => {
  it("has AWS's own processors if a g stands behind the generation, wherever a g stands otherwise", () => {
    for (const type of ["t4g.nano", "c7gn.medium", "im4gn.large", "is4gen.medium", "g5g.xlarge", "m7g.metal"]) {
      assert.equal(isGraviton(type), true, type);
    }
    for (const type of ["t3.nano", "g5.xlarge", "m7i-flex.large", "u-6tb1.112xlarge", "trn1n.32xlarge"]) {
      assert.equal(isGraviton(type), false, type);
    }
  });

  it("is none without a family, a generation and a size", () => {
    for (const text of ["", "t4g", "nano", "t4g.", ".nano", "T4G.nano", "t4g nano", "tg.nano"]) {
      assert.equal(isGraviton(text), undefined, text);
    }
  });
});
