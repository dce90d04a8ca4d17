import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { rds5 } from "../../../policies/controls/rds-5";
import type { CaseResource, ControlCase, ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

const ALONE = "is named by fewer than two instances, so it fails with its zone";
const PERHAPS = "does not tell yet which instances are the cluster's";

const cluster = (properties: Properties = {}) => {
  return { type: "aws:rds/cluster:Cluster", properties: { id: "shop", engine: "aurora-mysql", ...properties } };
};
const instance = (name: string, clusterIdentifier: Value = "shop"): CaseResource => {
  return { type: "aws:rds/clusterInstance:ClusterInstance", name, properties: { clusterIdentifier } };
};
const found = (
  kind: ControlCase["kind"],
  title: string,
  others: readonly CaseResource[],
  outcome: "fail" | "indeterminate",
  properties: Properties = {},
): ControlCase => ({
  kind,
  title,
  ...cluster(properties),
  others,
  expected: [[outcome, "clusterIdentifier", outcome === "fail" ? ALONE : PERHAPS]],
});

export const cases: ControlCases = {
  control: rds5,
  cases: [
    ...requirementCases({
      types: ["aws:rds/instance:Instance"],
      good: { multiAz: true },
      required: [
        {
          path: "multiAz",
          wrong: [false],
          problem: "is not true, so it fails with its zone",
          holds: "true or false",
          absent: "fail",
        },
      ],
      notApplicable: { "a replica": { replicateSourceDb: "db-1" } },
    }),
    { kind: "passing", title: "two instances", ...cluster(), others: [instance("a"), instance("b")], expected: "pass" },
    {
      kind: "passing",
      title: "a cluster that is three by itself",
      ...cluster({ dbClusterInstanceClass: "db.m6gd.large" }),
      expected: "pass",
    },
    found("failing", "one instance", [instance("a")], "fail"),
    found("failing", "two instances, one of them another cluster's", [instance("a"), instance("b", "other")], "fail"),
    found("absent", "all instances", [], "fail"),
    found("unknown", "whose the second one is", [instance("a"), instance("b", UNKNOWN)], "indeterminate"),
    found("unknown", "the class", [instance("a")], "indeterminate", { dbClusterInstanceClass: UNKNOWN }),
    {
      kind: "not applicable",
      title: "a cluster's replica",
      ...cluster({ replicationSourceIdentifier: "arn:x" }),
      expected: "not-applicable",
    },
  ],
};
