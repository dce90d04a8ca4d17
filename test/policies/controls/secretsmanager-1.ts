import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { secretsmanager1 } from "../../../policies/controls/secretsmanager-1";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const NONE = "is named by no rotation within 90 days";
const secret = { type: "aws:secretsmanager/secret:Secret", properties: { id: "arn:secret", arn: "arn:secret" } };
const rotation = (rotationRules: Value, secretId: Value = "arn:secret"): CaseResource => ({
  type: "aws:secretsmanager/secretRotation:SecretRotation",
  properties: { secretId, rotationRules },
});
const passing = (title: string, rules: Properties): ControlCase => {
  return { kind: "passing", title, ...secret, others: [rotation(rules)], expected: "pass" };
};
const failing = (title: string, ...others: readonly CaseResource[]): ControlCase => {
  return { kind: "failing", title, ...secret, others, expected: [["fail", "id", NONE]] };
};
const unsure = (title: string, ...others: readonly CaseResource[]): ControlCase => {
  return { kind: "unknown", title, ...secret, others, expected: [["indeterminate", "id", perhaps(NONE)]] };
};
const every = (scheduleExpression: string) => ({ scheduleExpression });
const MONTHLY = { automaticallyAfterDays: 30 };

export const cases: ControlCases = {
  control: secretsmanager1,
  cases: [
    passing("every month", MONTHLY),
    passing("at the last day", { automaticallyAfterDays: 90 }),
    passing("by a rate in days", every("rate(90 days)")),
    passing("by a rate in hours", every("rate(2160 hours)")),
    passing("by a rate of one day", every("rate(1 day)")),
    passing("by a calendar", every("cron(30 12 15 * ? *)")),
    passing("by a calendar of weekdays", every("cron(0 8 ? * MON *)")),
    {
      ...passing("by a calendar of the month, where a month may pass", every("cron(0 8 1 * ? *)")),
      settings: { maximumDays: 31 },
    },
    {
      ...passing("as often as the configuration asks", { automaticallyAfterDays: 180 }),
      settings: { maximumDays: 180 },
    },
    failing("a day too late", rotation({ automaticallyAfterDays: 91 })),
    failing("a rate that is too slow", rotation(every("rate(91 days)"))),
    failing("a rate in hours that is too slow", rotation(every("rate(2161 hours)"))),
    failing("another secret's", rotation(MONTHLY, "arn:other")),
    { ...failing("any rotation"), kind: "absent" },
    { ...failing("the rules", rotation(null)), kind: "absent" },
    unsure("whose it is", rotation(MONTHLY, UNKNOWN)),
    unsure("the days", rotation({ automaticallyAfterDays: UNKNOWN })),
    unsure("the rules", rotation(UNKNOWN)),
    unsure("which calendar", rotation({ scheduleExpression: UNKNOWN })),
    unsure("a calendar of some months", rotation(every("cron(0 8 1 1/6 ? *)"))),
    {
      ...unsure("a calendar by the month, where it has to be more often", rotation(every("cron(0 8 1 * ? *)"))),
      settings: { maximumDays: 30 },
      expected: [["indeterminate", "id", perhaps("is named by no rotation within 30 days")]],
    },
    { ...unsure("a rate that is none", rotation(every(CANARY))), kind: "canary" },
  ],
  impossible: { "not applicable": "Every secret can change." },
};
