import { rds16 } from "../../../policies/controls/rds-16";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: rds16,
  cases: requirementCases({
    types: ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"],
    good: { copyTagsToSnapshot: true },
    required: [
      {
        path: "copyTagsToSnapshot",
        wrong: [false],
        problem: "is not true, so snapshots have no tags",
        holds: "true or false",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every database has snapshots." },
};
