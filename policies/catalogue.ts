import type { Control } from "./control";
import { acm2 } from "./controls/acm-2";
import { cloudtrail2 } from "./controls/cloudtrail-2";
import { cloudwatch15 } from "./controls/cloudwatch-15";
import { cloudwatch16 } from "./controls/cloudwatch-16";
import { codebuild1 } from "./controls/codebuild-1";
import { codebuild2 } from "./controls/codebuild-2";
import { codebuild3 } from "./controls/codebuild-3";
import { codebuild5 } from "./controls/codebuild-5";
import { codebuild7 } from "./controls/codebuild-7";
import { datafirehose1 } from "./controls/datafirehose-1";
import { dynamodb2 } from "./controls/dynamodb-2";
import { dynamodb6 } from "./controls/dynamodb-6";
import { ec2_10 } from "./controls/ec2-10";
import { ec2_13 } from "./controls/ec2-13";
import { ec2_15 } from "./controls/ec2-15";
import { ec2_18 } from "./controls/ec2-18";
import { ec2_2 } from "./controls/ec2-2";
import { ec2_21 } from "./controls/ec2-21";
import { ec2_3 } from "./controls/ec2-3";
import { ec2_6 } from "./controls/ec2-6";
import { ec2_8 } from "./controls/ec2-8";
import { ec2_9 } from "./controls/ec2-9";
import { ecr1 } from "./controls/ecr-1";
import { ecr2 } from "./controls/ecr-2";
import { ecr3 } from "./controls/ecr-3";
import { ecr5 } from "./controls/ecr-5";
import { ecs10 } from "./controls/ecs-10";
import { ecs12 } from "./controls/ecs-12";
import { ecs18 } from "./controls/ecs-18";
import { ecs2 } from "./controls/ecs-2";
import { ecs20 } from "./controls/ecs-20";
import { ecs3 } from "./controls/ecs-3";
import { ecs4 } from "./controls/ecs-4";
import { ecs5 } from "./controls/ecs-5";
import { ecs8 } from "./controls/ecs-8";
import { ecs9 } from "./controls/ecs-9";
import { efs1 } from "./controls/efs-1";
import { efs2 } from "./controls/efs-2";
import { efs3 } from "./controls/efs-3";
import { efs6 } from "./controls/efs-6";
import { eks1 } from "./controls/eks-1";
import { eks2 } from "./controls/eks-2";
import { eks3 } from "./controls/eks-3";
import { eks8 } from "./controls/eks-8";
import { elb1 } from "./controls/elb-1";
import { elb12 } from "./controls/elb-12";
import { elb16 } from "./controls/elb-16";
import { elb17 } from "./controls/elb-17";
import { elb18 } from "./controls/elb-18";
import { elb21 } from "./controls/elb-21";
import { elb4 } from "./controls/elb-4";
import { elb5 } from "./controls/elb-5";
import { elb6 } from "./controls/elb-6";
import { iam1 } from "./controls/iam-1";
import { iam2 } from "./controls/iam-2";
import { iam21 } from "./controls/iam-21";
import { kinesis1 } from "./controls/kinesis-1";
import { kinesis3 } from "./controls/kinesis-3";
import { kms1 } from "./controls/kms-1";
import { kms3 } from "./controls/kms-3";
import { kms4 } from "./controls/kms-4";
import { kms5 } from "./controls/kms-5";
import { lambda1 } from "./controls/lambda-1";
import { lambda2 } from "./controls/lambda-2";
import { lambda7 } from "./controls/lambda-7";
import { p1 } from "./controls/p-1";
import { p2 } from "./controls/p-2";
import { p3 } from "./controls/p-3";
import { p4 } from "./controls/p-4";
import { p5 } from "./controls/p-5";
import { p6 } from "./controls/p-6";
import { p7 } from "./controls/p-7";
import { rds10 } from "./controls/rds-10";
import { rds11 } from "./controls/rds-11";
import { rds13 } from "./controls/rds-13";
import { rds16 } from "./controls/rds-16";
import { rds2 } from "./controls/rds-2";
import { rds3 } from "./controls/rds-3";
import { rds38 } from "./controls/rds-38";
import { rds43 } from "./controls/rds-43";
import { rds46 } from "./controls/rds-46";
import { rds5 } from "./controls/rds-5";
import { rds6 } from "./controls/rds-6";
import { rds7 } from "./controls/rds-7";
import { rds9 } from "./controls/rds-9";
import { route53_2 } from "./controls/route53-2";
import { s3_12 } from "./controls/s3-12";
import { s3_13 } from "./controls/s3-13";
import { s3_14 } from "./controls/s3-14";
import { s3_17 } from "./controls/s3-17";
import { s3_2 } from "./controls/s3-2";
import { s3_5 } from "./controls/s3-5";
import { s3_6 } from "./controls/s3-6";
import { s3_8 } from "./controls/s3-8";
import { s3_9 } from "./controls/s3-9";
import { secretsmanager1 } from "./controls/secretsmanager-1";
import { sns1 } from "./controls/sns-1";
import { sns4 } from "./controls/sns-4";
import { sqs1 } from "./controls/sqs-1";
import { sqs3 } from "./controls/sqs-3";
import { stepfunctions1 } from "./controls/stepfunctions-1";
import { waf10 } from "./controls/waf-10";
import { waf11 } from "./controls/waf-11";
import { xCb1 } from "./controls/x-cb-1";
import { xCp1 } from "./controls/x-cp-1";
import { xCp2 } from "./controls/x-cp-2";
import { xDdb1 } from "./controls/x-ddb-1";
import { xEcr1 } from "./controls/x-ecr-1";
import { xEcs1 } from "./controls/x-ecs-1";
import { xEcs2 } from "./controls/x-ecs-2";
import { xEcs3 } from "./controls/x-ecs-3";
import { xEcs4 } from "./controls/x-ecs-4";
import { xEks1 } from "./controls/x-eks-1";
import { xEks2 } from "./controls/x-eks-2";
import { xElb1 } from "./controls/x-elb-1";
import { xIam1 } from "./controls/x-iam-1";
import { xIam10 } from "./controls/x-iam-10";
import { xIam2 } from "./controls/x-iam-2";
import { xIam3 } from "./controls/x-iam-3";
import { xIam4 } from "./controls/x-iam-4";
import { xIam5 } from "./controls/x-iam-5";
import { xIam6 } from "./controls/x-iam-6";
import { xIam7 } from "./controls/x-iam-7";
import { xIam9 } from "./controls/x-iam-9";
import { xLam1 } from "./controls/x-lam-1";
import { xLam2 } from "./controls/x-lam-2";
import { xLog1 } from "./controls/x-log-1";
import { xNet1 } from "./controls/x-net-1";
import { xNet2 } from "./controls/x-net-2";
import { xNet3 } from "./controls/x-net-3";
import { xNet4 } from "./controls/x-net-4";
import { xRds1 } from "./controls/x-rds-1";
import { xRds2 } from "./controls/x-rds-2";
import { xSec1 } from "./controls/x-sec-1";
import { xSec2 } from "./controls/x-sec-2";
import { xSg1 } from "./controls/x-sg-1";
import { xSg2 } from "./controls/x-sg-2";
import { xSg3 } from "./controls/x-sg-3";
import { xSns1 } from "./controls/x-sns-1";
import { xSqs1 } from "./controls/x-sqs-1";
import { xSsm1 } from "./controls/x-ssm-1";
import { xVpc1 } from "./controls/x-vpc-1";
import { xVpc2 } from "./controls/x-vpc-2";

/** All controls, in the order of reports. Packs, presets, previews and documents are made from this list. */
export const catalogue: readonly Control[] = [
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
