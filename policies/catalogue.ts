import type { Control } from "./control";
import { cloudwatch15 } from "./controls/cloudwatch-15";
import { cloudwatch16 } from "./controls/cloudwatch-16";
import { ec2_13 } from "./controls/ec2-13";
import { ec2_2 } from "./controls/ec2-2";
import { ec2_6 } from "./controls/ec2-6";
import { ecr1 } from "./controls/ecr-1";
import { ecr2 } from "./controls/ecr-2";
import { ecr3 } from "./controls/ecr-3";
import { ecs18 } from "./controls/ecs-18";
import { ecs2 } from "./controls/ecs-2";
import { ecs20 } from "./controls/ecs-20";
import { ecs4 } from "./controls/ecs-4";
import { ecs5 } from "./controls/ecs-5";
import { ecs8 } from "./controls/ecs-8";
import { efs1 } from "./controls/efs-1";
import { efs2 } from "./controls/efs-2";
import { efs3 } from "./controls/efs-3";
import { efs6 } from "./controls/efs-6";
import { elb1 } from "./controls/elb-1";
import { elb16 } from "./controls/elb-16";
import { elb17 } from "./controls/elb-17";
import { elb5 } from "./controls/elb-5";
import { iam1 } from "./controls/iam-1";
import { iam2 } from "./controls/iam-2";
import { iam21 } from "./controls/iam-21";
import { kms1 } from "./controls/kms-1";
import { kms4 } from "./controls/kms-4";
import { kms5 } from "./controls/kms-5";
import { p1 } from "./controls/p-1";
import { p2 } from "./controls/p-2";
import { p3 } from "./controls/p-3";
import { rds46 } from "./controls/rds-46";
import { s3_5 } from "./controls/s3-5";
import { s3_6 } from "./controls/s3-6";
import { s3_8 } from "./controls/s3-8";
import { sns1 } from "./controls/sns-1";
import { sns4 } from "./controls/sns-4";
import { sqs3 } from "./controls/sqs-3";
import { xEcr1 } from "./controls/x-ecr-1";
import { xEcs3 } from "./controls/x-ecs-3";
import { xEcs4 } from "./controls/x-ecs-4";
import { xIam1 } from "./controls/x-iam-1";
import { xIam10 } from "./controls/x-iam-10";
import { xIam2 } from "./controls/x-iam-2";
import { xIam3 } from "./controls/x-iam-3";
import { xIam4 } from "./controls/x-iam-4";
import { xIam5 } from "./controls/x-iam-5";
import { xIam6 } from "./controls/x-iam-6";
import { xIam7 } from "./controls/x-iam-7";
import { xIam9 } from "./controls/x-iam-9";
import { xNet1 } from "./controls/x-net-1";
import { xNet2 } from "./controls/x-net-2";
import { xNet3 } from "./controls/x-net-3";
import { xNet4 } from "./controls/x-net-4";
import { xSns1 } from "./controls/x-sns-1";
import { xVpc1 } from "./controls/x-vpc-1";

/** All controls, in the order of reports. Packs, presets, previews and documents are made from this list. */
export const catalogue: readonly Control[] = [
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
