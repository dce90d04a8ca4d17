import { CODEBUILD_PROJECT } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { equalsAny, isFalse, judgeRequirements } from "../requirements";
import { allOf, failIf, negate } from "../verdict";

export const codebuild3: ResourceControl = {
  id: "CodeBuild.3",
  alsoCovers: ["CodeBuild.4"],
  policy: "codebuild-3",
  pack: "security",
  title: "CodeBuild projects keep logs, and encrypt them",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "CodeBuild.3" },
    { name: "AWS FSBP", id: "CodeBuild.4" },
  ],
  rationale:
    "What a build did is in its log alone. Logs go to CloudWatch unless that is switched off; in S3 they are encrypted " +
    "unless that is.",
  remediation: "Remove `logsConfig`, or a `status` DISABLED and `encryptionDisabled` in it.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-4",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [CODEBUILD_PROJECT],
  phase: "resource",
  remedy: () => ({ "logsConfig.s3Logs.encryptionDisabled": false }),
  equivalents: { checkov: ["CKV_AWS_314"] },

  judge({ properties }) {
    const logs = properties.get("logsConfig");
    const silent = allOf([
      equalsAny(logs.at("cloudwatchLogs", "status"), ["DISABLED"]),
      negate(equalsAny(logs.at("s3Logs", "status"), ["ENABLED"])),
    ]);
    return [
      ...failIf(silent, logs.path, "switches off all logs", "logs"),
      ...judgeRequirements(logs, [
        { path: "s3Logs.encryptionDisabled", is: isFalse(), problem: "is true, so logs are stored as they are" },
      ]).map((finding) => ({ ...finding, key: "encryption" })),
    ];
  },
};
