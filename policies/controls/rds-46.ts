import { DATABASES } from "../../model/type-tokens";
import type { StackControl } from "../control";
import { judgeSubnets } from "../internet-subnets";
import { NotApplicable } from "../verdict";

const GROUP = "dbSubnetGroupName";

export const rds46: StackControl = {
  id: "RDS.46",
  policy: "rds-46",
  title: "Databases do not stand in subnets with a route to an internet gateway",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "RDS.46" }],
  rationale:
    "In such a subnet one switch, a public address, is all that is between a database and the internet. Wider than AWS's " +
    "rule: clusters too, and subnets that use the VPC's main route table.",
  remediation: "Give the database a subnet group of isolated or private subnets.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-46",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: DATABASES,
  phase: "stack",
  equivalents: {},

  judge(database, _settings, stack) {
    return database.properties.get(GROUP).isAbsent()
      ? new NotApplicable("It names no subnet group; the region's default VPC has one.")
      : judgeSubnets(database, GROUP, stack);
  },
};
