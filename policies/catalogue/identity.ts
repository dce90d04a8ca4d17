import type { Control } from "../control";
import { iam1 } from "../controls/iam-1";
import { iam2 } from "../controls/iam-2";
import { iam21 } from "../controls/iam-21";
import { kms1 } from "../controls/kms-1";
import { xIam1 } from "../controls/x-iam-1";
import { xIam10 } from "../controls/x-iam-10";
import { xIam2 } from "../controls/x-iam-2";
import { xIam3 } from "../controls/x-iam-3";
import { xIam4 } from "../controls/x-iam-4";
import { xIam5 } from "../controls/x-iam-5";
import { xIam6 } from "../controls/x-iam-6";
import { xIam7 } from "../controls/x-iam-7";
import { xIam9 } from "../controls/x-iam-9";

/** IAM: roles, users and what documents allow. */
export const identity: readonly Control[] = [
  iam1,
  iam21,
  xIam1,
  kms1,
  xIam2,
  xIam3,
  xIam4,
  xIam5,
  xIam6,
  xIam7,
  iam2,
  xIam9,
  xIam10,
];
