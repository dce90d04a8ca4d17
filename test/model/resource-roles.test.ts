import assert from "node:assert/strict";
import { roleOf } from "../../model/resource-roles";

describe("the role of a resource", () => {
  it("is that of its type", () => {
    assert.equal(roleOf("aws:s3/bucket:Bucket"), "holds state");
    assert.equal(roleOf("aws:route53/record:Record"), "entry");
    assert.equal(roleOf("aws:ecs/service:Service"), undefined);
  });

  it("is the same by each name that a type has", () => {
    for (const module of ["lb", "alb", "elasticloadbalancingv2"]) {
      assert.equal(roleOf(`aws:${module}/listener:Listener`), "entry");
    }
  });
});
