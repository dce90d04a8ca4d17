import { lambda7 } from "../../../policies/controls/lambda-7";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: lambda7,
  cases: requirementCases({
    types: ["aws:lambda/function:Function"],
    good: { tracingConfig: { mode: "Active" } },
    required: [
      {
        path: "tracingConfig.mode",
        wrong: ["PassThrough"],
        problem: "is not Active, so requests are not traced",
        holds: "a text",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every function can be traced." },
};
