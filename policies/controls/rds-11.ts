import { DATABASES } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isAtLeast, judgeRequirements, onlyIf } from "../requirements";
import { isReplica } from "../databases";
import { negate } from "../verdict";

type RDS11Settings = { readonly minimumRetentionDays: number };

export const rds11: ResourceControl<RDS11Settings> = {
  id: "RDS.11",
  alsoCovers: ["RDS.50"],
  policy: "rds-11",
  title: "RDS databases are backed up, for long enough",
  pack: "operations",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.11" },
    { name: "AWS FSBP", id: "RDS.50" },
  ],
  rationale:
    "What a program has spoilt is often found days later. Without a number, an instance has no backups and a " +
    "cluster one day of them. Replicas are backed up by their source.",
  remediation: "Set `backupRetentionPeriod` to at least the number of days that the policy's configuration asks for.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11",
  levels: { dev: "advisory", prod: "mandatory" },
  types: DATABASES,
  phase: "resource",
  remedy: ({ minimumRetentionDays }) => ({ backupRetentionPeriod: minimumRetentionDays }),
  settings: {
    properties: {
      minimumRetentionDays: {
        type: "integer",
        minimum: 1,
        description: "The number of days for which backups are kept at least.",
      },
    },
    presets: { dev: { minimumRetentionDays: 1 }, prod: { minimumRetentionDays: 7 } },
  },
  equivalents: {
    checkov: ["CKV_AWS_133"],
    cdkNag: ["AwsSolutions-RDS13"],
    awsguard: ["rds-instance-backup-enabled"],
    pulumi: ["enableBackupRetention"],
  },

  judge({ properties }, { minimumRetentionDays }) {
    return onlyIf(negate(isReplica(properties)), "Replicas are backed up by their source.", () =>
      judgeRequirements(properties, [
        {
          path: "backupRetentionPeriod",
          is: isAtLeast(minimumRetentionDays, 0),
          problem: "is below the days that the configuration asks for",
        },
      ]),
    );
  },
};
