import { codebuild1 } from "../../../policies/controls/codebuild-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: codebuild1,
  cases: requirementCases({
    types: ["aws:codebuild/project:Project"],
    good: {
      source: { location: "https://example.com/shop.git" },
      secondarySources: [{ location: "https://example.com/more.git" }],
    },
    required: [
      {
        path: "source.location",
        wrong: ["https://me:hunter2@example.com/shop.git"],
        problem: "holds a credential that everyone can read",
        holds: "a text",
        absent: "pass",
      },
      {
        path: "secondarySources[0].location",
        wrong: ["https://me:hunter2@example.com/shop.git"],
        problem: "holds a credential that everyone can read",
        holds: "a text",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every project has a source." },
};
