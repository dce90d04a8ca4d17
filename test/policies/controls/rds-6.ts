import { UNKNOWN, type Properties } from "../../../model/graph";
import { rds6 } from "../../../policies/controls/rds-6";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { type RequiredProperty, requirementCases } from "../requirement-cases";
import { NOT_YET } from "../task-definition";

const GUESSED = "is the engine's own, which everyone tries";
const MONITORED: RequiredProperty = {
  path: "monitoringInterval",
  wrong: [0],
  problem: "is 0, so nobody sees what the operating system does",
  holds: "a number",
  absent: "fail",
};
const user = (path: string): RequiredProperty => ({
  path,
  wrong: ["admin", "postgres", "root"],
  problem: "is a name that is tried first",
  holds: "a text",
  absent: "pass",
});
const GOOD = { engine: "postgres", port: 6543 };

const database = (properties: Properties) => ({
  type: "aws:rds/cluster:Cluster",
  properties: { engine: "aurora-postgresql", port: 6543, masterUsername: "shop", ...properties },
});
const atPort = (
  kind: ControlCase["kind"],
  title: string,
  properties: Properties,
  outcome: "fail" | "indeterminate" = "fail",
  message = GUESSED,
): ControlCase => ({ kind, title, ...database(properties), expected: [[outcome, "port", message, "port"]] });

export const cases: ControlCases = {
  control: rds6,
  cases: [
    ...requirementCases({
      types: ["aws:rds/instance:Instance"],
      good: { ...GOOD, monitoringInterval: 60, username: "shop" },
      required: [MONITORED, user("username")],
      alsoGood: {
        "a copy, with port and name of the original": { monitoringInterval: 60, snapshotIdentifier: "s" },
        "a port of its own, with an engine whose port is not known": {
          monitoringInterval: 60,
          engine: "db2-se",
          port: 50000,
        },
      },
    }),
    ...requirementCases({
      types: ["aws:rds/clusterInstance:ClusterInstance"],
      good: { monitoringInterval: 15 },
      required: [MONITORED],
      keyed: true,
    }),
    ...requirementCases({
      types: ["aws:rds/cluster:Cluster"],
      good: { ...GOOD, masterUsername: "shop" },
      required: [user("masterUsername")],
      keyed: true,
    }),
    ...[
      ["aurora-postgresql", 5432],
      ["postgres", 5432],
      ["mysql", 3306],
      ["mariadb", 3306],
      ["aurora-mysql", 3306],
      ["oracle-ee", 1521],
      ["custom-sqlserver-ee", 1433],
    ].map(([engine, port]) => atPort("failing", `the port of ${engine}`, { engine: engine!, port: port! })),
    atPort("absent", "the port, which makes it the engine's", { port: null }),
    atPort("absent", "the port, whichever the engine's may be", { port: null, engine: "db2-se" }),
    atPort("absent", "the port, of an engine that is not known", { port: null, engine: UNKNOWN }),
    atPort("unknown", "the port", { port: UNKNOWN }, "indeterminate", NOT_YET),
    atPort("unknown", "the engine", { engine: UNKNOWN }, "indeterminate", "may be the engine's own"),
    atPort("unknown", "whether it is a copy", { port: 5432, snapshotIdentifier: UNKNOWN }, "indeterminate"),
    atPort("canary", "a port that is none", { port: CANARY }, "indeterminate", "is not a number"),
  ],
  impossible: { "not applicable": "Each of them has something that is asked." },
};
