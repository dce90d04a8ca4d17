import { LOG_RETENTION_DAYS } from "../../model/log-retention";
import type { ResourceControl } from "../control";
import { fail, indeterminate, NotApplicable, type Judged } from "../verdict";

type RetentionSettings = { readonly minimumRetentionDays: number };

export const cloudwatch16: ResourceControl<RetentionSettings> = {
  id: "CloudWatch.16",
  policy: "cloudwatch-16",
  title: "CloudWatch log groups keep their events for a set time that is long enough",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS Security Hub", id: "CloudWatch.16" }],
  rationale:
    "An incident is often noticed months later; without logs nobody can tell what happened. A group without retention " +
    "keeps everything for ever, and its cost only grows. AWS's own control accepts that; this one asks for a decision.",
  remediation: "Set `retentionInDays` to at least the number of days that the policy's configuration asks for.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  phase: "resource",
  remedy: ({ minimumRetentionDays }) => ({
    retentionInDays: LOG_RETENTION_DAYS.find((possible) => possible >= minimumRetentionDays),
  }),
  settings: {
    properties: {
      minimumRetentionDays: {
        type: "integer",
        minimum: 1,
        description: "The number of days for which logs are kept at least.",
      },
    },
    presets: { dev: { minimumRetentionDays: 14 }, prod: { minimumRetentionDays: 365 } },
  },
  equivalents: {
    checkov: ["CKV_AWS_66", "CKV_AWS_338"],
    cdkNag: ["CloudWatchLogGroupRetentionPeriod"],
  },

  judge({ properties }, { minimumRetentionDays }): Judged {
    const logGroupClass = properties.get("logGroupClass").string();
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
    if (logGroupClass.state === "known" && logGroupClass.value === "DELIVERY") {
      return new NotApplicable("AWS keeps the events of the DELIVERY class for two days, whatever is set.");
    }
    const retention = properties.get("retentionInDays");
    const days = retention.number();
    if (days.state === "unknown") return [indeterminate(retention.path, days.why)];
    const problem = retentionProblem(days.state === "known" ? days.value : 0, minimumRetentionDays);
    if (problem === undefined) return [];
    const judge = logGroupClass.state === "unknown" ? indeterminate : fail;
    return [judge(retention.path, problem)];
  },
};

/** @param days 0 if not set: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
function retentionProblem(days: number, minimumDays: number): string | undefined {
  if (days <= 0) return "is not set, so events are kept for ever";
  return days < minimumDays ? `is below the ${minimumDays} days that the configuration asks for` : undefined;
}
