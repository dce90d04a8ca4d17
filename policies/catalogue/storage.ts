import type { Control } from "../control";
import { ecr1 } from "../controls/ecr-1";
import { ecr2 } from "../controls/ecr-2";
import { ecr3 } from "../controls/ecr-3";
import { ecr5 } from "../controls/ecr-5";
import { efs1 } from "../controls/efs-1";
import { efs2 } from "../controls/efs-2";
import { efs3 } from "../controls/efs-3";
import { efs6 } from "../controls/efs-6";
import { kms3 } from "../controls/kms-3";
import { kms4 } from "../controls/kms-4";
import { kms5 } from "../controls/kms-5";
import { s3_12 } from "../controls/s3-12";
import { s3_13 } from "../controls/s3-13";
import { s3_14 } from "../controls/s3-14";
import { s3_17 } from "../controls/s3-17";
import { s3_2 } from "../controls/s3-2";
import { s3_5 } from "../controls/s3-5";
import { s3_6 } from "../controls/s3-6";
import { s3_8 } from "../controls/s3-8";
import { s3_9 } from "../controls/s3-9";
import { xEcr1 } from "../controls/x-ecr-1";

/** Buckets, keys, images, file systems. */
export const storage: readonly Control[] = [
  s3_8,
  s3_2,
  s3_5,
  s3_6,
  s3_9,
  s3_12,
  s3_13,
  s3_14,
  s3_17,
  kms4,
  kms5,
  kms3,
  ecr1,
  ecr2,
  ecr3,
  ecr5,
  xEcr1,
  efs1,
  efs2,
  efs3,
  efs6,
];
