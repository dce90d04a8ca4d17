import { xSec2 } from "../../../policies/controls/x-sec-2";
import type { ControlCases } from "../control-case";
import { publicAccessCases } from "../policy-documents";

export const cases: ControlCases = {
  control: xSec2,
  cases: publicAccessCases(
    ["aws:secretsmanager/secretPolicy:SecretPolicy", "aws:secretsmanager/secret:Secret"],
    "secretsmanager:GetSecretValue",
    "opens the secret to everyone",
  ),
};
