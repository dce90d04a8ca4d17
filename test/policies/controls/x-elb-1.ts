import { xElb1 } from "../../../policies/controls/x-elb-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xElb1,
  cases: [
    ...requirementCases({
      types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
      good: { internal: true },
      required: [
        {
          path: "internal",
          wrong: [false],
          problem: "is not true, so the internet can connect to it",
          holds: "true or false",
          absent: "fail",
        },
      ],
    }),
    {
      kind: "passing",
      title: "beside one that is public by its name, as the presets have it",
      type: "aws:lb/loadBalancer:LoadBalancer",
      properties: { internal: true },
      others: [{ type: "aws:lb/loadBalancer:LoadBalancer", name: "shop-public", properties: { internal: false } }],
      expected: "pass",
      because: "The configuration says that this load balancer is meant to be public.",
    },
    {
      kind: "not applicable",
      title: "one that the configuration names",
      type: "aws:lb/loadBalancer:LoadBalancer",
      properties: { internal: false },
      settings: { publicLoadBalancers: ["x*", "sub*"] },
      expected: "not-applicable",
    },
  ],
};
