import { UNKNOWN } from "../../../model/graph";
import { s3_9 } from "../../../policies/controls/s3-9";
import { perhaps } from "../../../policies/verdict";
import { bucketPartCases } from "../bucket-cases";
import type { ControlCases } from "../control-case";

const problem = "does not record who uses it";
const TO = { targetBucket: "access-logs", targetPrefix: "uploads/" };
const bucket = { type: "aws:s3/bucket:Bucket" };

export const cases: ControlCases = {
  control: s3_9,
  cases: [
    ...bucketPartCases({
      type: "bucketLogging:BucketLogging",
      right: TO,
      wrong: {},
      unknown: {},
      own: { "by itself": { logging: TO }, "by itself, in the other generation": { loggings: [TO] } },
      problem,
    }),
    {
      kind: "absent",
      title: "where its own logs go",
      ...bucket,
      properties: { logging: {}, loggings: [{}] },
      expected: [["fail", "bucket", problem]],
    },
    ...["logging", "loggings"].map((name) => ({
      kind: "unknown" as const,
      title: name,
      ...bucket,
      properties: { [name]: UNKNOWN },
      expected: [["indeterminate", "bucket", perhaps(problem)]] as const,
    })),
    {
      kind: "not applicable",
      title: "a bucket that the configuration names",
      ...bucket,
      properties: {},
      settings: { unloggedBuckets: ["sub*"] },
      expected: "not-applicable",
    },
  ],
};
