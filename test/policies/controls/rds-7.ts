import { rds7 } from "../../../policies/controls/rds-7";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: rds7,
  cases: requirementCases({
    types: ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"],
    good: { deletionProtection: true },
    required: [
      {
        path: "deletionProtection",
        wrong: [false],
        problem: "is not true, so one call deletes it",
        holds: "true or false",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every database can be protected." },
};
