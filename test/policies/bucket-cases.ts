import { type Properties, UNKNOWN, type Value } from "../../model/graph";
import { perhaps } from "../../policies/verdict";
import { CANARY, type CaseResource, type ControlCase } from "./control-case";

/** What a bucket has, itself or by a resource of its own. */
export interface BucketPart {
  /** The type without its generation: `bucketLogging:BucketLogging`, of which there is a `V2` too. */
  readonly type: string;
  /** What a resource of its own says that is right. */
  readonly right: Properties;
  /** And what is wrong, by what is special about it. */
  readonly wrong: Readonly<Record<string, Properties>>;
  /** The same with something unknown that decides, by what that is. */
  readonly unknown: Readonly<Record<string, Properties>>;
  /** Properties of a bucket that has it itself, in both generations. */
  readonly own: Readonly<Record<string, Properties>>;
  readonly problem: string;
}

/** The cases of a control that asks for such a part, for both generations of buckets and of the part. */
export function bucketPartCases(part: BucketPart): readonly ControlCase[] {
  const { right, problem } = part;
  const bucket = (properties: Properties = {}, type = "aws:s3/bucket:Bucket") => {
    return { type, properties: { bucket: "uploads", ...properties } };
  };
  const other = (properties: Properties, generation = "", of: Value = "uploads"): CaseResource => {
    const [file, name] = part.type.split(":") as [string, string];
    const type = `aws:s3/${file}${generation}:${name}${generation}`;
    return { type, properties: { bucket: of, ...properties } };
  };
  const failing = (title: string, ...others: readonly CaseResource[]): ControlCase => {
    return { kind: "failing", title, ...bucket(), others, expected: [["fail", "bucket", problem]] };
  };
  const unsure = (title: string, ...others: readonly CaseResource[]): ControlCase => {
    const expected = [["indeterminate", "bucket", perhaps(problem)]] as const;
    return { kind: "unknown", title, ...bucket(), others, expected };
  };
  return [
    { kind: "passing", title: "a resource of its own", ...bucket(), others: [other(right)], expected: "pass" },
    {
      kind: "passing",
      title: "of the other generation",
      ...bucket({}, "aws:s3/bucketV2:BucketV2"),
      others: [other(right, "V2")],
      expected: "pass",
    },
    ...Object.entries(part.own).map(([title, properties]): ControlCase => ({
      kind: "passing",
      title,
      ...bucket(properties),
      expected: "pass",
    })),
    failing("another bucket's", other(right, "", "other")),
    { ...failing("of the other token"), ...bucket({}, "aws:s3/bucketV2:BucketV2") },
    ...Object.entries(part.wrong).map(([title, properties]) => failing(title, other(properties))),
    { ...failing("the whole part"), kind: "absent" },
    unsure("whose it is", other(right, "", UNKNOWN)),
    ...Object.entries(part.unknown).map(([title, properties]) => unsure(title, other(properties))),
    { ...failing("a bucket's name", other(right, "", CANARY)), kind: "canary" },
  ];
}
