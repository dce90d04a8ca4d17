import { elb4 } from "../../../policies/controls/elb-4";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: elb4,
  cases: requirementCases({
    types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
    good: { dropInvalidHeaderFields: true },
    required: [
      {
        path: "dropInvalidHeaderFields",
        wrong: [false],
        problem: "is not true, so headers that are no headers reach the program",
        holds: "true or false",
        absent: "fail",
      },
    ],
    alsoGood: { "named as what it is": { dropInvalidHeaderFields: true, loadBalancerType: "application" } },
    notApplicable: { "a Network Load Balancer": { loadBalancerType: "network" } },
  }),
};
