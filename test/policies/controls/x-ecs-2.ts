import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { xEcs2 } from "../../../policies/controls/x-ecs-2";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCase, type ControlCases, type ExpectedFinding } from "../control-case";
import { NOT_YET } from "../task-definition";

const NO_KEY = "has no key for the sessions";
const NO_LOG = "keeps no log of the sessions";
const KEPT = { kmsKeyId: "arn:key", logging: "OVERRIDE", logConfiguration: { cloudWatchLogGroupName: "exec" } };

const service = (enableExecuteCommand: Value = true, more: Properties = {}) => ({
  type: "aws:ecs/service:Service",
  properties: { cluster: "arn:cluster", enableExecuteCommand, ...more },
  settings: { servicesWithExec: ["*"] },
});
const cluster = (executeCommandConfiguration: Value): CaseResource => ({
  type: "aws:ecs/cluster:Cluster",
  properties: { arn: "arn:cluster", configuration: { executeCommandConfiguration } },
});
const onCluster = (
  kind: ControlCase["kind"],
  title: string,
  configuration: Value,
  ...expected: readonly ExpectedFinding[]
): ControlCase => ({ kind, title, ...service(), others: [cluster(configuration)], expected });
const key = ["fail", "cluster", NO_KEY, "key"] as const;
const log = ["fail", "cluster", NO_LOG, "log"] as const;

export const cases: ControlCases = {
  control: xEcs2,
  cases: [
    { ...onCluster("passing", "kept in a log group", KEPT), expected: "pass" },
    {
      ...onCluster("passing", "kept in a bucket", { ...KEPT, logConfiguration: { s3BucketName: "exec" } }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "where the configuration allows none",
      ...service(),
      others: [cluster(KEPT)],
      settings: {},
      expected: [["fail", "enableExecuteCommand", "is true, and the configuration does not allow it", "allowed"]],
    },
    onCluster("failing", "without a key", { ...KEPT, kmsKeyId: null }, key),
    onCluster("failing", "in the log of the containers", { ...KEPT, logging: "DEFAULT" }, log),
    onCluster("failing", "nothing", { ...KEPT, logging: "NONE" }, log),
    onCluster("failing", "to nowhere", { ...KEPT, logConfiguration: {} }, log),
    onCluster("absent", "the cluster's configuration", null, key, log),
    { kind: "absent", title: "the switch", ...service(null), expected: "not-applicable" },
    {
      kind: "unknown",
      title: "the switch",
      ...service(UNKNOWN),
      expected: [["indeterminate", "enableExecuteCommand", NOT_YET]],
    },
    onCluster("unknown", "the key", { ...KEPT, kmsKeyId: UNKNOWN }, [
      "indeterminate",
      "cluster",
      perhaps(NO_KEY),
      "key",
    ]),
    onCluster("unknown", "the kind of log", { ...KEPT, logging: UNKNOWN }, [
      "indeterminate",
      "cluster",
      perhaps(NO_LOG),
      "log",
    ]),
    {
      kind: "unknown",
      title: "a cluster of another stack",
      ...service(),
      expected: [["indeterminate", "cluster", "does not tell how sessions are recorded"]],
    },
    { kind: "not applicable", title: "no shell", ...service(false), expected: "not-applicable" },
    onCluster("canary", "a kind of log that is none", { ...KEPT, logging: CANARY }, log),
  ],
};
