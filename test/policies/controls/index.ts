import type { ControlCases } from "../control-case";
import { cases as acm2 } from "./acm-2";
import { cases as cloudtrail2 } from "./cloudtrail-2";
import { cases as cloudwatch15 } from "./cloudwatch-15";
import { cases as cloudwatch16 } from "./cloudwatch-16";
import { cases as codebuild1 } from "./codebuild-1";
import { cases as codebuild2 } from "./codebuild-2";
import { cases as codebuild3 } from "./codebuild-3";
import { cases as codebuild5 } from "./codebuild-5";
import { cases as codebuild7 } from "./codebuild-7";
import { cases as datafirehose1 } from "./datafirehose-1";
import { cases as dynamodb2 } from "./dynamodb-2";
import { cases as dynamodb6 } from "./dynamodb-6";
import { cases as ec2_10 } from "./ec2-10";
import { cases as ec2_13 } from "./ec2-13";
import { cases as ec2_15 } from "./ec2-15";
import { cases as ec2_18 } from "./ec2-18";
import { cases as ec2_2 } from "./ec2-2";
import { cases as ec2_21 } from "./ec2-21";
import { cases as ec2_3 } from "./ec2-3";
import { cases as ec2_6 } from "./ec2-6";
import { cases as ec2_8 } from "./ec2-8";
import { cases as ec2_9 } from "./ec2-9";
import { cases as ecr1 } from "./ecr-1";
import { cases as ecr2 } from "./ecr-2";
import { cases as ecr3 } from "./ecr-3";
import { cases as ecr5 } from "./ecr-5";
import { cases as ecs10 } from "./ecs-10";
import { cases as ecs12 } from "./ecs-12";
import { cases as ecs18 } from "./ecs-18";
import { cases as ecs2 } from "./ecs-2";
import { cases as ecs20 } from "./ecs-20";
import { cases as ecs3 } from "./ecs-3";
import { cases as ecs4 } from "./ecs-4";
import { cases as ecs5 } from "./ecs-5";
import { cases as ecs8 } from "./ecs-8";
import { cases as ecs9 } from "./ecs-9";
import { cases as efs1 } from "./efs-1";
import { cases as efs2 } from "./efs-2";
import { cases as efs3 } from "./efs-3";
import { cases as efs6 } from "./efs-6";
import { cases as eks1 } from "./eks-1";
import { cases as eks2 } from "./eks-2";
import { cases as eks3 } from "./eks-3";
import { cases as eks8 } from "./eks-8";
import { cases as elb1 } from "./elb-1";
import { cases as elb12 } from "./elb-12";
import { cases as elb16 } from "./elb-16";
import { cases as elb17 } from "./elb-17";
import { cases as elb18 } from "./elb-18";
import { cases as elb21 } from "./elb-21";
import { cases as elb4 } from "./elb-4";
import { cases as elb5 } from "./elb-5";
import { cases as elb6 } from "./elb-6";
import { cases as iam1 } from "./iam-1";
import { cases as iam2 } from "./iam-2";
import { cases as iam21 } from "./iam-21";
import { cases as kinesis1 } from "./kinesis-1";
import { cases as kinesis3 } from "./kinesis-3";
import { cases as kms1 } from "./kms-1";
import { cases as kms3 } from "./kms-3";
import { cases as kms4 } from "./kms-4";
import { cases as kms5 } from "./kms-5";
import { cases as lambda1 } from "./lambda-1";
import { cases as lambda2 } from "./lambda-2";
import { cases as lambda7 } from "./lambda-7";
import { cases as p1 } from "./p-1";
import { cases as p2 } from "./p-2";
import { cases as p3 } from "./p-3";
import { cases as p4 } from "./p-4";
import { cases as p5 } from "./p-5";
import { cases as p6 } from "./p-6";
import { cases as p7 } from "./p-7";
import { cases as rds10 } from "./rds-10";
import { cases as rds11 } from "./rds-11";
import { cases as rds13 } from "./rds-13";
import { cases as rds16 } from "./rds-16";
import { cases as rds2 } from "./rds-2";
import { cases as rds3 } from "./rds-3";
import { cases as rds38 } from "./rds-38";
import { cases as rds43 } from "./rds-43";
import { cases as rds46 } from "./rds-46";
import { cases as rds5 } from "./rds-5";
import { cases as rds6 } from "./rds-6";
import { cases as rds7 } from "./rds-7";
import { cases as rds9 } from "./rds-9";
import { cases as route53_2 } from "./route53-2";
import { cases as s3_12 } from "./s3-12";
import { cases as s3_13 } from "./s3-13";
import { cases as s3_14 } from "./s3-14";
import { cases as s3_17 } from "./s3-17";
import { cases as s3_2 } from "./s3-2";
import { cases as s3_5 } from "./s3-5";
import { cases as s3_6 } from "./s3-6";
import { cases as s3_8 } from "./s3-8";
import { cases as s3_9 } from "./s3-9";
import { cases as secretsmanager1 } from "./secretsmanager-1";
import { cases as sns1 } from "./sns-1";
import { cases as sns4 } from "./sns-4";
import { cases as sqs1 } from "./sqs-1";
import { cases as sqs3 } from "./sqs-3";
import { cases as stepfunctions1 } from "./stepfunctions-1";
import { cases as waf10 } from "./waf-10";
import { cases as waf11 } from "./waf-11";
import { cases as xCb1 } from "./x-cb-1";
import { cases as xCp1 } from "./x-cp-1";
import { cases as xCp2 } from "./x-cp-2";
import { cases as xDdb1 } from "./x-ddb-1";
import { cases as xEcr1 } from "./x-ecr-1";
import { cases as xEcs1 } from "./x-ecs-1";
import { cases as xEcs2 } from "./x-ecs-2";
import { cases as xEcs3 } from "./x-ecs-3";
import { cases as xEcs4 } from "./x-ecs-4";
import { cases as xEks1 } from "./x-eks-1";
import { cases as xEks2 } from "./x-eks-2";
import { cases as xElb1 } from "./x-elb-1";
import { cases as xIam1 } from "./x-iam-1";
import { cases as xIam10 } from "./x-iam-10";
import { cases as xIam2 } from "./x-iam-2";
import { cases as xIam3 } from "./x-iam-3";
import { cases as xIam4 } from "./x-iam-4";
import { cases as xIam5 } from "./x-iam-5";
import { cases as xIam6 } from "./x-iam-6";
import { cases as xIam7 } from "./x-iam-7";
import { cases as xIam9 } from "./x-iam-9";
import { cases as xLam1 } from "./x-lam-1";
import { cases as xLam2 } from "./x-lam-2";
import { cases as xLog1 } from "./x-log-1";
import { cases as xNet1 } from "./x-net-1";
import { cases as xNet2 } from "./x-net-2";
import { cases as xNet3 } from "./x-net-3";
import { cases as xNet4 } from "./x-net-4";
import { cases as xRds1 } from "./x-rds-1";
import { cases as xRds2 } from "./x-rds-2";
import { cases as xSec1 } from "./x-sec-1";
import { cases as xSec2 } from "./x-sec-2";
import { cases as xSg1 } from "./x-sg-1";
import { cases as xSg2 } from "./x-sg-2";
import { cases as xSg3 } from "./x-sg-3";
import { cases as xSns1 } from "./x-sns-1";
import { cases as xSqs1 } from "./x-sqs-1";
import { cases as xSsm1 } from "./x-ssm-1";
import { cases as xVpc1 } from "./x-vpc-1";
import { cases as xVpc2 } from "./x-vpc-2";

/** The cases of all controls. A control without any fails the test of the catalogue. */
export const controlCases: readonly ControlCases[] = [
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
  elb1,
  elb4,
  elb5,
  elb6,
  elb12,
  elb16,
  elb17,
  elb18,
  elb21,
  xElb1,
  ec2_2,
  ec2_6,
  ec2_10,
  ec2_15,
  ec2_13,
  ec2_18,
  ec2_21,
  xSg1,
  xSg2,
  xSg3,
  ec2_8,
  ec2_9,
  ec2_3,
  xVpc1,
  xVpc2,
  xNet1,
  xNet2,
  xNet3,
  xNet4,
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
  lambda1,
  lambda2,
  lambda7,
  xLam1,
  xLam2,
  xSsm1,
  codebuild2,
  codebuild1,
  codebuild3,
  codebuild5,
  codebuild7,
  xCb1,
  xCp1,
  xCp2,
  eks1,
  eks2,
  eks3,
  eks8,
  xEks1,
  xEks2,
  kinesis1,
  kinesis3,
  datafirehose1,
  sns1,
  sns4,
  xSns1,
  sqs1,
  sqs3,
  xSqs1,
  dynamodb2,
  dynamodb6,
  xDdb1,
  xSec1,
  xSec2,
  secretsmanager1,
  waf10,
  waf11,
  route53_2,
  acm2,
  cloudwatch16,
  xLog1,
  cloudwatch15,
  stepfunctions1,
  cloudtrail2,
  p1,
  p2,
  p3,
  p4,
  p5,
  p6,
  p7,
];
