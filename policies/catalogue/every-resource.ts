import type { Control } from "../control";
import { p1 } from "../controls/p-1";
import { p2 } from "../controls/p-2";
import { p3 } from "../controls/p-3";
import { p4 } from "../controls/p-4";
import { p5 } from "../controls/p-5";
import { p6 } from "../controls/p-6";
import { p7 } from "../controls/p-7";

/** Rules for resources of any service. */
export const everyResource: readonly Control[] = [p1, p2, p3, p4, p5, p6, p7];
