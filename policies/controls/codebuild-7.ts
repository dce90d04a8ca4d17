import type { ResourceControl } from "../control";
import { equalsAny, isFalse, isSet, judgeRequirements, onlyIf } from "../requirements";

export const codebuild7: ResourceControl = {
  id: "CodeBuild.7",
  policy: "codebuild-7",
  pack: "security",
  title: "Reports that CodeBuild exports are encrypted with a KMS key of the account",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "CodeBuild.7" }],
  rationale:
    "Test reports tell what a program does, and where it fails. Wider than AWS's rule: with a key of the account, who may " +
    "read them also needs the key.",
  remediation: "Remove `encryptionDisabled` of the `s3Destination`, and set its `encryptionKey`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-7",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:codebuild/reportGroup:ReportGroup"],
  phase: "resource",
  equivalents: {},

  judge({ properties }) {
    const config = properties.get("exportConfig");
    return onlyIf(equalsAny(config.get("type"), ["S3"]), "The reports stay in CodeBuild.", () =>
      judgeRequirements(config, [
        {
          path: "s3Destination.encryptionDisabled",
          is: isFalse(),
          problem: "is true, so reports are stored as they are",
        },
        { path: "s3Destination.encryptionKey", is: isSet(), problem: "is not set, so S3's own key encrypts them" },
      ]),
    );
  },
};
