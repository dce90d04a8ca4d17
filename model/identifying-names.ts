/**
 * Types whose id is the value of an input, by that input: others may refer to them before they exist. Beside names, the
 * prefix lists of endpoints, which rules refer to and no id tells.
 */
export const IDENTIFYING_NAMES: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
  "aws:ecr/repository:Repository": "name",
  "aws:iam/role:Role": "name",
  "aws:cloudwatch/logGroup:LogGroup": "name",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "prefixListId",
};
