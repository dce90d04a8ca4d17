import { FILE_SYSTEM } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import { allOf, anyOf, fail, indeterminate, type Truth } from "../verdict";

export const efs2: StackControl = {
  id: "EFS.2",
  alsoCovers: ["EFS.7"],
  policy: "efs-2",
  title: "EFS file systems are backed up every day",
  pack: "operations",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "EFS.2" },
    { name: "AWS FSBP", id: "EFS.7" },
  ],
  rationale:
    "EFS keeps no older versions: what a program deletes or overwrites by mistake is gone at once, in all zones. Plans of " +
    "AWS Backup that choose file systems by tags or ARNs are not seen here.",
  remediation: "Give the file system an `aws.efs.BackupPolicy` with the status ENABLED.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-7",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [FILE_SYSTEM],
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_18"], cdkNag: ["EFSInBackupPlan"] },

  judge(fileSystem, _settings, stack) {
    const policies = stack.referringTo(fileSystem, "fileSystemId", ["aws:efs/backupPolicy:BackupPolicy"]);
    const enabled = policies.map(({ resource, refers }) => allOf([refers, isEnabled(resource)]));
    const backedUp = anyOf([...enabled, policies.length === 0 && isInOneZone(fileSystem)]);
    if (backedUp === true) return [];
    return backedUp === false
      ? [fail("id", "is named by no backup policy with the status ENABLED")]
      : [indeterminate("id", "does not tell yet whether a backup policy is the file system's, and enabled")];
  },
};

function isEnabled({ properties }: JudgedResource): Truth {
  const status = properties.at("backupPolicy", "status").string();
  return status.state === "unknown" ? "unknown" : status.state === "known" && status.value === "ENABLED";
}

/** Those are backed up by default. Source: https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html */
function isInOneZone({ properties }: JudgedResource): Truth {
  const zone = properties.get("availabilityZoneName").string();
  return zone.state === "unknown" ? "unknown" : zone.state === "known" && zone.value !== "";
}
