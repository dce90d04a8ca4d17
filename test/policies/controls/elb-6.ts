import { elb6 } from "../../../policies/controls/elb-6";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: elb6,
  cases: requirementCases({
    types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
    good: { enableDeletionProtection: true },
    required: [
      {
        path: "enableDeletionProtection",
        wrong: [false],
        problem: "is not true, so one call deletes it",
        holds: "true or false",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every load balancer can be protected." },
};
