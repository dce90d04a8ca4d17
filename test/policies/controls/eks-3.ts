import { UNKNOWN } from "../../../model/graph";
import { eks3 } from "../../../policies/controls/eks-3";
import { perhaps } from "../../../policies/verdict";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

const PLAIN = "is not set, so secrets are stored as they are";
const CONFIG = "encryptionConfig";
const cluster = { type: "aws:eks/cluster:Cluster" };

export const cases: ControlCases = {
  control: eks3,
  cases: [
    ...requirementCases({
      types: ["aws:eks/cluster:Cluster"],
      good: { version: "1.27", [CONFIG]: { resources: ["secrets"], provider: { keyArn: "arn:key" } } },
      required: [
        {
          path: `${CONFIG}.resources`,
          wrong: [[]],
          problem: "lacks secrets, so they are stored as they are",
          holds: "a list",
          absent: "fail",
        },
      ],
      alsoGood: {
        "a version that does it by itself": { version: "1.28" },
        "such a version, whatever else is configured": { version: "1.28", [CONFIG]: UNKNOWN },
        "the newest version": {},
      },
    }),
    {
      kind: "failing",
      title: "a version that does not do it by itself",
      ...cluster,
      properties: { version: "1.27" },
      expected: [["fail", CONFIG, PLAIN]],
    },
    ...[
      ["the version", { version: UNKNOWN }],
      ["whether it is configured", { version: "1.27", [CONFIG]: UNKNOWN }],
      ["what is no version", { version: "old" }],
    ].map(([title, properties]) => ({
      kind: "unknown" as const,
      title: title as string,
      ...cluster,
      properties: properties as { version: string },
      expected: [["indeterminate", CONFIG, perhaps(PLAIN)]] as const,
    })),
  ],
  impossible: { "not applicable": "Every cluster has secrets." },
};
