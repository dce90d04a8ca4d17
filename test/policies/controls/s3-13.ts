import { UNKNOWN } from "../../../model/graph";
import { s3_13 } from "../../../policies/controls/s3-13";
import { bucketPartCases } from "../bucket-cases";
import type { ControlCase, ControlCases } from "../control-case";

const NONE = "has no rule that clears away uploads that never ended";
const ABORT = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const RULE = { id: "tidy", status: "Enabled", ...ABORT };

export const cases: ControlCases = {
  control: s3_13,
  cases: [
    ...bucketPartCases({
      type: "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      right: { rules: [{ id: "old", status: "Enabled", expiration: { days: 365 } }, RULE] },
      wrong: {
        "a rule that is switched off": { rules: [{ ...RULE, status: "Disabled" }] },
        "a rule about something else": { rules: [{ id: "old", status: "Enabled", expiration: { days: 365 } }] },
        "two halves of it": {
          rules: [
            { id: "old", status: "Enabled" },
            { id: "new", status: "Disabled", ...ABORT },
          ],
        },
        "no rules": {},
      },
      unknown: {
        "the rules": { rules: UNKNOWN },
        "whether it is on": { rules: [{ ...RULE, status: UNKNOWN }] },
        "its days": { rules: [{ ...RULE, abortIncompleteMultipartUpload: { daysAfterInitiation: UNKNOWN } }] },
      },
      own: { "by itself": { lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }] } },
      problem: NONE,
    }),
    ...[
      { enabled: false, abortIncompleteMultipartUploadDays: 7 },
      { enabled: true, abortIncompleteMultipartUploadDays: null },
    ].map((rule): ControlCase => ({
      kind: "failing",
      title: `a rule of its own that is ${rule.enabled ? "about something else" : "switched off"}`,
      type: "aws:s3/bucket:Bucket",
      properties: { bucket: "uploads", lifecycleRules: [rule] },
      expected: [["fail", "bucket", NONE]],
    })),
  ],
  impossible: { "not applicable": "Every bucket can have such a rule." },
};
