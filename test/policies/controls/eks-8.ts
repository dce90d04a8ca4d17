import { eks8 } from "../../../policies/controls/eks-8";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: eks8,
  cases: requirementCases({
    types: ["aws:eks/cluster:Cluster"],
    good: { enabledClusterLogTypes: ["api", "audit"] },
    required: [
      {
        path: "enabledClusterLogTypes",
        wrong: [[], ["api"]],
        problem: "lacks a kind of logs that the configuration asks for",
        holds: "a list",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every cluster can write logs." },
};
