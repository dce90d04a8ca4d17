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
        wrong: ["nodejs16.x", "nodejs20.x", "python3.10", "dotnet8", "provided.al2"],
        problem: "is none that the configuration names",
        holds: "a text",
        absent: "fail",
      },
    ],
    alsoGood: Object.fromEntries(
      ["nodejs24.x", "python3.11", "java8.al2", "ruby4.0", "provided.al2023"].map((runtime) => [runtime, { runtime }]),
    ),
    notApplicable: { "an image": { packageType: "Image" } },
  }),
};
