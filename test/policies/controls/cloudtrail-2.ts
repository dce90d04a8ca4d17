import { cloudtrail2 } from "../../../policies/controls/cloudtrail-2";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: cloudtrail2,
  cases: requirementCases({
    types: ["aws:cloudtrail/trail:Trail"],
    good: {
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1",
      cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:trail:*",
    },
    required: [
      {
        path: "isMultiRegionTrail",
        wrong: [false],
        problem: "is not true, so other regions are not recorded",
        holds: "true or false",
        absent: "fail",
      },
      {
        path: "enableLogFileValidation",
        wrong: [false],
        problem: "is not true, so nobody can tell whether records were changed",
        holds: "true or false",
        absent: "fail",
      },
      {
        path: "kmsKeyId",
        wrong: [""],
        problem: "is not set, so AWS uses a key of its own",
        holds: "a text",
        absent: "fail",
      },
      {
        path: "cloudWatchLogsGroupArn",
        wrong: [""],
        problem: "is not set, so no alarm can see the records",
        holds: "a text",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every trail records." },
};
