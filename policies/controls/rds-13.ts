import { DB_CLUSTER, DB_CLUSTER_INSTANCE, DB_INSTANCE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isTrue, judgeRequirements } from "../requirements";

export const rds13: ResourceControl = {
  id: "RDS.13",
  alsoCovers: ["RDS.35"],
  policy: "rds-13",
  title: "RDS databases take minor versions by themselves",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.13" },
    { name: "AWS FSBP", id: "RDS.35" },
    { name: "CIS AWS v5.0.0", id: "2.2.2" },
  ],
  rationale: "Minor versions mend holes; what has to be done by hand is done late.",
  remediation: "Remove `autoMinorVersionUpgrade`, or set it to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-13",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [DB_INSTANCE, DB_CLUSTER_INSTANCE, DB_CLUSTER],
  phase: "resource",
  remedy: () => ({ autoMinorVersionUpgrade: true }),
  equivalents: { checkov: ["CKV_AWS_226"], cdkNag: ["RDSAutomaticMinorVersionUpgradeEnabled"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "autoMinorVersionUpgrade", is: isTrue(true), problem: "is false, so known holes stay open" },
    ]);
  },
};
