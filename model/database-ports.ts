/**
 * The ports on which databases of RDS listen unless they are told otherwise, by engine.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (Port)
 */
const PORTS: readonly (readonly [engine: RegExp, port: number])[] = [
  [/^(?:aurora-)?mysql$|^mariadb$/, 3306],
  [/^(?:aurora-)?postgres(?:ql)?$/, 5432],
  [/^(?:custom-)?oracle-/, 1521],
  [/^(?:custom-)?sqlserver-/, 1433],
];

/** The port of a database of the engine; undefined if none is known for it. */
export function portOfEngine(engine: string): number | undefined {
  return PORTS.find(([pattern]) => pattern.test(engine))?.[1];
}
