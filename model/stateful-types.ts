/** Type tokens of what holds data that nothing can bring back once it is deleted: not the program, and not AWS. */
export const STATEFUL_TYPES: readonly string[] = [
  "aws:backup/vault:Vault",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cognito/userPool:UserPool",
  "aws:docdb/cluster:Cluster",
  "aws:dynamodb/table:Table",
  "aws:ebs/volume:Volume",
  "aws:ecr/repository:Repository",
  "aws:efs/fileSystem:FileSystem",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kinesis/stream:Stream",
  // Without the key, what it encrypts is lost.
  "aws:kms/key:Key",
  "aws:neptune/cluster:Cluster",
  "aws:opensearch/domain:Domain",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:redshift/cluster:Cluster",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:secretsmanager/secret:Secret",
];
