import { s3_12 } from "../../../policies/controls/s3-12";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: s3_12,
  cases: requirementCases({
    types: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
    good: { rule: { objectOwnership: "BucketOwnerEnforced" } },
    required: [
      {
        path: "rule.objectOwnership",
        wrong: ["ObjectWriter", "BucketOwnerPreferred"],
        problem: "is not BucketOwnerEnforced, so access lists decide too",
        holds: "a text",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Such a resource says nothing else." },
};
