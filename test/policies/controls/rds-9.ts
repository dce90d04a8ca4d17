import { UNKNOWN } from "../../../model/graph";
import { rds9 } from "../../../policies/controls/rds-9";
import type { ControlCase, ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

const LOGS = "enabledCloudwatchLogsExports";

/** Per engine, what has to be there, and what alone is too little. */
const ENGINES: readonly (readonly [engine: string, logs: readonly string[], tooFew: readonly string[]])[] = [
  ["mysql", ["audit", "error", "general", "slowquery"], ["error"]],
  ["mariadb", ["audit", "error"], ["error"]],
  ["postgres", ["postgresql", "upgrade"], ["postgresql"]],
  ["oracle-ee", ["alert", "audit", "trace", "listener"], ["alert", "audit"]],
  ["custom-oracle-ee", ["alert", "audit", "trace", "listener"], []],
  ["sqlserver-se", ["agent", "error"], ["agent"]],
  ["aurora-mysql", ["audit"], ["error"]],
  ["aurora-postgresql", ["postgresql"], []],
];
const database = (engine: string, enabledCloudwatchLogsExports: readonly string[]) => {
  return { type: "aws:rds/cluster:Cluster", properties: { engine, enabledCloudwatchLogsExports } };
};

export const cases: ControlCases = {
  control: rds9,
  cases: [
    ...requirementCases({
      types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
      good: { engine: "postgres", [LOGS]: ["upgrade", "postgresql"] },
      required: [
        { path: LOGS, wrong: [[]], problem: "lacks one of postgresql, upgrade", holds: "a list", absent: "fail" },
      ],
      notApplicable: {
        "an engine of which nothing is asked": { engine: "db2-se" },
      },
    }),
    ...ENGINES.flatMap(([engine, logs, tooFew]): readonly ControlCase[] => [
      { kind: "passing", title: engine, ...database(engine, logs), expected: "pass" },
      {
        kind: "failing",
        title: engine,
        ...database(engine, tooFew),
        expected: [["fail", LOGS, `lacks one of ${logs.join(", ")}`]],
      },
    ]),
    {
      kind: "not applicable",
      title: "an engine that is not named",
      type: "aws:rds/instance:Instance",
      properties: { replicateSourceDb: "db-1" },
      expected: "not-applicable",
      because: "The database has the engine of the one it copies.",
    },
    {
      kind: "unknown",
      title: "the engine",
      type: "aws:rds/instance:Instance",
      properties: { engine: UNKNOWN, [LOGS]: [] },
      expected: [["indeterminate", LOGS, "may lack logs: the engine is not known"]],
    },
  ],
};
