import { UNKNOWN, type Value } from "../../../model/graph";
import { xRds2 } from "../../../policies/controls/x-rds-2";
import type { ControlCase, ControlCases, ExpectedFinding } from "../control-case";
import { requirementCases } from "../requirement-cases";

const GOOD = { kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1", caCertIdentifier: "rds-ca-rsa2048-g1" };
const INSIGHTS_KEY = "performanceInsightsKmsKeyId";
const PLAIN_INSIGHTS = "is not set, so AWS's own key encrypts what was asked";
const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
const insights = (
  kind: ControlCase["kind"],
  title: string,
  performanceInsightsEnabled: Value,
  expected: ExpectedFinding,
): readonly ControlCase[] =>
  ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", MEMBER].map((type) => {
    return {
      kind,
      title: `${title}: ${type}`,
      type,
      properties: { ...GOOD, performanceInsightsEnabled },
      expected: [expected],
    };
  });

export const cases: ControlCases = {
  control: xRds2,
  cases: [
    ...requirementCases({
      types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
      good: GOOD,
      required: [
        {
          path: "kmsKeyId",
          wrong: [""],
          problem: "is not set, so AWS's own key encrypts it",
          holds: "a text",
          absent: "fail",
        },
        {
          path: "caCertIdentifier",
          wrong: ["rds-ca-2019"],
          problem: "is an authority that has ended",
          holds: "a text",
          absent: "pass",
        },
      ],
      notApplicable: { "a replica": { replicateSourceDb: "db-1" } },
      alsoGood: {
        "an instance that keeps insights with a key": {
          ...GOOD,
          performanceInsightsEnabled: true,
          [INSIGHTS_KEY]: "arn:key",
        },
      },
    }),
    {
      kind: "passing",
      title: "an instance of a cluster, whose storage is the cluster's",
      type: MEMBER,
      properties: { caCertIdentifier: GOOD.caCertIdentifier },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "an instance of a cluster with an old authority",
      type: MEMBER,
      properties: { caCertIdentifier: "rds-ca-2019" },
      expected: [["fail", "caCertIdentifier", "is an authority that has ended", "caCertIdentifier"]],
    },
    ...insights("failing", "insights without a key", true, ["fail", INSIGHTS_KEY, PLAIN_INSIGHTS, INSIGHTS_KEY]),
    ...insights("unknown", "whether there are insights", UNKNOWN, [
      "indeterminate",
      INSIGHTS_KEY,
      PLAIN_INSIGHTS,
      INSIGHTS_KEY,
    ]),
  ],
};
