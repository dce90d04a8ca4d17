import { lambda2 } from "../../../policies/controls/lambda-2";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: lambda2,
  cases: requirementCases({
    types: ["aws:lambda/function:Function"],
    good: { runtime: "nodejs22.x" },
    required: [
      {
        path: "runtime",
        wrong: ["nodejs16.x", "python3.8"],
        problem: "is none that the configuration names",
        holds: "a text",
        absent: "fail",
      },
    ],
    notApplicable: { "an image": { packageType: "Image" } },
  }),
};
