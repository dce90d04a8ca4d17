import { SECRET } from "../../model/type-tokens";
import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import type { Reader } from "../reader";
import { failIf, negate, type Truth } from "../verdict";

type RotationSettings = { readonly maximumDays: number };

const NINETY: RotationSettings = { maximumDays: 90 };

export const secretsmanager1: StackControl<RotationSettings> = {
  id: "SecretsManager.1",
  alsoCovers: ["SecretsManager.4"],
  policy: "secretsmanager-1",
  pack: "security",
  title: "Secrets change by themselves, often enough",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "SecretsManager.1" },
    { name: "AWS FSBP", id: "SecretsManager.4" },
  ],
  rationale:
    "A secret that leaked is good until it changes. Passwords that RDS keeps for its databases change by themselves and " +
    "are no resources of a program.",
  remediation: "Create an `aws.secretsmanager.SecretRotation` with the secret's id and `automaticallyAfterDays`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-1",
  levels: { dev: "disabled", prod: "advisory" },
  types: [SECRET],
  phase: "stack",
  settings: {
    properties: {
      maximumDays: {
        type: "integer",
        minimum: 1,
        description: "The number of days after which a secret changes at the latest.",
      },
    },
    presets: { dev: NINETY, prod: NINETY },
  },
  equivalents: { checkov: ["CKV2_AWS_57", "CKV_AWS_304"], cdkNag: ["AwsSolutions-SMG4"] },

  judge(secret, { maximumDays }, stack) {
    const rotates = hasCompanion(
      stack,
      secret,
      "secretId",
      ["aws:secretsmanager/secretRotation:SecretRotation"],
      ({ properties }) => isOftenEnough(properties.get("rotationRules"), maximumDays),
    );
    return failIf(negate(rotates), "id", `is named by no rotation within ${maximumDays} days`);
  },
};

/** Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html */
function isOftenEnough(rules: Reader, maximumDays: number): Truth {
  const days = rules.get("automaticallyAfterDays").number();
  if (days.state !== "absent") return days.state === "unknown" ? "unknown" : days.value <= maximumDays;
  const schedule = rules.get("scheduleExpression").string();
  if (schedule.state !== "known") return schedule.state === "unknown" ? "unknown" : false;
  const rate = /^rate\((\d+) (hour|day)s?\)$/.exec(schedule.value);
  if (rate !== null) return Number(rate[1]) / (rate[2] === "hour" ? 24 : 1) <= maximumDays;
  // Minutes, hours, day of the month, month, day of the week, year: with every month it comes once in 31 days at least.
  const everyMonth = /^cron\(\S+ \S+ \S+ \* \S+ \*\)$/.test(schedule.value);
  return everyMonth && maximumDays >= 31 ? true : "unknown";
}
