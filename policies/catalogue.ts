import type { Control } from "./control";
import { cloudwatch16 } from "./controls/cloudwatch-16";
import { ec2_13 } from "./controls/ec2-13";
import { ecs2 } from "./controls/ecs-2";
import { ecs5 } from "./controls/ecs-5";
import { elb1 } from "./controls/elb-1";
import { p1 } from "./controls/p-1";

/** All controls, in the order of reports. Packs, presets, previews and documents are made from this list. */
export const catalogue: readonly Control[] = [ecs2, ecs5, elb1, ec2_13, cloudwatch16, p1];
