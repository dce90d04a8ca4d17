import type { Control } from "../control";
import { rds10 } from "../controls/rds-10";
import { rds11 } from "../controls/rds-11";
import { rds13 } from "../controls/rds-13";
import { rds16 } from "../controls/rds-16";
import { rds2 } from "../controls/rds-2";
import { rds3 } from "../controls/rds-3";
import { rds38 } from "../controls/rds-38";
import { rds43 } from "../controls/rds-43";
import { rds46 } from "../controls/rds-46";
import { rds5 } from "../controls/rds-5";
import { rds6 } from "../controls/rds-6";
import { rds7 } from "../controls/rds-7";
import { rds9 } from "../controls/rds-9";
import { xRds1 } from "../controls/x-rds-1";
import { xRds2 } from "../controls/x-rds-2";

/** RDS. */
export const databases: readonly Control[] = [
  rds2,
  rds3,
  rds5,
  rds6,
  rds7,
  rds9,
  rds10,
  rds11,
  rds13,
  rds16,
  rds38,
  rds43,
  rds46,
  xRds1,
  xRds2,
];
