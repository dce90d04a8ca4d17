import { type Properties, UNKNOWN } from "../../../model/graph";
import { s3_8 } from "../../../policies/controls/s3-8";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const NONE = "has no public access block with all four settings true";
const PERHAPS = "does not tell yet whether all public access is blocked";

const ALL = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

const bucket = (properties: Properties = {}, type = "aws:s3/bucket:Bucket") => {
  return { type, properties: { id: "logs", bucket: "logs", ...properties } };
};
const block = (properties: Properties, computedFrom: readonly string[] = []): CaseResource => ({
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  name: "block",
  properties: { bucket: "logs", ...ALL, ...properties },
  computedFrom: { bucket: computedFrom },
});

export const cases: ControlCases = {
  control: s3_8,
  cases: [
    { kind: "passing", title: "all four", ...bucket(), others: [block({})], expected: "pass" },
    {
      kind: "passing",
      title: "by its name, before it has an id",
      ...bucket({ id: UNKNOWN }),
      others: [block({})],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "by its id, before it has one",
      ...bucket({ id: UNKNOWN }),
      others: [block({ bucket: UNKNOWN }, ["subject"])],
      expected: "pass",
    },
    ...Object.keys(ALL).map(
      (setting) =>
        ({
          kind: "failing",
          title: `without ${setting}`,
          ...bucket(),
          others: [block({ [setting]: false })],
          expected: [["fail", "bucket", NONE]],
        }) as const,
    ),
    {
      kind: "failing",
      title: "another bucket's block",
      ...bucket({}, "aws:s3/bucketV2:BucketV2"),
      others: [block({ bucket: "other" })],
      expected: [["fail", "bucket", NONE]],
    },
    { kind: "absent", title: "no block", ...bucket(), expected: [["fail", "bucket", NONE]] },
    {
      kind: "absent",
      title: "a setting",
      ...bucket(),
      others: [block({ ignorePublicAcls: null })],
      expected: [["fail", "bucket", NONE]],
    },
    {
      kind: "unknown",
      title: "whose block it is",
      ...bucket(),
      others: [block({ bucket: UNKNOWN })],
      expected: [["indeterminate", "bucket", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "a setting",
      ...bucket(),
      others: [block({ blockPublicPolicy: UNKNOWN })],
      expected: [["indeterminate", "bucket", PERHAPS]],
    },
    {
      kind: "canary",
      title: "a name, and a setting of the wrong kind",
      ...bucket({ id: CANARY, bucket: CANARY }),
      others: [block({ bucket: CANARY, blockPublicAcls: CANARY })],
      expected: [["indeterminate", "bucket", PERHAPS]],
    },
  ],
  impossible: { "not applicable": "Every bucket could be public." },
};
