import { LOG_RETENTION_DAYS } from "../model/log-retention";
import type { Problem } from "../model/problem";

/** One problem if CloudWatch Logs can't keep events for so many days, none if it can. */
export function logRetentionProblem(component: string, argument: string, days: number): Problem[] {
  if (LOG_RETENTION_DAYS.includes(days)) return [];
  return [
    {
      component,
      argument,
      value: days,
      message: `CloudWatch Logs keeps logs for one of ${LOG_RETENTION_DAYS.join(", ")} days.`,
      fix: "Choose one of them.",
      source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
    },
  ];
}
