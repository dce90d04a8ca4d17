import type { ResourceControl } from "../control";
import { fail, indeterminate, type Finding } from "../verdict";

export const cloudwatch15: ResourceControl = {
  id: "CloudWatch.15",
  alsoCovers: ["CloudWatch.17"],
  policy: "cloudwatch-15",
  title: "CloudWatch alarms tell somebody when they ring",
  pack: "operations",
  severity: "high",
  frameworks: [
    { name: "AWS Security Hub", id: "CloudWatch.15" },
    { name: "AWS Security Hub", id: "CloudWatch.17" },
  ],
  rationale:
    "An alarm without an action, or with its actions switched off, is seen only by whoever looks at the console at that " +
    "moment. Whether anybody listens to the topic that it tells is not judged.",
  remediation: "Name a topic in `alarmActions`, and leave `actionsEnabled` true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_319"], cdkNag: ["CloudWatchAlarmAction"] },

  judge({ properties }) {
    const findings: Finding[] = [];
    const actions = properties.get("alarmActions");
    const list = actions.items();
    if (list === undefined) findings.push(indeterminate(actions.path, "is not a list that is known before deployment"));
    else if (list.length === 0) findings.push(fail(actions.path, "is empty, so the alarm tells nobody"));
    const enabled = properties.get("actionsEnabled");
    const reading = enabled.boolean();
    if (reading.state === "unknown") findings.push(indeterminate(enabled.path, reading.why));
    // AWS's own default is true.
    else if (reading.state === "known" && !reading.value) {
      findings.push(fail(enabled.path, "is false, so the alarm tells nobody"));
    }
    return findings;
  },
};
