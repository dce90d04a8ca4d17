import { UNKNOWN, type Properties } from "../../../model/graph";
import { s3_17 } from "../../../policies/controls/s3-17";
import { bucketPartCases } from "../bucket-cases";
import type { ControlCases } from "../control-case";

const KEY = { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1" };
const rule = (byDefault: Properties = KEY, more: Properties = { bucketKeyEnabled: true }) => {
  return { applyServerSideEncryptionByDefault: byDefault, ...more };
};
const rules = (...args: Parameters<typeof rule>) => ({ rules: [rule(...args)] });

export const cases: ControlCases = {
  control: s3_17,
  cases: [
    ...bucketPartCases({
      type: "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      right: rules(),
      wrong: {
        "with S3's key": rules({ sseAlgorithm: "AES256" }),
        "with S3's key, and one that it does not use": rules({ ...KEY, sseAlgorithm: "AES256" }),
        "with AWS's key": rules({ sseAlgorithm: "aws:kms" }),
        "with AWS's key by its name": rules({ ...KEY, kmsMasterKeyId: "arn:aws:kms:eu-central-1:1:alias/aws/s3" }),
        "with a key that is empty": rules({ ...KEY, kmsMasterKeyId: "" }),
        "without a bucket key": rules(KEY, {}),
        "no rules": {},
      },
      unknown: {
        "the rules": { rules: UNKNOWN },
        "the key": rules({ ...KEY, kmsMasterKeyId: UNKNOWN }),
        "the algorithm": rules({ ...KEY, sseAlgorithm: UNKNOWN }),
        "the bucket key": rules(KEY, { bucketKeyEnabled: UNKNOWN }),
      },
      own: {
        "by itself": { serverSideEncryptionConfiguration: { rule: rule() } },
        "by itself, in the other generation": { serverSideEncryptionConfigurations: [{ rules: [rule()] }] },
        "in two layers, which know no bucket key": {
          serverSideEncryptionConfiguration: { rule: rule({ ...KEY, sseAlgorithm: "aws:kms:dsse" }, {}) },
        },
      },
      problem: "is not encrypted with a key of the account and a bucket key",
    }),
    {
      kind: "not applicable",
      title: "a bucket that the configuration names",
      type: "aws:s3/bucket:Bucket",
      properties: {},
      settings: { bucketsWithoutKey: ["sub*"] },
      expected: "not-applicable",
    },
  ],
};
