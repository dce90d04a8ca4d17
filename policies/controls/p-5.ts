import { BUCKETS, DB_CLUSTER, DB_INSTANCE, ECR_REPOSITORY, SECRET } from "../../model/type-tokens";
import type { Remedy, ResourceControl } from "../control";
import { isAtLeast, isFalse, judgeRequirements, type Requirement } from "../requirements";

const forced = (path: string): Requirement => {
  return { path, is: isFalse(), problem: "is true, so deletion takes along what is in it" };
};
const SNAPSHOT: Requirement = {
  path: "skipFinalSnapshot",
  is: isFalse(),
  problem: "is true, so nothing is left of its data",
};

/** Per type, the switches by which a deletion takes data with it. */
const SWITCHES: Readonly<Record<string, Requirement>> = {
  ...Object.fromEntries(BUCKETS.map((type) => [type, forced("forceDestroy")])),
  [ECR_REPOSITORY]: forced("forceDelete"),
  [DB_INSTANCE]: SNAPSHOT,
  [DB_CLUSTER]: SNAPSHOT,
  "aws:docdb/cluster:Cluster": SNAPSHOT,
  "aws:neptune/cluster:Cluster": SNAPSHOT,
  [SECRET]: {
    path: "recoveryWindowInDays",
    is: isAtLeast(1, 30),
    problem: "is 0, so a deleted secret is gone at once",
  },
};

/** A final snapshot needs a name besides, which who wrote the program has to choose. */
const SAFE: Remedy = { forceDestroy: false, forceDelete: false, recoveryWindowInDays: 30 };

export const p5: ResourceControl = {
  id: "P-5",
  policy: "p-5",
  title: "No deletion takes data along",
  pack: "operations",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "P-5" }],
  rationale:
    "AWS refuses to delete a bucket or repository that is not empty, and keeps a snapshot of a database, unless it is " +
    "told otherwise. These switches are for environments that come and go.",
  remediation: "Remove the switch, or set it only where data may be lost.",
  link: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/back-up-data.html",
  levels: { dev: "disabled", prod: "mandatory" },
  types: Object.keys(SWITCHES),
  phase: "resource",
  remedy(_settings, type) {
    const { path } = SWITCHES[type]!;
    return { [path]: SAFE[path] };
  },
  equivalents: {},

  judge({ type, properties }) {
    return judgeRequirements(properties, [SWITCHES[type]!]);
  },
};
