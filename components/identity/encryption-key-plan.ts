/** Who may use a key of the environment's own. */
import type { AwsPlace, PolicyStatement } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";

const SOURCE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html";
const DELETION_WINDOW_DAYS: Range = { lowest: 7, highest: 30 };

export function checkDeletionWindow(component: string, days: number | undefined): Problem[] {
  return rangeProblem(component, "deletionWindowDays", days, DELETION_WINDOW_DAYS, SOURCE);
}

/**
 * IAM policies of the account decide who else may use the key, as in AWS's own default; and CloudWatch Logs may, for
 * log groups of this account and region only.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html and
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function keyPolicyStatements({ partition, accountId, region }: AwsPlace): PolicyStatement[] {
  const dnsSuffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return [
    {
      Sid: "LetIamDecide",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "EncryptLogs",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.${dnsSuffix}` },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*` },
      },
    },
  ];
}
