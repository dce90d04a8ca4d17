import type { Control } from "../control";
import { codebuild1 } from "../controls/codebuild-1";
import { codebuild2 } from "../controls/codebuild-2";
import { codebuild3 } from "../controls/codebuild-3";
import { codebuild5 } from "../controls/codebuild-5";
import { codebuild7 } from "../controls/codebuild-7";
import { eks1 } from "../controls/eks-1";
import { eks2 } from "../controls/eks-2";
import { eks3 } from "../controls/eks-3";
import { eks8 } from "../controls/eks-8";
import { lambda1 } from "../controls/lambda-1";
import { lambda2 } from "../controls/lambda-2";
import { lambda7 } from "../controls/lambda-7";
import { xCb1 } from "../controls/x-cb-1";
import { xCp1 } from "../controls/x-cp-1";
import { xCp2 } from "../controls/x-cp-2";
import { xEks1 } from "../controls/x-eks-1";
import { xEks2 } from "../controls/x-eks-2";
import { xLam1 } from "../controls/x-lam-1";
import { xLam2 } from "../controls/x-lam-2";
import { xSsm1 } from "../controls/x-ssm-1";

/** Whatever else runs code: functions, builds, pipelines, Kubernetes. */
export const otherCompute: readonly Control[] = [
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
];
