import { xCb1 } from "../../../policies/controls/x-cb-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xCb1,
  cases: requirementCases({
    types: ["aws:codebuild/project:Project"],
    good: { artifacts: { type: "S3" }, encryptionKey: "arn:aws:kms:eu-central-1:123456789012:key/1" },
    required: [
      {
        path: "encryptionKey",
        wrong: [""],
        problem: "is not set, so AWS's own key encrypts them",
        holds: "a text",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every project hands something on." },
};
