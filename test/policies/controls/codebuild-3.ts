import { UNKNOWN, type Properties } from "../../../model/graph";
import { codebuild3 } from "../../../policies/controls/codebuild-3";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const SILENT = "switches off all logs";
const PLAIN = "is true, so logs are stored as they are";
const ENCRYPTION = "logsConfig.s3Logs.encryptionDisabled";
const OFF = { status: "DISABLED" };
const ON = { status: "ENABLED" };

const project = (logsConfig: Properties[string]) => ({
  type: "aws:codebuild/project:Project",
  properties: { logsConfig },
});
const silent = (title: string, logsConfig: Properties): ControlCase => {
  return { kind: "failing", title, ...project(logsConfig), expected: [["fail", "logsConfig", SILENT, "logs"]] };
};
const perhapsSilent = (title: string, logsConfig: Properties): ControlCase => ({
  kind: "unknown",
  title,
  ...project(logsConfig),
  expected: [["indeterminate", "logsConfig", perhaps(SILENT), "logs"]],
});
const passing = (title: string, logsConfig: Properties): ControlCase => {
  return { kind: "passing", title, ...project(logsConfig), expected: "pass" };
};

export const cases: ControlCases = {
  control: codebuild3,
  cases: [
    passing("in CloudWatch", { cloudwatchLogs: ON }),
    passing("in S3 alone", { cloudwatchLogs: OFF, s3Logs: { ...ON, encryptionDisabled: false } }),
    passing("not in S3, which says nothing of CloudWatch", { s3Logs: OFF }),
    silent("both switched off", { cloudwatchLogs: OFF, s3Logs: OFF }),
    silent("the only one switched off", { cloudwatchLogs: OFF }),
    {
      kind: "failing",
      title: "in S3, as they are",
      ...project({ s3Logs: { ...ON, encryptionDisabled: true } }),
      expected: [["fail", ENCRYPTION, PLAIN, "encryption"]],
    },
    { kind: "absent", title: "all, which means CloudWatch", ...project(null), expected: "pass" },
    {
      kind: "unknown",
      title: "all",
      ...project(UNKNOWN),
      expected: [
        ["indeterminate", "logsConfig", perhaps(SILENT), "logs"],
        ["indeterminate", ENCRYPTION, NOT_YET, "encryption"],
      ],
    },
    perhapsSilent("whether in CloudWatch", { cloudwatchLogs: { status: UNKNOWN } }),
    perhapsSilent("whether in S3", { cloudwatchLogs: OFF, s3Logs: { status: UNKNOWN } }),
    {
      kind: "canary",
      title: "a switch of the wrong kind",
      ...project({ s3Logs: { encryptionDisabled: CANARY } }),
      expected: [["indeterminate", ENCRYPTION, "is not true or false", "encryption"]],
    },
  ],
  impossible: { "not applicable": "Every project can keep logs." },
};
