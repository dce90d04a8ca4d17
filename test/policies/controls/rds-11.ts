import { rds11 } from "../../../policies/controls/rds-11";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: rds11,
  cases: requirementCases({
    types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    good: { backupRetentionPeriod: 7 },
    required: [
      {
        path: "backupRetentionPeriod",
        wrong: [0, 6],
        problem: "is below the days that the configuration asks for",
        holds: "a number",
        absent: "fail",
      },
    ],
    notApplicable: { "a replica": { replicateSourceDb: "db-1" } },
  }),
};
