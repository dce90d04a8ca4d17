import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { p5 } from "../../../policies/controls/p-5";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const FORCED = "is true, so deletion takes along what is in it";
const NOTHING_LEFT = "is true, so nothing is left of its data";
const BUCKET = "aws:s3/bucket:Bucket";

const failing = (type: string, name: string, message: string, value: Value = true): ControlCase => ({
  kind: "failing",
  title: type,
  type,
  properties: { [name]: value },
  expected: [["fail", name, message]],
});
const bucket = (properties: Properties) => ({ type: BUCKET, properties });

export const cases: ControlCases = {
  control: p5,
  cases: [
    { kind: "passing", title: "switched off", ...bucket({ forceDestroy: false }), expected: "pass" },
    {
      kind: "passing",
      title: "a secret that waits",
      type: "aws:secretsmanager/secret:Secret",
      properties: { recoveryWindowInDays: 7 },
      expected: "pass",
    },
    failing(BUCKET, "forceDestroy", FORCED),
    failing("aws:s3/bucketV2:BucketV2", "forceDestroy", FORCED),
    failing("aws:ecr/repository:Repository", "forceDelete", FORCED),
    ...["rds/instance:Instance", "rds/cluster:Cluster", "docdb/cluster:Cluster", "neptune/cluster:Cluster"].map(
      (name) => failing(`aws:${name}`, "skipFinalSnapshot", NOTHING_LEFT),
    ),
    failing("aws:secretsmanager/secret:Secret", "recoveryWindowInDays", "is 0, so a deleted secret is gone at once", 0),
    { kind: "absent", title: "the switch", ...bucket({}), expected: "pass" },
    {
      kind: "unknown",
      title: "the switch",
      ...bucket({ forceDestroy: UNKNOWN }),
      expected: [["indeterminate", "forceDestroy", NOT_YET]],
    },
    {
      kind: "canary",
      title: "a switch of the wrong kind",
      ...bucket({ forceDestroy: CANARY }),
      expected: [["indeterminate", "forceDestroy", "is not true or false"]],
    },
  ],
  impossible: { "not applicable": "All that it judges can be deleted." },
};
