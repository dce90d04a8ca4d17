import { rds3 } from "../../../policies/controls/rds-3";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: rds3,
  cases: requirementCases({
    types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    good: { storageEncrypted: true },
    required: [
      {
        path: "storageEncrypted",
        wrong: [false],
        problem: "is not true, so data are stored as they are",
        holds: "true or false",
        absent: "fail",
      },
    ],
    notApplicable: {
      "a replica": { replicateSourceDb: "db-1" },
      "a cluster's replica": { replicationSourceIdentifier: "arn:x" },
      "made of a snapshot": { snapshotIdentifier: "s" },
      restored: { restoreToPointInTime: {} },
    },
  }),
};
