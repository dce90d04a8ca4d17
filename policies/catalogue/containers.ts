import type { Control } from "../control";
import { ecs10 } from "../controls/ecs-10";
import { ecs12 } from "../controls/ecs-12";
import { ecs18 } from "../controls/ecs-18";
import { ecs2 } from "../controls/ecs-2";
import { ecs20 } from "../controls/ecs-20";
import { ecs3 } from "../controls/ecs-3";
import { ecs4 } from "../controls/ecs-4";
import { ecs5 } from "../controls/ecs-5";
import { ecs8 } from "../controls/ecs-8";
import { ecs9 } from "../controls/ecs-9";
import { xEcs1 } from "../controls/x-ecs-1";
import { xEcs2 } from "../controls/x-ecs-2";
import { xEcs3 } from "../controls/x-ecs-3";
import { xEcs4 } from "../controls/x-ecs-4";

/** ECS: clusters, services, task definitions. */
export const containers: readonly Control[] = [
  ecs2,
  ecs3,
  ecs4,
  ecs5,
  ecs8,
  ecs9,
  ecs10,
  ecs12,
  ecs18,
  ecs20,
  xEcs1,
  xEcs2,
  xEcs3,
  xEcs4,
];
