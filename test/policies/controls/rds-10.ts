import { rds10 } from "../../../policies/controls/rds-10";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: rds10,
  cases: requirementCases({
    types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    good: { engine: "postgres", iamDatabaseAuthenticationEnabled: true },
    required: [
      {
        path: "iamDatabaseAuthenticationEnabled",
        wrong: [false],
        problem: "is not true, so there are only passwords",
        holds: "true or false",
        absent: "fail",
      },
    ],
    notApplicable: {
      "another engine": { engine: "sqlserver-ex" },
      "an engine that a replica takes from its source": { replicateSourceDb: "db-1" },
    },
  }),
};
