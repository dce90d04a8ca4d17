import { xDdb1 } from "../../../policies/controls/x-ddb-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: xDdb1,
  cases: requirementCases({
    types: ["aws:dynamodb/table:Table"],
    good: { serverSideEncryption: { enabled: true, kmsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/1" } },
    required: [
      {
        path: "serverSideEncryption.enabled",
        wrong: [false],
        problem: "is not true, so DynamoDB uses a key of its own",
        holds: "true or false",
        absent: "fail",
      },
      {
        path: "serverSideEncryption.kmsKeyArn",
        wrong: [""],
        problem: "is not set, so AWS uses a key of its own",
        holds: "a text",
        absent: "fail",
      },
    ],
  }),
  impossible: { "not applicable": "Every table is encrypted." },
};
