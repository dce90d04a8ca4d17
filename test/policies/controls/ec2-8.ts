import { ec2_8 } from "../../../policies/controls/ec2-8";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: ec2_8,
  cases: requirementCases({
    types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"],
    good: { metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 } },
    required: [
      {
        path: "metadataOptions.httpTokens",
        wrong: ["optional"],
        problem: "is not required, so requests without a token are answered",
        holds: "a text",
        absent: "fail",
      },
      {
        path: "metadataOptions.httpPutResponseHopLimit",
        wrong: [2],
        problem: "is more than 1, so containers on the instance reach it too",
        holds: "a number",
        absent: "pass",
      },
    ],
    notApplicable: { "switched off": { metadataOptions: { httpEndpoint: "disabled" } } },
  }),
};
