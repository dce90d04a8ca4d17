import { rds13 } from "../../../policies/controls/rds-13";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: rds13,
  cases: requirementCases({
    types: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance", "aws:rds/cluster:Cluster"],
    good: { autoMinorVersionUpgrade: true },
    required: [
      {
        path: "autoMinorVersionUpgrade",
        wrong: [false],
        problem: "is false, so known holes stay open",
        holds: "true or false",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every database has versions." },
};
