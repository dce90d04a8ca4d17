import assert from "node:assert/strict";
import { assertRefused, type Made } from "./account";
import { itRefuses, Scene } from "./scene";

const visibilityConfig = { metricName: "m", cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };

function webAcl(scene: Scene, name = "acl", changes: object = {}): Made {
  const inputs = { name, scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig, ...changes };
  return scene.make("aws:wafv2/webAcl:WebAcl", name, inputs);
}

function associate(scene: Scene, acl: Made, resourceArn: string): Made {
  const inputs = { webAclArn: acl.outputs.arn ?? "", resourceArn };
  return scene.make("aws:wafv2/webAclAssociation:WebAclAssociation", "x", inputs);
}

/** Common rule sets until there is no capacity left for the last. */
function commonRules(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `common-${index}`,
    priority: index,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
    visibilityConfig,
  }));
}

describe("simulated AWS refuses", () => {
  itRefuses([
    [
      "a second web ACL of the same name",
      "WAFDuplicateItemException",
      /'acl'/,
      (s) => [webAcl(s), s.make("aws:wafv2/webAcl:WebAcl", "other", webAcl(new Scene()).inputs)],
    ],
    [
      "a web ACL with more rules than it has capacity for",
      "WAFLimitsExceededException",
      /5600 capacity units/,
      (s) => webAcl(s, "acl", { rules: commonRules(8) }),
    ],
    [
      "a web ACL in front of a load balancer that isn't there",
      "WAFUnavailableEntityException",
      /loadbalancer/,
      (s) =>
        associate(
          s,
          webAcl(s),
          "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/0123456789abcdef",
        ),
    ],
    [
      "a web ACL for CloudFront in front of a load balancer",
      "WAFInvalidParameterException",
      /CloudFront/,
      (s) => associate(s, webAcl(s, "acl", { scope: "CLOUDFRONT" }), s.loadBalancer.id),
    ],
    [
      "an association with a web ACL that isn't there",
      "WAFNonexistentItemException",
      /webAclArn/,
      (s) => associate(s, webAcl(new Scene()), s.loadBalancer.id),
    ],
  ]);

  it("to delete a web ACL that stands in front of something: WAFAssociatedItemException", () => {
    const scene = new Scene();
    const acl = webAcl(scene);
    const association = associate(scene, acl, scene.loadBalancer.id);
    assertRefused(() => scene.delete(acl), "WAFAssociatedItemException");
    scene.delete(association);
    scene.delete(acl);
    assert.equal(scene.read(acl), undefined);
  });
});

describe("the capacity of a web ACL", () => {
  it("is what its rules need, also after a change", () => {
    const scene = new Scene();
    const acl = webAcl(scene, "acl", { rules: commonRules(1) });
    assert.equal(acl.outputs.capacity, 700);
    assert.equal(scene.change(acl, { rules: commonRules(7) }).outputs.capacity, 4900);
  });
});
