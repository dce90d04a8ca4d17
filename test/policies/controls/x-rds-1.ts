import { xRds1 } from "../../../policies/controls/x-rds-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xRds1,
  cases: requirementCases({
    types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    good: { manageMasterUserPassword: true },
    required: [
      {
        path: "manageMasterUserPassword",
        wrong: [false],
        problem: "is not true, so the password comes from the program",
        holds: "true or false",
        absent: "fail",
      },
    ],
    notApplicable: {
      "a replica": { replicateSourceDb: "db-1" },
      "made of a snapshot": { snapshotIdentifier: "s" },
      "a password that is only written": { passwordWo: "x" },
      "a cluster's password that is only written": { masterPasswordWo: "x" },
      "a second cluster of a global one": { globalClusterIdentifier: "g" },
    },
  }),
};
