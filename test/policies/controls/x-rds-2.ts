import { xRds2 } from "../../../policies/controls/x-rds-2";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xRds2,
  cases: requirementCases({
    types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    good: { kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1", caCertIdentifier: "rds-ca-rsa2048-g1" },
    required: [
      {
        path: "kmsKeyId",
        wrong: [""],
        problem: "is not set, so AWS's own key encrypts it",
        holds: "a text",
        absent: "fail",
      },
      {
        path: "caCertIdentifier",
        wrong: ["rds-ca-2019"],
        problem: "is an authority that has ended",
        holds: "a text",
        absent: "pass",
      },
    ],
    notApplicable: { "a replica": { replicateSourceDb: "db-1" } },
  }),
};
