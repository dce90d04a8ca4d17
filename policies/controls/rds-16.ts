import { DB_CLUSTER, DB_INSTANCE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isTrue, judgeRequirements } from "../requirements";

export const rds16: ResourceControl = {
  id: "RDS.16",
  alsoCovers: ["RDS.17"],
  policy: "rds-16",
  title: "Snapshots of RDS databases have the tags of their database",
  pack: "operations",
  severity: "low",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.16" },
    { name: "AWS FSBP", id: "RDS.17" },
  ],
  rationale: "A snapshot without tags is nobody's: it is neither found nor paid for by its owner.",
  remediation: "Set `copyTagsToSnapshot` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-16",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [DB_CLUSTER, DB_INSTANCE],
  phase: "resource",
  remedy: () => ({ copyTagsToSnapshot: true }),
  equivalents: { checkov: ["CKV_AWS_313", "CKV2_AWS_60"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "copyTagsToSnapshot", is: isTrue(), problem: "is not true, so snapshots have no tags" },
    ]);
  },
};
