/** Who may use a key of the environment's own. */
import type { AwsPlace, PolicyStatement } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";

const SOURCE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html";
const DELETION_WINDOW_DAYS: Range = { lowest: 7, highest: 30 };

export function checkDeletionWindow(component: string, days: number | undefined): Problem[] {
  return rangeProblem(component, "deletionWindowDays", days, DELETION_WINDOW_DAYS, SOURCE);
}

/** An AWS service that uses a key for something of this account. */
export interface KeyUser {
  /** The statement's id: letters and digits. */
  readonly sid: string;
  /** Its principal: `cloudwatch.amazonaws.com`. */
  readonly service: string;
  readonly actions: readonly string[];
  /** What limits it to this account, so that nobody else can make the service use the key. */
  readonly condition: NonNullable<PolicyStatement["Condition"]>;
}

/**
 * CloudWatch Logs, for log groups of this account and region only.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function logsAsKeyUser({ partition, accountId, region }: AwsPlace): KeyUser {
  const dnsSuffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return {
    sid: "EncryptLogs",
    service: `logs.${region}.${dnsSuffix}`,
    actions: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    condition: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*` },
    },
  };
}

/**
 * IAM policies of the account decide who else may use the key, as in AWS's own default; and the service may, if there is
 * one that uses it for itself.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keyPolicyStatements(
  place: AwsPlace,
  user: KeyUser | "nobody" = logsAsKeyUser(place),
): PolicyStatement[] {
  const owner: PolicyStatement = {
    Sid: "LetIamDecide",
    Effect: "Allow",
    Principal: { AWS: `arn:${place.partition}:iam::${place.accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  if (user === "nobody") return [owner];
  return [
    owner,
    {
      Sid: user.sid,
      Effect: "Allow",
      Principal: { Service: user.service },
      Action: user.actions,
      Resource: "*",
      Condition: user.condition,
    },
  ];
}
