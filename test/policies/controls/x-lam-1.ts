import { xLam1 } from "../../../policies/controls/x-lam-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xLam1,
  cases: requirementCases({
    types: ["aws:lambda/functionUrl:FunctionUrl"],
    good: { authorizationType: "AWS_IAM", cors: { allowOrigins: ["https://example.com"] } },
    required: [
      {
        path: "authorizationType",
        wrong: ["NONE"],
        problem: "is not AWS_IAM, so everyone may call",
        holds: "a text",
        absent: "fail",
      },
      {
        path: "cors.allowOrigins[0]",
        wrong: ["*"],
        problem: "is every page of the world",
        holds: "a text",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every function URL can be called." },
};
