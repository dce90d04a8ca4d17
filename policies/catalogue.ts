import type { Control } from "./control";
import { cloudwatch16 } from "./controls/cloudwatch-16";
import { ecs2 } from "./controls/ecs-2";
import { ecs5 } from "./controls/ecs-5";

/** All controls, in the order of reports. Packs, presets, previews and documents are made from this list. */
export const catalogue: readonly Control[] = [ecs2, ecs5, cloudwatch16];
