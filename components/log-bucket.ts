import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type AwsPlace, type PolicyStatement } from "../model/iam-policy";
import { tlsOnly } from "./log-bucket-plan";
import { transformed, type Transform } from "./transform";

/** One for each part of the bucket. */
export interface LogBucketTransforms {
  readonly bucket?: Transform<aws.s3.BucketArgs>;
  readonly encryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
  readonly publicAccess?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  readonly bucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  readonly lifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
}

export interface LogBucketArgs {
  readonly place: pulumi.Output<AwsPlace>;
  /** Who may write. */
  readonly writers: (bucketArn: string, place: AwsPlace) => readonly PolicyStatement[];
  readonly retentionDays: number;
  /** Whether Pulumi refuses to delete the bucket, and S3 as long as there are logs in it. If not, they go with it. */
  readonly protect: boolean;
  readonly transform?: LogBucketTransforms | undefined;
}

export interface LogBucket {
  readonly bucket: aws.s3.Bucket;
  /** What has to exist before somebody can write there. */
  readonly writable: readonly pulumi.Resource[];
}

/**
 * A bucket for logs, encrypted with S3's own keys, without public access or access without TLS, which deletes logs after
 * the retention: all of the same name.
 */
export function buildLogBucket(
  name: string,
  { place, writers, retentionDays, protect, transform = {} }: LogBucketArgs,
  options: { readonly parent: pulumi.Resource },
): LogBucket {
  const bucket = new aws.s3.Bucket(
    name,
    ...transformed<aws.s3.BucketArgs>(
      transform.bucket,
      { forceDestroy: !protect, tags: { Name: name } },
      { ...options, protect },
    ),
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    ...transformed<aws.s3.BucketServerSideEncryptionConfigurationArgs>(
      transform.encryption,
      { bucket: bucket.bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      options,
    ),
  );
  const publicAccess = new aws.s3.BucketPublicAccessBlock(
    name,
    ...transformed<aws.s3.BucketPublicAccessBlockArgs>(
      transform.publicAccess,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      options,
    ),
  );
  const policy = new aws.s3.BucketPolicy(
    name,
    ...transformed<aws.s3.BucketPolicyArgs>(
      transform.bucketPolicy,
      {
        bucket: bucket.bucket,
        policy: pulumi
          .all([bucket.arn, place])
          .apply(([arn, known]) => policyDocument([...writers(arn, known), tlsOnly(arn)])),
      },
      // S3 refuses to change both at the same time.
      { ...options, dependsOn: [publicAccess] },
    ),
  );
  new aws.s3.BucketLifecycleConfiguration(
    name,
    ...transformed<aws.s3.BucketLifecycleConfigurationArgs>(
      transform.lifecycle,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "retention",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: retentionDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      options,
    ),
  );
  return { bucket, writable: [policy, encryption] };
}
