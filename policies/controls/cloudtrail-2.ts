import type { ResourceControl } from "../control";
import { isSet, isTrue, judgeRequirements } from "../requirements";

export const cloudtrail2: ResourceControl = {
  id: "CloudTrail.2",
  alsoCovers: ["CloudTrail.1", "CloudTrail.4", "CloudTrail.5"],
  policy: "cloudtrail-2",
  title: "CloudTrail covers every region, can be proven, is encrypted and can ring alarms",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "CloudTrail.1" },
    { name: "AWS FSBP", id: "CloudTrail.2" },
    { name: "AWS FSBP", id: "CloudTrail.4" },
    { name: "AWS FSBP", id: "CloudTrail.5" },
    { name: "CIS AWS v5.0.0", id: "3.1" },
    { name: "CIS AWS v5.0.0", id: "3.2" },
    { name: "CIS AWS v5.0.0", id: "3.5" },
  ],
  rationale: "Whoever gets in works where nobody looks, and changes what was written.",
  remediation: "Set `isMultiRegionTrail`, `enableLogFileValidation`, `kmsKeyId` and `cloudWatchLogsGroupArn`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-2",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:cloudtrail/trail:Trail"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_35", "CKV_AWS_36", "CKV_AWS_67", "CKV2_AWS_10"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "isMultiRegionTrail", is: isTrue(), problem: "is not true, so other regions are not recorded" },
      {
        path: "enableLogFileValidation",
        is: isTrue(),
        problem: "is not true, so nobody can tell whether records were changed",
      },
      { path: "kmsKeyId", is: isSet(), problem: "is not set, so AWS uses a key of its own" },
      { path: "cloudWatchLogsGroupArn", is: isSet(), problem: "is not set, so no alarm can see the records" },
    ]);
  },
};
