/** What AWS accepts in what stands between users and load balancers, from its documents. */
import type { TypeLimits } from "./limits";

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest";
const text = (count: number) => "x".repeat(count);
const statement = (changes: object) => ({
  Effect: "Allow",
  Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
  ...changes,
});
const policy = (changes: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement(changes)] });
const rule = (changes: object) => ({ id: "old", status: "Enabled", expiration: { days: 1 }, ...changes });

export const LIMITS_OF_EDGE: { readonly [type: string]: TypeLimits } = {
  "aws:s3/bucket:Bucket": {
    valid: {},
    limits: [
      [
        "bucket",
        `${S3}/userguide/bucketnamingrules.html`,
        ["abc", text(63), "my.logs-1", "1logs"],
        ["ab", text(64), "Logs", "my_logs", "-logs", "logs-", "a..b", "192.168.5.4", "xn--logs", "logs-s3alias"],
      ],
    ],
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    valid: { bucket: "logs", policy: policy({}) },
    limits: [
      [
        "policy",
        `${S3}/userguide/example-bucket-policies.html`,
        [policy({ Principal: "*" }), policy({ Sid: text(20_000) })],
        [
          policy({ Principal: undefined }),
          policy({ Resource: undefined }),
          policy({ Effect: "allow" }),
          policy({ Sid: text(20_480) }),
          "{",
          null,
        ],
      ],
      ["bucket", `${S3}/API/API_PutBucketPolicy.html`, ["logs"], [null]],
    ],
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    valid: { bucket: "logs", rules: [] },
    limits: [
      [
        "rules",
        `${S3}/API/API_ServerSideEncryptionByDefault.html`,
        ["AES256", "aws:kms"].map((sseAlgorithm) => [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }]),
        [[{ applyServerSideEncryptionByDefault: { sseAlgorithm: "SSE-S3" } }], null],
      ],
    ],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    valid: { bucket: "logs", rules: [rule({})] },
    limits: [
      [
        "rules",
        `${S3}/API/API_LifecycleRule.html`,
        [[rule({ status: "Disabled" })], [rule({ id: text(255) })], [rule({}), rule({ id: "other" })]],
        [
          [rule({ status: "enabled" })],
          [rule({ id: text(256) })],
          [rule({}), rule({})],
          [rule({ expiration: { days: 0 } })],
          [rule({ abortIncompleteMultipartUpload: { daysAfterInitiation: 0 } })],
          Array.from({ length: 1001 }, (_, index) => rule({ id: String(index) })),
        ],
      ],
    ],
  },
};
