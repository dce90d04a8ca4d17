import { UNKNOWN } from "../../../model/graph";
import { ecr5 } from "../../../policies/controls/ecr-5";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";
import { NOT_YET } from "../task-definition";

const NONE = "are none, so ECR's own key encrypts the images";
const CONFIGURATIONS = "encryptionConfigurations";
const repository = { type: "aws:ecr/repository:Repository" };

export const cases: ControlCases = {
  control: ecr5,
  cases: [
    ...requirementCases({
      types: ["aws:ecr/repository:Repository"],
      good: { [CONFIGURATIONS]: [{ encryptionType: "KMS", kmsKey: "arn:key" }] },
      required: [
        {
          path: `${CONFIGURATIONS}[0].encryptionType`,
          wrong: ["AES256"],
          problem: "is not KMS, so ECR's own key encrypts the images",
          holds: "a text",
          absent: "fail",
        },
        {
          path: `${CONFIGURATIONS}[0].kmsKey`,
          wrong: [""],
          problem: "is not set, so AWS's own key encrypts the images",
          holds: "a text",
          absent: "fail",
        },
      ],
      alsoGood: { "in two layers": { [CONFIGURATIONS]: [{ encryptionType: "KMS_DSSE", kmsKey: "arn:key" }] } },
    }),
    {
      kind: "failing",
      title: "an empty list",
      ...repository,
      properties: { [CONFIGURATIONS]: [] },
      expected: [["fail", CONFIGURATIONS, NONE]],
    },
    { kind: "absent", title: "the list", ...repository, properties: {}, expected: [["fail", CONFIGURATIONS, NONE]] },
    {
      kind: "unknown",
      title: "the list",
      ...repository,
      properties: { [CONFIGURATIONS]: UNKNOWN },
      expected: [["indeterminate", CONFIGURATIONS, NOT_YET]],
    },
  ],
  impossible: { "not applicable": "Every repository is encrypted with some key." },
};
