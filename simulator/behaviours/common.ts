/** What behaviours have in common: types by short names, ids and ARNs. */
import type { CreatedResource, NewResource } from "../behaviour";
import { AwsError } from "../aws-error";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const EGRESS_ONLY_GATEWAY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE_TABLE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const ROUTE = "aws:ec2/route:Route";
export const EIP = "aws:ec2/eip:Eip";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
export const INSTANCE = "aws:ec2/instance:Instance";
export const NETWORK_ACL = "aws:ec2/networkAcl:NetworkAcl";
export const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
export const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const DEFAULT_SECURITY_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const LISTENER = "aws:lb/listener:Listener";
export const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
export const CLUSTER = "aws:ecs/cluster:Cluster";
export const CAPACITY_PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
export const SERVICE = "aws:ecs/service:Service";
export const SCALABLE_TARGET = "aws:appautoscaling/target:Target";
export const SCALING_POLICY = "aws:appautoscaling/policy:Policy";
export const SCHEDULED_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";
export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const KEY = "aws:kms/key:Key";
export const KEY_ALIAS = "aws:kms/alias:Alias";
export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
export const TOPIC = "aws:sns/topic:Topic";
export const TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
export const TOPIC_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
export const EVENT_RULE = "aws:cloudwatch/eventRule:EventRule";
export const EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";
export const SLACK_CHANNEL = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";
export const TEAMS_CHANNEL = "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration";
export const SECRET = "aws:secretsmanager/secret:Secret";
export const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
export const BUCKET = "aws:s3/bucket:Bucket";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const BUCKET_PUBLIC_ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
export const BUCKET_ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
export const BUCKET_LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
export const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
export const FILE_SYSTEM_BACKUP_POLICY = "aws:efs/backupPolicy:BackupPolicy";
export const FILE_SYSTEM_POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy";
export const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";
export const ACCESS_POINT = "aws:efs/accessPoint:AccessPoint";
export const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
export const WEB_ACL_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
export const WEB_ACL_LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
export const CERTIFICATE = "aws:acm/certificate:Certificate";
export const CERTIFICATE_VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
export const HOSTED_ZONE = "aws:route53/zone:Zone";
export const DNS_RECORD = "aws:route53/record:Record";
export const ECR_REPOSITORY = "aws:ecr/repository:Repository";
export const ECR_LIFECYCLE_POLICY = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
export const DOCKER_IMAGE = "docker-build:index:Image";

export const HTTP_NAMESPACE = "aws:servicediscovery/httpNamespace:HttpNamespace";
export const PRIVATE_NAMESPACE = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
export const DISCOVERY_SERVICE = "aws:servicediscovery/service:Service";

/** Ids of EC2: a prefix and 17 hexadecimal digits. Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
export function ec2Id(prefix: string): (resource: NewResource) => string {
  return ({ hex }) => `${prefix}-${hex(17)}`;
}

/** The id of something that comes with the resource. */
export function companionId(prefix: string): (resource: NewResource) => string {
  return ({ hex }) => `${prefix}-${hex(17, prefix)}`;
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-resources-for-iam-policies */
export function ec2Arn(kind: string): (resource: CreatedResource) => string {
  return (resource) => arnOf(resource, "ec2", `${kind}/${resource.id}`);
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function arnOf({ account }: NewResource, service: string, resource: string): string {
  return `arn:${account.partition}:${service}:${account.region}:${account.accountId}:${resource}`;
}

export function ownerId({ account }: NewResource): string {
  return account.accountId;
}

/** Refuses if the condition holds. */
export function refuseIf(condition: boolean, code: string, sentence: string): void {
  if (condition) throw new AwsError(code, sentence);
}
