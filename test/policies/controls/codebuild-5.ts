import { codebuild5 } from "../../../policies/controls/codebuild-5";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: codebuild5,
  cases: requirementCases({
    types: ["aws:codebuild/project:Project"],
    good: { environment: { privilegedMode: false } },
    required: [
      {
        path: "environment.privilegedMode",
        wrong: [true],
        problem: "is true, so the build controls its host",
        holds: "true or false",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every project has an environment." },
};
