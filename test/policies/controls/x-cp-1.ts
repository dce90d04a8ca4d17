import { UNKNOWN } from "../../../model/graph";
import { xCp1 } from "../../../policies/controls/x-cp-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";
import { NOT_YET } from "../task-definition";

const NONE = "are none, so nothing is known of their encryption";
const pipeline = { type: "aws:codepipeline/pipeline:Pipeline" };
const STORE = { type: "S3", location: "artifacts" };

export const cases: ControlCases = {
  control: xCp1,
  cases: [
    ...requirementCases({
      types: ["aws:codepipeline/pipeline:Pipeline"],
      good: { artifactStores: [{ ...STORE, encryptionKey: { type: "KMS", id: "arn:key" } }] },
      required: [
        {
          path: "artifactStores[0].encryptionKey.id",
          wrong: [""],
          problem: "is not set, so AWS's own key encrypts the artifacts",
          holds: "a text",
          absent: "fail",
        },
      ],
    }),
    {
      kind: "failing",
      title: "no stores",
      ...pipeline,
      properties: { artifactStores: [] },
      expected: [["fail", "artifactStores", NONE]],
    },
    { kind: "absent", title: "all stores", ...pipeline, properties: {}, expected: [["fail", "artifactStores", NONE]] },
    {
      kind: "unknown",
      title: "all stores",
      ...pipeline,
      properties: { artifactStores: UNKNOWN },
      expected: [["indeterminate", "artifactStores", NOT_YET]],
    },
  ],
  impossible: { "not applicable": "Every pipeline has a store." },
};
