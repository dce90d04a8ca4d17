import { acm2 } from "../../../policies/controls/acm-2";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: acm2,
  cases: requirementCases({
    types: ["aws:acm/certificate:Certificate"],
    good: { keyAlgorithm: "EC_prime256v1", validationMethod: "DNS" },
    required: [
      { path: "keyAlgorithm", wrong: ["RSA_1024"], problem: "is too short to trust", holds: "a text", absent: "pass" },
      {
        path: "validationMethod",
        wrong: ["EMAIL"],
        problem: "is not DNS, so somebody has to answer a mail each year",
        holds: "a text",
        absent: "fail",
      },
    ],
    notApplicable: { imported: { certificateBody: "-----" }, private: { certificateAuthorityArn: "arn:x" } },
  }),
};
