import { portOfEngine } from "../../model/database-ports";
import { DB_CLUSTER, DB_CLUSTER_INSTANCE, DB_INSTANCE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isCopy } from "../databases";
import type { Reader } from "../reader";
import { findingsIf, isAtLeast, isNoneOf, judgeRequirements, type Requirement } from "../requirements";
import { fail, type Finding, indeterminate, negate } from "../verdict";

const MONITORED: Requirement = {
  path: "monitoringInterval",
  is: isAtLeast(1, 0),
  problem: "is 0, so nobody sees what the operating system does",
};
/** The names that wizards and examples take: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-25 */
const nobodyElses = (path: string): Requirement => ({
  path,
  is: isNoneOf(["admin", "administrator", "master", "oracle_admin", "postgres", "root", "rdsadmin", "sa"]),
  problem: "is a name that is tried first",
});

/** Per type what is asked; a port only where the type has one. */
const RULES: Readonly<Record<string, { readonly always: readonly Requirement[]; readonly user?: Requirement }>> = {
  [DB_INSTANCE]: { always: [MONITORED], user: nobodyElses("username") },
  [DB_CLUSTER_INSTANCE]: { always: [MONITORED] },
  [DB_CLUSTER]: { always: [], user: nobodyElses("masterUsername") },
};

export const rds6: ResourceControl = {
  id: "RDS.6",
  alsoCovers: ["RDS.23", "RDS.24", "RDS.25"],
  policy: "rds-6",
  pack: "security",
  title: "RDS databases are watched closely, and have neither the port nor the administrator that everyone guesses",
  severity: "low",
  frameworks: ["RDS.6", "RDS.23", "RDS.24", "RDS.25"].map((id) => ({ name: "AWS FSBP", id })),
  rationale:
    "CloudWatch alone does not see what processes do on the machine. A port and a name of one's own stop no attacker who " +
    "means this database, but those who try all. Names and ports of copies are those of the original.",
  remediation:
    "Set `monitoringInterval` with a `monitoringRoleArn`, a `port` other than the engine's, and a `username` of your own.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-6",
  levels: { dev: "disabled", prod: "advisory" },
  types: Object.keys(RULES),
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_118"], cdkNag: ["AwsSolutions-RDS11", "RDSEnhancedMonitoringEnabled"] },

  judge({ type, properties }) {
    const { always, user } = RULES[type]!;
    const keyed = (requirement: Requirement) =>
      judgeRequirements(properties, [requirement]).map((finding) => ({ ...finding, key: finding.path }));
    return [
      ...always.flatMap(keyed),
      ...findingsIf(user === undefined ? false : negate(isCopy(properties)), () => [
        ...keyed(user!),
        ...judgePort(properties),
      ]),
    ];
  },
};

function judgePort(database: Reader): readonly Finding[] {
  const [engine, port] = [database.get("engine").string(), database.get("port")];
  const reading = port.number();
  const guessed = [fail(port.path, "is the engine's own, which everyone tries", port.path)];
  // Without a port it is the engine's, whichever that is.
  if (reading.state === "absent") return guessed;
  if (reading.state === "unknown") return [indeterminate(port.path, reading.why, port.path)];
  if (engine.state === "known" && reading.value === portOfEngine(engine.value)) return guessed;
  return engine.state === "known" ? [] : [indeterminate(port.path, "may be the engine's own", port.path)];
}
