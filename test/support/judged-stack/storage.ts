import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, either, type Surroundings } from "./surroundings";

export interface Storage {
  /** A bucket that load balancers may write to. */
  readonly logs: aws.s3.Bucket;
  readonly logsPolicy: aws.s3.BucketPolicy;
  readonly logGroup: aws.cloudwatch.LogGroup;
}

const LOG_KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/12345678-1234-1234-1234-123456789012`;

const BLOCK_ALL = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** Buckets, keys and log groups. */
export function judgedStorage({ options, tags }: Surroundings): Storage {
  const bucket = (name: string, protect = true) => new aws.s3.Bucket(name, { tags }, { ...options, protect });
  const policy = (name: string, of: aws.s3.Bucket, resource: pulumi.Input<string>[], statements: object[] = []) => {
    const condition = { Bool: { "aws:SecureTransport": "false" } };
    const tlsOnly = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: resource, Condition: condition };
    const document = pulumi.jsonStringify({ Version: "2012-10-17", Statement: [tlsOnly, ...statements] });
    return new aws.s3.BucketPolicy(name, { bucket: of.bucket, policy: document }, options);
  };
  const block = (name: string, of: pulumi.Input<string>, settings = BLOCK_ALL) =>
    new aws.s3.BucketPublicAccessBlock(name, { bucket: of, ...settings }, options);

  const logs = bucket("guarded");
  block("guarded", logs.bucket);
  const service = { Service: "logdelivery.elasticloadbalancing.amazonaws.com" };
  const logsPolicy = policy(
    "guarded",
    logs,
    [logs.arn, pulumi.interpolate`${logs.arn}/*`],
    [
      {
        Effect: "Allow",
        Principal: service,
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${logs.arn}/AWSLogs/${ACCOUNT}/*`,
      },
      ...flowLogStatements(logs),
    ],
  );
  const guardedLater = bucket("guarded-later");
  wellKept(guardedLater, logs, options);
  policy("guarded-later", guardedLater, [guardedLater.arn, pulumi.interpolate`${guardedLater.arn}/*`]);
  const open = bucket("open-bucket", false);
  new aws.s3.BucketAcl("everyones-list", { bucket: open.bucket, acl: "public-read" }, options);
  block("half-open", open.bucket, { ...BLOCK_ALL, blockPublicPolicy: false });
  block("guarded-later", either(guardedLater.id, open.id));

  for (const enableKeyRotation of [true, false]) {
    const name = enableKeyRotation ? "rotated-key" : "unrotated-key";
    new aws.kms.Key(name, { enableKeyRotation, tags }, { ...options, protect: true });
  }

  const logGroup = (name: string, retentionInDays: number | undefined) =>
    new aws.cloudwatch.LogGroup(name, { retentionInDays, kmsKeyId: LOG_KEY, tags }, { ...options, protect: true });
  logGroup("kept-a-week", 7);
  logGroup("kept-for-ever", undefined);
  return { logs, logsPolicy, logGroup: logGroup("kept-a-year", 365) };
}

/** What a bucket has besides: access logs, a lifecycle, a key. */
function wellKept({ bucket }: aws.s3.Bucket, logs: aws.s3.Bucket, options: Surroundings["options"]): void {
  new aws.s3.BucketLogging("guarded", { bucket, targetBucket: logs.bucket, targetPrefix: "access/" }, options);
  const rule = { id: "tidy", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
  new aws.s3.BucketLifecycleConfiguration("guarded", { bucket, rules: [rule] }, options);
  const byKey = { sseAlgorithm: "aws:kms", kmsMasterKeyId: LOG_KEY };
  const rules = [{ applyServerSideEncryptionByDefault: byKey, bucketKeyEnabled: true }];
  new aws.s3.BucketServerSideEncryptionConfiguration("guarded", { bucket, rules }, options);
}

/** What flow logs need to write to the bucket: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
function flowLogStatements({ arn }: aws.s3.Bucket): object[] {
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const Condition = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
  const objects = pulumi.interpolate`${arn}/AWSLogs/${ACCOUNT}/*`;
  return [
    { Effect: "Allow", Principal, Action: "s3:GetBucketAcl", Resource: arn, Condition },
    { Effect: "Allow", Principal, Action: "s3:PutObject", Resource: objects, Condition },
  ];
}
