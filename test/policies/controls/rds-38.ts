import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { rds38 } from "../../../policies/controls/rds-38";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const NONE = "names no parameter group of the stack that forces TLS";
const PERHAPS = "does not tell yet whether its parameters force TLS";
const NAME = "parameterGroupName";

const instance = (properties: Properties) => ({
  type: "aws:rds/instance:Instance",
  properties: { engine: "postgres", parameterGroupName: "tls", ...properties },
});
const group = (name: Value, value: Value, more: Properties = {}): CaseResource => ({
  type: "aws:rds/parameterGroup:ParameterGroup",
  properties: {
    id: "tls",
    family: "postgres17",
    parameters: [
      { name: "log_statement", value: "ddl" },
      { name, value },
    ],
    ...more,
  },
});
const clusterGroup: CaseResource = {
  type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  properties: { id: "tls", parameters: [{ name: "require_secure_transport", value: "ON" }] },
};
const FORCED = group("rds.force_ssl", "1");

const passing = (title: string, engine: string, other: CaseResource): ControlCase => {
  return { kind: "passing", title, ...instance({ engine }), others: [other], expected: "pass" };
};
const failing = (title: string, other: CaseResource, properties: Properties = {}): ControlCase => {
  return { kind: "failing", title, ...instance(properties), others: [other], expected: [["fail", NAME, NONE]] };
};
const unsure = (title: string, properties: Properties, other: CaseResource = FORCED): ControlCase => {
  const expected = [["indeterminate", NAME, PERHAPS]] as const;
  return { kind: "unknown", title, ...instance(properties), others: [other], expected };
};

export const cases: ControlCases = {
  control: rds38,
  cases: [
    passing("PostgreSQL", "postgres", FORCED),
    passing("SQL Server", "sqlserver-ex", FORCED),
    passing("MySQL", "mysql", group("require_secure_transport", "1", { family: "mysql8.4" })),
    passing("MariaDB", "mariadb", group("require_secure_transport", "ON", { family: "mariadb11.8" })),
    {
      kind: "passing",
      title: "a cluster of Aurora MySQL",
      type: "aws:rds/cluster:Cluster",
      properties: { engine: "aurora-mysql", dbClusterParameterGroupName: "tls" },
      others: [clusterGroup],
      expected: "pass",
    },
    failing("switched off", group("rds.force_ssl", "0")),
    failing("another parameter", group("ssl", "1")),
    failing("what forces another engine", FORCED, { engine: "mysql" }),
    {
      kind: "failing",
      title: "a cluster with default parameters",
      type: "aws:rds/cluster:Cluster",
      properties: { engine: "aurora-postgresql" },
      expected: [["fail", "dbClusterParameterGroupName", NONE]],
    },
    { ...failing("the group", FORCED, { parameterGroupName: null }), kind: "absent" },
    { ...failing("the parameters", group("x", "y", { parameters: null })), kind: "absent" },
    unsure("which group", { parameterGroupName: UNKNOWN }),
    unsure("another stack's group", { parameterGroupName: "other" }),
    unsure("the engine", { engine: UNKNOWN }),
    unsure("the parameters", {}, group("x", "y", { parameters: UNKNOWN })),
    unsure("a value", {}, group("rds.force_ssl", UNKNOWN)),
    { kind: "not applicable", title: "Oracle", ...instance({ engine: "oracle-se2" }), expected: "not-applicable" },
    { kind: "not applicable", title: "a replica", ...instance({ engine: null }), expected: "not-applicable" },
    { ...unsure("a group", { parameterGroupName: CANARY }), kind: "canary" },
  ],
};
