import { DB_CLUSTER, DB_INSTANCE } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import type { Reader } from "../reader";
import { equalsAny } from "../requirements";
import type { StackIndex } from "../stack-index";
import { agreed, allOf, anyOf, fail, indeterminate, type Judged, NotApplicable, type Truth } from "../verdict";

/** Per type, the property that names its parameters, and what holds them. */
const PARAMETERS: Readonly<Record<string, readonly [property: string, type: string]>> = {
  [DB_INSTANCE]: ["parameterGroupName", "aws:rds/parameterGroup:ParameterGroup"],
  [DB_CLUSTER]: ["dbClusterParameterGroupName", "aws:rds/clusterParameterGroup:ClusterParameterGroup"],
};

/**
 * Per engine the parameter that forces TLS.
 * Sources: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html
 */
const FORCING: ReadonlyMap<RegExp, string> = new Map([
  [/^(?:aurora-)?postgres(?:ql)?$/, "rds.force_ssl"],
  [/^sqlserver-/, "rds.force_ssl"],
  [/^(?:aurora-mysql|mysql|mariadb)$/, "require_secure_transport"],
]);

const ON: readonly string[] = ["1", "ON", "on"];

export const rds38: StackControl = {
  id: "RDS.38",
  alsoCovers: ["RDS.39", "RDS.41", "RDS.44"],
  policy: "rds-38",
  title: "RDS databases refuse connections without TLS",
  pack: "security",
  severity: "medium",
  frameworks: ["RDS.38", "RDS.39", "RDS.41", "RDS.44"].map((id) => ({ name: "AWS Security Hub", id })),
  rationale:
    "A client that forgets TLS sends password and data in plain, and works. What an engine's newer versions do by " +
    "default is not counted: it has to be written down in a parameter group of the stack.",
  remediation:
    "Attach a parameter group with `rds.force_ssl` (PostgreSQL, SQL Server) or `require_secure_transport` (MySQL, " +
    "MariaDB) set to 1.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-38",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [DB_INSTANCE, DB_CLUSTER],
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_69"] },

  judge(database, _settings, stack): Judged {
    const engine = database.properties.get("engine").string();
    if (engine.state === "absent") return new NotApplicable("The database has the engine of the one it copies.");
    const parameter = engine.state === "known" ? forcingParameter(engine.value) : undefined;
    if (engine.state === "known" && parameter === undefined) {
      return new NotApplicable("The engine has no parameter that forces TLS.");
    }
    const [property] = PARAMETERS[database.type]!;
    const forced = parameter === undefined ? "unknown" : forces(database, parameter, stack);
    if (forced === true) return [];
    return forced === false
      ? [fail(property, "names no parameter group of the stack that forces TLS")]
      : [indeterminate(property, "does not tell yet whether its parameters force TLS")];
  },
};

function forcingParameter(engine: string): string | undefined {
  return [...FORCING].find(([pattern]) => pattern.test(engine))?.[1];
}

function forces(database: JudgedResource, parameter: string, stack: StackIndex): Truth {
  const [property, type] = PARAMETERS[database.type]!;
  const groups = stack.referredTo(database, property, [type]);
  if (groups.state === "absent") return false;
  // Another stack's group may force it.
  if (groups.state !== "found") return "unknown";
  return agreed(groups.resources.map(({ properties }) => isOn(properties.get("parameters"), parameter)));
}

function isOn(parameters: Reader, wanted: string): Truth {
  const list = parameters.items();
  if (list === undefined) return "unknown";
  return anyOf(list.map((entry) => allOf([equalsAny(entry.get("name"), [wanted]), equalsAny(entry.get("value"), ON)])));
}
