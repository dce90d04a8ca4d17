import type { Control } from "../control";
import { ec2_10 } from "../controls/ec2-10";
import { ec2_13 } from "../controls/ec2-13";
import { ec2_15 } from "../controls/ec2-15";
import { ec2_18 } from "../controls/ec2-18";
import { ec2_2 } from "../controls/ec2-2";
import { ec2_21 } from "../controls/ec2-21";
import { ec2_3 } from "../controls/ec2-3";
import { ec2_6 } from "../controls/ec2-6";
import { ec2_8 } from "../controls/ec2-8";
import { ec2_9 } from "../controls/ec2-9";
import { xNet1 } from "../controls/x-net-1";
import { xNet2 } from "../controls/x-net-2";
import { xNet3 } from "../controls/x-net-3";
import { xNet4 } from "../controls/x-net-4";
import { xSg1 } from "../controls/x-sg-1";
import { xSg2 } from "../controls/x-sg-2";
import { xSg3 } from "../controls/x-sg-3";
import { xVpc1 } from "../controls/x-vpc-1";
import { xVpc2 } from "../controls/x-vpc-2";

/** VPCs, subnets, routes, security groups, instances, and who reaches whom. */
export const network: readonly Control[] = [
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
];
