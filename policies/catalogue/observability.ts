import type { Control } from "../control";
import { cloudtrail2 } from "../controls/cloudtrail-2";
import { cloudwatch15 } from "../controls/cloudwatch-15";
import { cloudwatch16 } from "../controls/cloudwatch-16";
import { stepfunctions1 } from "../controls/stepfunctions-1";
import { xLog1 } from "../controls/x-log-1";

/** Logs, alarms, trails. */
export const observability: readonly Control[] = [cloudwatch16, xLog1, cloudwatch15, stepfunctions1, cloudtrail2];
