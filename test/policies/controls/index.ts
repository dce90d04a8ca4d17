import type { ControlCases } from "../control-case";
import { cases as cloudwatch16 } from "./cloudwatch-16";
import { cases as ec2_13 } from "./ec2-13";
import { cases as ecs2 } from "./ecs-2";
import { cases as ecs5 } from "./ecs-5";
import { cases as elb1 } from "./elb-1";
import { cases as p1 } from "./p-1";

/** The cases of all controls. A control without any fails the test of the catalogue. */
export const controlCases: readonly ControlCases[] = [ecs2, ecs5, elb1, ec2_13, cloudwatch16, p1];
