import { LOAD_BALANCERS } from "../../model/type-tokens";
import type { StackControl } from "../control";
import { anyOf, fail, indeterminate, NotApplicable } from "../verdict";

export const elb16: StackControl = {
  id: "ELB.16",
  policy: "elb-16",
  title: "Application Load Balancers on the internet have a web ACL of AWS WAF",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS Security Hub", id: "ELB.16" }],
  rationale:
    "Whatever is on the internet is tried for known holes all day; a web ACL turns most of that away before it reaches " +
    "a program. Narrower than AWS's rule: an internal load balancer may do without.",
  remediation: "Associate a web ACL with the load balancer: `aws.wafv2.WebAclAssociation`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16",
  levels: { dev: "advisory", prod: "mandatory" },
  types: LOAD_BALANCERS,
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_28"], cdkNag: ["ALBWAFEnabled"] },

  judge(loadBalancer, _settings, stack) {
    const type = loadBalancer.properties.get("loadBalancerType").string();
    if (type.state === "known" && type.value !== "application") {
      return new NotApplicable("AWS WAF works with Application Load Balancers only.");
    }
    const internal = loadBalancer.properties.get("internal").boolean();
    if (internal.state === "known" && internal.value) return new NotApplicable("The load balancer is internal.");
    const associations = stack.referringTo(loadBalancer, "resourceArn", [
      "aws:wafv2/webAclAssociation:WebAclAssociation",
    ]);
    const associated = anyOf(associations.map(({ refers }) => refers));
    if (associated === true) return [];
    const isKnown = associated === false && type.state !== "unknown" && internal.state !== "unknown";
    return isKnown
      ? [fail("arn", "is named by no web ACL association of the stack")]
      : [indeterminate("arn", "does not tell yet whether a web ACL is needed, or associated")];
  },
};
