import { kms5 } from "../../../policies/controls/kms-5";
import type { ControlCases } from "../control-case";
import { publicAccessCases } from "../policy-documents";

export const cases: ControlCases = {
  control: kms5,
  cases: publicAccessCases(
    ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
    "kms:Decrypt",
    "lets everyone use the key",
    ["kms:CallerAccount", "kms:ViaService"],
  ),
};
