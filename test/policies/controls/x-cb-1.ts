import { xCb1 } from "../../../policies/controls/x-cb-1";
import type { ControlCases } from "../control-case";
import { type RequiredProperty, requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xCb1,
  cases: requirementCases({
    types: ["aws:codebuild/project:Project"],
    good: {
      artifacts: { type: "S3" },
      secondaryArtifacts: [{ type: "S3" }],
      encryptionKey: "arn:aws:kms:eu-central-1:123456789012:key/1",
    },
    required: [
      {
        path: "encryptionKey",
        wrong: [""],
        problem: "is not set, so AWS's own key encrypts them",
        holds: "a text",
        absent: "fail",
      },
      ...["artifacts", "secondaryArtifacts[0]"].map((where): RequiredProperty => ({
        path: `${where}.encryptionDisabled`,
        wrong: [true],
        problem: "is true, so artifacts are stored as they are",
        holds: "true or false",
        absent: "pass",
      })),
    ],
  }),
  impossible: { "not applicable": "Every project hands something on." },
};
