/**
 * The logs that databases of RDS can send to CloudWatch Logs and that Security Hub asks for, by engine: RDS.9 for instances;
 * RDS.40 and RDS.42, which ask for less, where they are about the engine; RDS.34 and RDS.37 for Aurora.
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html (read in November 2026)
 */
const LOGS: readonly (readonly [engine: RegExp, logs: readonly string[]])[] = [
  [/^mysql$/, ["audit", "error", "general", "slowquery"]],
  [/^mariadb$/, ["audit", "error"]],
  [/^postgres$/, ["postgresql", "upgrade"]],
  [/^(?:custom-)?oracle-/, ["alert", "audit", "trace", "listener"]],
  [/^(?:custom-)?sqlserver-/, ["agent", "error"]],
  [/^aurora-mysql$/, ["audit"]],
  [/^aurora-postgresql$/, ["postgresql"]],
];

/** The logs that a database of the engine should send; undefined if none are known for it. */
export function logsOfEngine(engine: string): readonly string[] | undefined {
  return LOGS.find(([pattern]) => pattern.test(engine))?.[1];
}
