import { DATABASES } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { equalsAny, isTrue, judgeRequirements, onlyIf } from "../requirements";

/** Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html */
const ENGINES = ["mysql", "mariadb", "postgres", "aurora-mysql", "aurora-postgresql"];

export const rds10: ResourceControl = {
  id: "RDS.10",
  alsoCovers: ["RDS.12"],
  policy: "rds-10",
  title: "RDS databases take IAM roles in place of passwords",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.10" },
    { name: "AWS FSBP", id: "RDS.12" },
  ],
  rationale:
    "A task that connects as its role has no password to lose. Of the engines, MySQL, MariaDB, PostgreSQL and " +
    "Aurora know it.",
  remediation: "Set `iamDatabaseAuthenticationEnabled` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-10",
  levels: { dev: "advisory", prod: "mandatory" },
  types: DATABASES,
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_161", "CKV_AWS_162"], cdkNag: ["AwsSolutions-RDS6"] },

  judge({ properties }) {
    return onlyIf(equalsAny(properties.get("engine"), ENGINES), "The engine does not know IAM.", () =>
      judgeRequirements(properties, [
        { path: "iamDatabaseAuthenticationEnabled", is: isTrue(), problem: "is not true, so there are only passwords" },
      ]),
    );
  },
};
