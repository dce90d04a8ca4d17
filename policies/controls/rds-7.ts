import { DB_CLUSTER, DB_INSTANCE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isTrue, judgeRequirements } from "../requirements";

export const rds7: ResourceControl = {
  id: "RDS.7",
  alsoCovers: ["RDS.8"],
  policy: "rds-7",
  title: "RDS databases are protected from deletion",
  pack: "operations",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.7" },
    { name: "AWS FSBP", id: "RDS.8" },
  ],
  rationale: "Protection by Pulumi stops Pulumi; this one stops everybody.",
  remediation: "Set `deletionProtection` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-7",
  levels: { dev: "disabled", prod: "mandatory" },
  types: [DB_CLUSTER, DB_INSTANCE],
  phase: "resource",
  remedy: () => ({ deletionProtection: true }),
  equivalents: { checkov: ["CKV_AWS_139", "CKV_AWS_293"], cdkNag: ["AwsSolutions-RDS10"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "deletionProtection", is: isTrue(), problem: "is not true, so one call deletes it" },
    ]);
  },
};
