import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { s3_14 } from "../../../policies/controls/s3-14";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const NONE = "keeps no versions";

const bucket = (properties: Properties = {}, type = "aws:s3/bucket:Bucket") => {
  return { type, properties: { bucket: "uploads", ...properties } };
};
const versioning = (status: Value, of: Value = "uploads", generation = ""): CaseResource => ({
  type: `aws:s3/bucketVersioning${generation}:BucketVersioning${generation}`,
  properties: { bucket: of, versioningConfiguration: { status } },
});
const failing = (title: string, ...others: readonly CaseResource[]): ControlCase => {
  return { kind: "failing", title, ...bucket(), others, expected: [["fail", "bucket", NONE]] };
};
const unsure = (title: string, other: CaseResource): ControlCase => {
  const expected = [["indeterminate", "bucket", perhaps(NONE)]] as const;
  return { kind: "unknown", title, ...bucket(), others: [other], expected };
};

export const cases: ControlCases = {
  control: s3_14,
  cases: [
    { kind: "passing", title: "enabled", ...bucket(), others: [versioning("Enabled")], expected: "pass" },
    {
      kind: "passing",
      title: "of the other generation",
      ...bucket(),
      others: [versioning("Enabled", "uploads", "V2")],
      expected: "pass",
    },
    { kind: "passing", title: "by itself", ...bucket({ versioning: { enabled: true } }), expected: "pass" },
    {
      kind: "passing",
      title: "by itself, of the other token",
      ...bucket({ versionings: [{ enabled: true }] }, "aws:s3/bucketV2:BucketV2"),
      expected: "pass",
    },
    { ...failing("not by itself"), ...bucket({ versioning: { enabled: false } }) },
    failing("suspended", versioning("Suspended")),
    failing("another bucket's", versioning("Enabled", "other")),
    { ...failing("of the other token"), ...bucket({}, "aws:s3/bucketV2:BucketV2") },
    { ...failing("versioning"), kind: "absent" },
    { ...failing("the status", versioning(null)), kind: "absent" },
    unsure("whose it is", versioning("Enabled", UNKNOWN)),
    unsure("the status", versioning(UNKNOWN)),
    { ...unsure("by itself", versioning("Suspended")), ...bucket({ versioning: { enabled: UNKNOWN } }) },
    {
      kind: "not applicable",
      title: "a bucket that the configuration names",
      ...bucket(),
      settings: { unversionedBuckets: ["x*", "sub*"] },
      expected: "not-applicable",
    },
    { ...failing("a status", versioning(CANARY)), kind: "canary" },
  ],
};
