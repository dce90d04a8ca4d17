import { DB_CLUSTER_INSTANCE, DB_INSTANCE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isFalse, judgeRequirements } from "../requirements";

export const rds2: ResourceControl = {
  id: "RDS.2",
  policy: "rds-2",
  title: "RDS databases have no public addresses",
  pack: "security",
  severity: "critical",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.2" },
    { name: "CIS AWS v5.0.0", id: "2.2.3" },
  ],
  rationale: "A database's password is tried by everyone who can reach it.",
  remediation: "Remove `publiclyAccessible`, or set it to false.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [DB_INSTANCE, DB_CLUSTER_INSTANCE],
  phase: "resource",
  remedy: () => ({ publiclyAccessible: false }),
  equivalents: {
    checkov: ["CKV_AWS_17"],
    cdkNag: ["RDSInstancePublicAccess"],
    awsguard: ["rds-instance-public-access"],
    pulumi: ["disallowPublicAccess"],
  },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "publiclyAccessible", is: isFalse(), problem: "is true, so it has a public address" },
    ]);
  },
};
