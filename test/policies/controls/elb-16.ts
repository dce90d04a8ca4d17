import { type Properties, UNKNOWN } from "../../../model/graph";
import { elb16 } from "../../../policies/controls/elb-16";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const NONE = "is named by no web ACL association of the stack";
const PERHAPS = "does not tell yet whether a web ACL is needed, or associated";

function loadBalancer(properties: Properties, type = "aws:lb/loadBalancer:LoadBalancer") {
  return { type, properties: { arn: "arn:of:balancer", loadBalancerType: "application", ...properties } };
}

const association = (resourceArn: Properties[string], computedFrom: readonly string[] = []): CaseResource => ({
  type: "aws:wafv2/webAclAssociation:WebAclAssociation",
  name: "association",
  properties: { resourceArn, webAclArn: "arn:of:acl" },
  computedFrom: { resourceArn: computedFrom },
});

export const cases: ControlCases = {
  control: elb16,
  cases: [
    {
      kind: "passing",
      title: "on the internet, with a web ACL",
      ...loadBalancer({ internal: false }),
      others: [association("arn:of:balancer")],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "with a web ACL, before it has an ARN",
      ...loadBalancer({ arn: UNKNOWN }),
      others: [association(UNKNOWN, ["subject"])],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "with a web ACL, wherever it stands",
      ...loadBalancer({ internal: UNKNOWN }),
      others: [association("arn:of:balancer")],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "on the internet, where another has the web ACL",
      ...loadBalancer({ internal: false }),
      others: [association("arn:of:another")],
      expected: [["fail", "arn", NONE]],
    },
    {
      kind: "failing",
      title: "of the other token",
      ...loadBalancer({ internal: false }, "aws:alb/loadBalancer:LoadBalancer"),
      expected: [["fail", "arn", NONE]],
    },
    {
      kind: "absent",
      title: "without a word it is on the internet, and an Application Load Balancer",
      ...loadBalancer({ loadBalancerType: null }),
      expected: [["fail", "arn", NONE]],
    },
    {
      kind: "unknown",
      title: "whether it is on the internet",
      ...loadBalancer({ internal: UNKNOWN }),
      expected: [["indeterminate", "arn", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "which kind it is",
      ...loadBalancer({ loadBalancerType: UNKNOWN }),
      expected: [["indeterminate", "arn", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "what has the web ACL",
      ...loadBalancer({}),
      others: [association(UNKNOWN)],
      expected: [["indeterminate", "arn", PERHAPS]],
    },
    {
      kind: "not applicable",
      title: "an internal one",
      ...loadBalancer({ internal: true }),
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "a Network Load Balancer",
      ...loadBalancer({ loadBalancerType: "network" }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "an association with something else",
      ...loadBalancer({ name: CANARY }),
      others: [association(CANARY)],
      expected: [["fail", "arn", NONE]],
    },
  ],
};
