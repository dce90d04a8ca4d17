import { ec2_8 } from "../../../policies/controls/ec2-8";
import type { ControlCases } from "../control-case";
import { replaced, requirementCases } from "../requirement-cases";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GOOD = { metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 } };
const HOPS = "is more than 1, so containers on the instance reach it too";

export const cases: ControlCases = {
  control: ec2_8,
  cases: [
    ...requirementCases({
      types: ["aws:ec2/instance:Instance", TEMPLATE],
      good: GOOD,
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
          problem: HOPS,
          holds: "a number",
          absent: "pass",
        },
      ],
      notApplicable: { "switched off": { metadataOptions: { httpEndpoint: "disabled" } } },
    }),
    {
      kind: "failing",
      title: "a hop more, in a template",
      type: TEMPLATE,
      properties: replaced(GOOD, "metadataOptions.httpPutResponseHopLimit", 2),
      expected: [["fail", "metadataOptions.httpPutResponseHopLimit", HOPS, "metadataOptions.httpPutResponseHopLimit"]],
    },
  ],
};
