import { rds2 } from "../../../policies/controls/rds-2";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: rds2,
  cases: requirementCases({
    types: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
    good: { publiclyAccessible: false },
    required: [
      {
        path: "publiclyAccessible",
        wrong: [true],
        problem: "is true, so it has a public address",
        holds: "true or false",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every database has this setting." },
};
