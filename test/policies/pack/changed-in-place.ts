/** What the policies' remedies change, and where CloudFormation's data tell whether a change of it replaces the resource. */

/** A switch that the provider reads when it calls AWS, and that AWS doesn't keep. */
export const PROVIDERS_OWN = "the provider's own";

/** By type and property, the type and property at CloudFormation. */
export const AT_CLOUDFORMATION: Readonly<Record<string, string>> = {
  "aws:alb/listener:Listener sslPolicy": "AWS::ElasticLoadBalancingV2::Listener SslPolicy",
  "aws:alb/loadBalancer:LoadBalancer desyncMitigationMode":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:alb/loadBalancer:LoadBalancer dropInvalidHeaderFields":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:alb/loadBalancer:LoadBalancer enableDeletionProtection":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:cloudwatch/logGroup:LogGroup retentionInDays": "AWS::Logs::LogGroup RetentionInDays",
  "aws:codebuild/project:Project logsConfig": "AWS::CodeBuild::Project LogsConfig",
  "aws:dynamodb/table:Table deletionProtectionEnabled": "AWS::DynamoDB::Table DeletionProtectionEnabled",
  "aws:dynamodb/table:Table pointInTimeRecovery": "AWS::DynamoDB::Table PointInTimeRecoverySpecification",
  "aws:ec2/defaultSubnet:DefaultSubnet mapPublicIpOnLaunch": "AWS::EC2::Subnet MapPublicIpOnLaunch",
  "aws:ec2/instance:Instance metadataOptions": "AWS::EC2::Instance MetadataOptions",
  "aws:ec2/launchTemplate:LaunchTemplate metadataOptions": "AWS::EC2::LaunchTemplate LaunchTemplateData",
  "aws:ec2/launchTemplate:LaunchTemplate networkInterfaces": "AWS::EC2::LaunchTemplate LaunchTemplateData",
  "aws:ec2/subnet:Subnet mapPublicIpOnLaunch": "AWS::EC2::Subnet MapPublicIpOnLaunch",
  "aws:ecr/repository:Repository forceDelete": PROVIDERS_OWN,
  "aws:ecr/repository:Repository imageTagMutability": "AWS::ECR::Repository ImageTagMutability",
  "aws:ecs/cluster:Cluster settings": "AWS::ECS::Cluster ClusterSettings",
  "aws:ecs/service:Service deploymentCircuitBreaker": "AWS::ECS::Service DeploymentConfiguration",
  "aws:ecs/service:Service networkConfiguration": "AWS::ECS::Service NetworkConfiguration",
  "aws:ecs/service:Service platformVersion": "AWS::ECS::Service PlatformVersion",
  "aws:eks/cluster:Cluster enabledClusterLogTypes": "AWS::EKS::Cluster Logging",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream serverSideEncryption":
    "AWS::KinesisFirehose::DeliveryStream DeliveryStreamEncryptionConfigurationInput",
  "aws:kms/key:Key bypassPolicyLockoutSafetyCheck": "AWS::KMS::Key BypassPolicyLockoutSafetyCheck",
  "aws:kms/key:Key deletionWindowInDays": "AWS::KMS::Key PendingWindowInDays",
  "aws:kms/key:Key enableKeyRotation": "AWS::KMS::Key EnableKeyRotation",
  "aws:kms/replicaKey:ReplicaKey bypassPolicyLockoutSafetyCheck": PROVIDERS_OWN,
  "aws:kms/replicaKey:ReplicaKey deletionWindowInDays": "AWS::KMS::ReplicaKey PendingWindowInDays",
  "aws:lambda/functionUrl:FunctionUrl authorizationType": "AWS::Lambda::Url AuthType",
  "aws:lb/listener:Listener sslPolicy": "AWS::ElasticLoadBalancingV2::Listener SslPolicy",
  "aws:lb/loadBalancer:LoadBalancer desyncMitigationMode":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:lb/loadBalancer:LoadBalancer dropInvalidHeaderFields":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:lb/loadBalancer:LoadBalancer enableDeletionProtection":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:rds/cluster:Cluster autoMinorVersionUpgrade": "AWS::RDS::DBCluster AutoMinorVersionUpgrade",
  "aws:rds/cluster:Cluster backupRetentionPeriod": "AWS::RDS::DBCluster BackupRetentionPeriod",
  "aws:rds/cluster:Cluster copyTagsToSnapshot": "AWS::RDS::DBCluster CopyTagsToSnapshot",
  "aws:rds/cluster:Cluster deletionProtection": "AWS::RDS::DBCluster DeletionProtection",
  "aws:rds/clusterInstance:ClusterInstance autoMinorVersionUpgrade": "AWS::RDS::DBInstance AutoMinorVersionUpgrade",
  "aws:rds/clusterInstance:ClusterInstance publiclyAccessible": "AWS::RDS::DBInstance PubliclyAccessible",
  "aws:rds/instance:Instance autoMinorVersionUpgrade": "AWS::RDS::DBInstance AutoMinorVersionUpgrade",
  "aws:rds/instance:Instance backupRetentionPeriod": "AWS::RDS::DBInstance BackupRetentionPeriod",
  "aws:rds/instance:Instance copyTagsToSnapshot": "AWS::RDS::DBInstance CopyTagsToSnapshot",
  "aws:rds/instance:Instance deletionProtection": "AWS::RDS::DBInstance DeletionProtection",
  "aws:rds/instance:Instance publiclyAccessible": "AWS::RDS::DBInstance PubliclyAccessible",
  "aws:rds/proxy:Proxy requireTls": "AWS::RDS::DBProxy RequireTLS",
  "aws:s3/bucket:Bucket acl": "AWS::S3::Bucket AccessControl",
  "aws:s3/bucket:Bucket forceDestroy": PROVIDERS_OWN,
  "aws:s3/bucketAcl:BucketAcl acl": "AWS::S3::Bucket AccessControl",
  "aws:s3/bucketAclV2:BucketAclV2 acl": "AWS::S3::Bucket AccessControl",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls rule": "AWS::S3::Bucket OwnershipControls",
  "aws:s3/bucketV2:BucketV2 acl": "AWS::S3::Bucket AccessControl",
  "aws:s3/bucketV2:BucketV2 forceDestroy": PROVIDERS_OWN,
  "aws:secretsmanager/secret:Secret recoveryWindowInDays": PROVIDERS_OWN,
  "aws:sqs/queue:Queue sqsManagedSseEnabled": "AWS::SQS::Queue SqsManagedSseEnabled",
};

/**
 * Properties of which the data say "maybe" because a change may interrupt. AWS changes them in place all the same.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html
 */
export const MAY_INTERRUPT: ReadonlySet<string> = new Set([
  "AWS::RDS::DBInstance AutoMinorVersionUpgrade",
  "AWS::RDS::DBInstance BackupRetentionPeriod",
]);
