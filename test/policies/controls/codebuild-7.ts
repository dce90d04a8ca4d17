import { UNKNOWN } from "../../../model/graph";
import { codebuild7 } from "../../../policies/controls/codebuild-7";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

const NO_KEY = "is not set, so S3's own key encrypts them";
const KEY = "exportConfig.s3Destination.encryptionKey";

export const cases: ControlCases = {
  control: codebuild7,
  cases: [
    ...requirementCases({
      types: ["aws:codebuild/reportGroup:ReportGroup"],
      good: { exportConfig: { type: "S3", s3Destination: { bucket: "reports", encryptionKey: "arn:key" } } },
      required: [
        {
          path: "exportConfig.s3Destination.encryptionDisabled",
          wrong: [true],
          problem: "is true, so reports are stored as they are",
          holds: "true or false",
          absent: "pass",
        },
        { path: KEY, wrong: [""], problem: NO_KEY, holds: "a text", absent: "fail" },
      ],
      notApplicable: { "reports that stay": { exportConfig: { type: "NO_EXPORT" } }, "no type": {} },
    }),
    {
      kind: "unknown",
      title: "whether they are exported",
      type: "aws:codebuild/reportGroup:ReportGroup",
      properties: { exportConfig: { type: UNKNOWN } },
      expected: [["indeterminate", KEY, NO_KEY, KEY]],
    },
  ],
};
