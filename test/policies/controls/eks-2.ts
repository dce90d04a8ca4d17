import { UNKNOWN, type Value } from "../../../model/graph";
import { eks2 } from "../../../policies/controls/eks-2";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const OLD = "is out of standard support";
const NONE = "is no version such as 1.35";
const cluster = (version: Value, type = "aws:eks/cluster:Cluster") => ({ type, properties: { version } });
const passing = (version: string): ControlCase => {
  return { kind: "passing", title: version, ...cluster(version), expected: "pass" };
};
const failing = (version: string, type?: string): ControlCase => {
  return {
    kind: "failing",
    title: `${version} of ${type ?? "a cluster"}`,
    ...cluster(version, type),
    expected: [["fail", "version", OLD]],
  };
};

export const cases: ControlCases = {
  control: eks2,
  cases: [
    ...["1.34", "1.35", "1.36", "1.100", "2.0"].map(passing),
    ...["1.33", "1.28", "1.9", "0.99"].map((version) => failing(version)),
    failing("1.33", "aws:eks/nodeGroup:NodeGroup"),
    { kind: "absent", title: "the version: the newest", ...cluster(null), expected: "pass" },
    { kind: "unknown", title: "the version", ...cluster(UNKNOWN), expected: [["indeterminate", "version", NOT_YET]] },
    {
      kind: "unknown",
      title: "what is no version",
      ...cluster("latest"),
      expected: [["indeterminate", "version", NONE]],
    },
    { kind: "canary", title: "what is no version", ...cluster(CANARY), expected: [["indeterminate", "version", NONE]] },
  ],
  impossible: { "not applicable": "Every cluster has a version." },
};
