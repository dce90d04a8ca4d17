import type { ControlCases } from "../control-case";
import { cases as cloudwatch15 } from "./cloudwatch-15";
import { cases as cloudwatch16 } from "./cloudwatch-16";
import { cases as ec2_13 } from "./ec2-13";
import { cases as ec2_2 } from "./ec2-2";
import { cases as ec2_6 } from "./ec2-6";
import { cases as ecr1 } from "./ecr-1";
import { cases as ecr2 } from "./ecr-2";
import { cases as ecr3 } from "./ecr-3";
import { cases as ecs18 } from "./ecs-18";
import { cases as ecs2 } from "./ecs-2";
import { cases as ecs20 } from "./ecs-20";
import { cases as ecs4 } from "./ecs-4";
import { cases as ecs5 } from "./ecs-5";
import { cases as ecs8 } from "./ecs-8";
import { cases as efs1 } from "./efs-1";
import { cases as efs2 } from "./efs-2";
import { cases as efs3 } from "./efs-3";
import { cases as efs6 } from "./efs-6";
import { cases as elb1 } from "./elb-1";
import { cases as elb16 } from "./elb-16";
import { cases as elb17 } from "./elb-17";
import { cases as elb5 } from "./elb-5";
import { cases as iam1 } from "./iam-1";
import { cases as iam2 } from "./iam-2";
import { cases as iam21 } from "./iam-21";
import { cases as kms1 } from "./kms-1";
import { cases as kms4 } from "./kms-4";
import { cases as kms5 } from "./kms-5";
import { cases as p1 } from "./p-1";
import { cases as p2 } from "./p-2";
import { cases as p3 } from "./p-3";
import { cases as rds46 } from "./rds-46";
import { cases as s3_5 } from "./s3-5";
import { cases as s3_6 } from "./s3-6";
import { cases as s3_8 } from "./s3-8";
import { cases as sns1 } from "./sns-1";
import { cases as sns4 } from "./sns-4";
import { cases as sqs3 } from "./sqs-3";
import { cases as xEcr1 } from "./x-ecr-1";
import { cases as xEcs3 } from "./x-ecs-3";
import { cases as xEcs4 } from "./x-ecs-4";
import { cases as xIam1 } from "./x-iam-1";
import { cases as xIam10 } from "./x-iam-10";
import { cases as xIam2 } from "./x-iam-2";
import { cases as xIam3 } from "./x-iam-3";
import { cases as xIam4 } from "./x-iam-4";
import { cases as xIam5 } from "./x-iam-5";
import { cases as xIam6 } from "./x-iam-6";
import { cases as xIam7 } from "./x-iam-7";
import { cases as xIam9 } from "./x-iam-9";
import { cases as xNet1 } from "./x-net-1";
import { cases as xNet2 } from "./x-net-2";
import { cases as xNet3 } from "./x-net-3";
import { cases as xNet4 } from "./x-net-4";
import { cases as xSns1 } from "./x-sns-1";
import { cases as xVpc1 } from "./x-vpc-1";

/** The cases of all controls. A control without any fails the test of the catalogue. */
export const controlCases: readonly ControlCases[] = [
  ecs2,
  ecs4,
  ecs5,
  ecs8,
  ecs18,
  ecs20,
  xEcs3,
  xEcs4,
  elb1,
  elb5,
  elb16,
  elb17,
  ec2_2,
  ec2_6,
  ec2_13,
  xVpc1,
  rds46,
  xNet1,
  xNet2,
  xNet3,
  xNet4,
  s3_5,
  s3_6,
  s3_8,
  ecr1,
  ecr2,
  ecr3,
  xEcr1,
  efs1,
  efs2,
  efs3,
  efs6,
  kms1,
  kms4,
  kms5,
  cloudwatch15,
  cloudwatch16,
  sns1,
  sns4,
  xSns1,
  sqs3,
  iam1,
  iam2,
  iam21,
  xIam1,
  xIam2,
  xIam3,
  xIam4,
  xIam5,
  xIam6,
  xIam7,
  xIam9,
  xIam10,
  p1,
  p2,
  p3,
];
