import assert from "node:assert/strict";
import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import type { SpecDatabase } from "@aws-cdk/service-spec-types";
import { BEHAVIOURS } from "../../simulator/behaviours/index";

/** The CloudFormation type that is the same thing on AWS. */
const CLOUDFORMATION_TYPES: { readonly [type: string]: string } = {
  "aws:appautoscaling/policy:Policy": "AWS::ApplicationAutoScaling::ScalingPolicy",
  "aws:appautoscaling/target:Target": "AWS::ApplicationAutoScaling::ScalableTarget",
  "aws:cloudwatch/logGroup:LogGroup": "AWS::Logs::LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "AWS::CloudWatch::Alarm",
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": "AWS::Chatbot::SlackChannelConfiguration",
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
  "aws:cloudwatch/eventRule:EventRule": "AWS::Events::Rule",
  "aws:cloudwatch/dashboard:Dashboard": "AWS::CloudWatch::Dashboard",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "AWS::EC2::EgressOnlyInternetGateway",
  "aws:ec2/eip:Eip": "AWS::EC2::EIP",
  "aws:ec2/flowLog:FlowLog": "AWS::EC2::FlowLog",
  "aws:ec2/instance:Instance": "AWS::EC2::Instance",
  "aws:ec2/internetGateway:InternetGateway": "AWS::EC2::InternetGateway",
  "aws:ec2/natGateway:NatGateway": "AWS::EC2::NatGateway",
  "aws:ec2/networkAcl:NetworkAcl": "AWS::EC2::NetworkAcl",
  "aws:ec2/networkInterface:NetworkInterface": "AWS::EC2::NetworkInterface",
  "aws:ec2/route:Route": "AWS::EC2::Route",
  "aws:ec2/routeTable:RouteTable": "AWS::EC2::RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "AWS::EC2::SubnetRouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup": "AWS::EC2::SecurityGroup",
  "aws:ec2/subnet:Subnet": "AWS::EC2::Subnet",
  "aws:ec2/vpc:Vpc": "AWS::EC2::VPC",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "AWS::EC2::VPCEndpoint",
  "aws:ecr/repository:Repository": "AWS::ECR::Repository",
  "aws:ecs/cluster:Cluster": "AWS::ECS::Cluster",
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": "AWS::ECS::ClusterCapacityProviderAssociations",
  "aws:ecs/service:Service": "AWS::ECS::Service",
  "aws:ecs/taskDefinition:TaskDefinition": "AWS::ECS::TaskDefinition",
  "aws:efs/accessPoint:AccessPoint": "AWS::EFS::AccessPoint",
  "aws:efs/fileSystem:FileSystem": "AWS::EFS::FileSystem",
  "aws:efs/mountTarget:MountTarget": "AWS::EFS::MountTarget",
  "aws:iam/role:Role": "AWS::IAM::Role",
  "aws:iam/rolePolicy:RolePolicy": "AWS::IAM::RolePolicy",
  "aws:kms/alias:Alias": "AWS::KMS::Alias",
  "aws:kms/key:Key": "AWS::KMS::Key",
  "aws:lb/listener:Listener": "AWS::ElasticLoadBalancingV2::Listener",
  "aws:lb/listenerRule:ListenerRule": "AWS::ElasticLoadBalancingV2::ListenerRule",
  "aws:lb/loadBalancer:LoadBalancer": "AWS::ElasticLoadBalancingV2::LoadBalancer",
  "aws:lb/targetGroup:TargetGroup": "AWS::ElasticLoadBalancingV2::TargetGroup",
  "aws:s3/bucket:Bucket": "AWS::S3::Bucket",
  "aws:s3/bucketPolicy:BucketPolicy": "AWS::S3::BucketPolicy",
  "aws:sns/topic:Topic": "AWS::SNS::Topic",
  "aws:sns/topicPolicy:TopicPolicy": "AWS::SNS::TopicInlinePolicy",
  "aws:sns/topicSubscription:TopicSubscription": "AWS::SNS::Subscription",
  "aws:secretsmanager/secret:Secret": "AWS::SecretsManager::Secret",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "AWS::EC2::SecurityGroupEgress",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "AWS::EC2::SecurityGroupIngress",
  "aws:acm/certificate:Certificate": "AWS::CertificateManager::Certificate",
  "aws:route53/record:Record": "AWS::Route53::RecordSet",
  "aws:route53/zone:Zone": "AWS::Route53::HostedZone",
  "aws:servicediscovery/httpNamespace:HttpNamespace": "AWS::ServiceDiscovery::HttpNamespace",
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": "AWS::ServiceDiscovery::PrivateDnsNamespace",
  "aws:servicediscovery/service:Service": "AWS::ServiceDiscovery::Service",
  "aws:wafv2/webAcl:WebAcl": "AWS::WAFv2::WebACL",
  "aws:wafv2/webAclAssociation:WebAclAssociation": "AWS::WAFv2::WebACLAssociation",
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "AWS::WAFv2::LoggingConfiguration",
};

/** What CloudFormation has no type for; what is set on a bucket, repository or file system it has as properties of those. */
const WITHOUT_COUNTERPART = [
  // CloudFormation has targets as a property of the rule.
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:efs/backupPolicy:BackupPolicy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy",
  "aws:appautoscaling/scheduledAction:ScheduledAction",
  "docker-build:index:Image",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:secretsmanager/secretVersion:SecretVersion",
];

/** Properties with another name than the provider's, per type; anything else differs in its first letter only. */
const RENAMED: { readonly [property: string]: string } = {
  "AWS::EC2::FlowLog DeliverLogsPermissionArn": "iamRoleArn",
  "AWS::EC2::FlowLog ResourceId": "vpcId",
  "AWS::ApplicationAutoScaling::ScalingPolicy PolicyName": "name",
  "AWS::Chatbot::SlackChannelConfiguration SlackWorkspaceId": "slackTeamId",
  "AWS::Chatbot::MicrosoftTeamsChannelConfiguration TeamsTenantId": "tenantId",
  "AWS::CloudWatch::Alarm AlarmName": "name",
  "AWS::SNS::Subscription TopicArn": "topic",
  "AWS::SNS::Topic TopicName": "name",
  "AWS::SNS::TopicInlinePolicy TopicArn": "arn",
  "AWS::EC2::Instance HibernationOptions": "hibernation",
  "AWS::EC2::Instance ImageId": "ami",
  "AWS::EC2::Instance LaunchTemplate": "launchTemplate.id",
  "AWS::EC2::Instance PlacementGroupName": "placementGroup",
  "AWS::EC2::Instance PrivateIpAddress": "privateIp",
  "AWS::EC2::NatGateway PrivateIpAddress": "privateIp",
  "AWS::EC2::NetworkInterface PrivateIpAddress": "privateIp",
  "AWS::EC2::SecurityGroup GroupDescription": "description",
  "AWS::EC2::SecurityGroup GroupName": "name",
  "AWS::EC2::SecurityGroupEgress GroupId": "securityGroupId",
  "AWS::EC2::SecurityGroupIngress GroupId": "securityGroupId",
  "AWS::ECR::Repository EncryptionConfiguration": "encryptionConfigurations",
  "AWS::ECR::Repository RepositoryName": "name",
  "AWS::ECS::Cluster ClusterName": "name",
  "AWS::ECS::ClusterCapacityProviderAssociations Cluster": "clusterName",
  "AWS::ECS::Service DeploymentController": "deploymentController.type",
  "AWS::ECS::Service Role": "iamRole",
  "AWS::ECS::Service ServiceName": "name",
  "AWS::ElasticLoadBalancingV2::LoadBalancer Scheme": "internal",
  "AWS::ElasticLoadBalancingV2::LoadBalancer Type": "loadBalancerType",
  "AWS::KMS::Alias AliasName": "name",
  "AWS::IAM::Role RoleName": "name",
  "AWS::IAM::RolePolicy PolicyName": "name",
  "AWS::IAM::RolePolicy RoleName": "role",
  "AWS::Logs::LogGroup LogGroupName": "name",
  "AWS::WAFv2::WebACLAssociation WebACLArn": "webAclArn",
  "AWS::CertificateManager::Certificate DomainValidationOptions": "validationOptions",
  "AWS::Route53::RecordSet HostedZoneId": "zoneId",
  "AWS::S3::Bucket BucketName": "bucket",
  "AWS::S3::Bucket BucketNamePrefix": "bucketPrefix",
};

/** The provider's own inputs: `namePrefix` makes a name, and `region` moves a resource. */
const PROVIDERS_OWN = ["namePrefix", "region"];

const MODIFIED_IN_PLACE =
  "the provider uses https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html";

/** Where the provider, or AWS's API behind it, can do less or more than CloudFormation. */
const DIFFERENCES: { readonly [typeAndInput: string]: string } = {
  "aws:appautoscaling/policy:Policy scalingTargetId": "the provider has no such input",
  "aws:acm/certificate:Certificate certificateExport": "the provider has it among the options",
  "aws:route53/record:Record hostedZoneName": "the provider knows zones by their ids only",
  "aws:route53/zone:Zone delegationSetId": "CloudFormation has no such property",
  ...Object.fromEntries(
    [
      ...["configurationName", "slackTeamId"].map(
        (input) => `slackChannelConfiguration:SlackChannelConfiguration ${input}`,
      ),
      ...["configurationName", "teamId", "tenantId"].map(
        (input) => `teamsChannelConfiguration:TeamsChannelConfiguration ${input}`,
      ),
    ].map((input) => [`aws:chatbot/${input}`, "the provider's schema says of none that it replaces"]),
  ),
  "aws:cloudwatch/logGroup:LogGroup logGroupClass":
    "the API can't change it: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/logs/CloudWatch_Logs_Log_Classes.html",
  "aws:ec2/eip:Eip customerOwnedIpv4Pool": "CloudFormation has no such property",
  "aws:ec2/eip:Eip publicIpv4Pool": "the pool is chosen at allocation: API_AllocateAddress.html",
  "aws:ec2/eip:Eip transferAddress": "the provider has no such input",
  ...Object.fromEntries(
    ["eniId", "regionalNatGatewayId", "subnetId", "transitGatewayAttachmentId", "transitGatewayId"].map((input) => [
      `aws:ec2/flowLog:FlowLog ${input}`,
      "CloudFormation has one ResourceId, the provider an input per kind",
    ]),
  ),
  ...Object.fromEntries(
    [
      ...["additionalInfo", "affinity", "elasticGpuSpecifications", "elasticInferenceAccelerators", "kernelId"],
      ...["licenseSpecifications", "ramdiskId"],
    ].map((input) => [`aws:ec2/instance:Instance ${input}`, "the provider has no such input"]),
  ),
  ...Object.fromEntries(
    ["hostId", "instanceType", "securityGroupIds"].map((input) => [
      `aws:ec2/instance:Instance ${input}`,
      "CloudFormation replaces in some cases, the provider never: website/docs/r/instance.html.markdown",
    ]),
  ),
  "aws:ec2/instance:Instance associatePublicIpAddress": "CloudFormation has it in NetworkInterfaces",
  "aws:ec2/instance:Instance blockDeviceMappings": "the provider has rootBlockDevice and ebsBlockDevices",
  "aws:ec2/instance:Instance instanceMarketOptions": "CloudFormation has it in launch templates",
  "aws:ec2/instance:Instance launchTemplate.name": "CloudFormation has one LaunchTemplate",
  "aws:ec2/instance:Instance primaryNetworkInterface": "CloudFormation has it in NetworkInterfaces",
  "aws:ec2/instance:Instance rootBlockDevice.encrypted": "CloudFormation has it in BlockDeviceMappings",
  "aws:ec2/instance:Instance rootBlockDevice.kmsKeyId": "CloudFormation has it in BlockDeviceMappings",
  "aws:ec2/networkInterface:NetworkInterface privateIp":
    "CloudFormation replaces, the provider assigns: API_AssignPrivateIpAddresses.html",
  "aws:ec2/networkInterface:NetworkInterface privateIpAddresses": "the provider calls it privateIps, and assigns them",
  "aws:ec2/flowLog:FlowLog logGroupName": "the provider has no such input, but logDestination",
  "aws:ec2/flowLog:FlowLog resourceType": "the provider has an input per kind",
  "aws:ec2/natGateway:NatGateway availabilityZoneAddresses":
    "the provider replaces where AWS is to choose them from now on, or isn't any more",
  "aws:ec2/routeTableAssociation:RouteTableAssociation gatewayId": "CloudFormation has a type of its own for gateways",
  "aws:ec2/routeTableAssociation:RouteTableAssociation routeTableId":
    "the provider uses https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html",
  "aws:ec2/subnet:Subnet ipv6CidrBlock": "CloudFormation replaces in some cases, the provider never",
  "aws:ec2/vpc:Vpc vpcEncryptionControl": "the provider has no such input",
  "aws:efs/accessPoint:AccessPoint clientToken": "the provider has no such input",
  "aws:efs/fileSystem:FileSystem creationToken": "CloudFormation has no such property",
  "aws:ecs/service:Service capacityProviderStrategies":
    "the provider replaces unless forceNewDeployment is set: website/docs/r/ecs_service.html.markdown",
  "aws:ecs/taskDefinition:TaskDefinition inferenceAccelerators": "the provider has no such input",
  ...Object.fromEntries(
    ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"].map((input) => [
      `aws:kms/key:Key ${input}`,
      "CloudFormation refuses the change, the provider replaces: neither can be changed by the API",
    ]),
  ),
  ...Object.fromEntries(
    ["dnsConfig.dnsRecords[].type", "dnsConfig.namespaceId", "dnsConfig.routingPolicy", "healthCheckConfig.type"].map(
      (input) => [
        `aws:servicediscovery/service:Service ${input}`,
        "UpdateService can't change it: API_ServiceChange.html",
      ],
    ),
  ),
  "aws:lb/loadBalancer:LoadBalancer customerOwnedIpv4Pool": "CloudFormation has no such property",
  "aws:lb/loadBalancer:LoadBalancer securityGroups":
    "CloudFormation doesn't say so, but a Network Load Balancer without groups can't get any: load-balancer-security-groups.html",
  ...Object.fromEntries(
    [
      ...["cidrIp", "cidrIpv6", "fromPort", "groupName", "ipProtocol", "sourcePrefixListId", "sourceSecurityGroupId"],
      ...["sourceSecurityGroupName", "sourceSecurityGroupOwnerId", "toPort"],
    ].map((input) => [`aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${input}`, MODIFIED_IN_PLACE]),
  ),
  ...Object.fromEntries(
    [
      ...["cidrIp", "cidrIpv6", "destinationPrefixListId", "destinationSecurityGroupId"],
      ...["fromPort", "ipProtocol", "toPort"],
    ].map((input) => [`aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${input}`, MODIFIED_IN_PLACE]),
  ),
};

describe("the inputs that replace a resource", () => {
  let spec: SpecDatabase;

  before(async () => {
    spec = await loadAwsServiceSpec();
  });

  it("are known for every type, from CloudFormation or by name", () => {
    assert.deepEqual(
      [...BEHAVIOURS.keys()].sort(),
      [...Object.keys(CLOUDFORMATION_TYPES), ...WITHOUT_COUNTERPART].sort(),
    );
  });

  for (const [type, cloudFormationType] of Object.entries(CLOUDFORMATION_TYPES)) {
    it(`are those of ${cloudFormationType}, but for the listed differences`, () => {
      const ours = replacingHere(type);
      const theirs = replacingInCloudFormation(spec, cloudFormationType);
      const listed = Object.keys(DIFFERENCES).flatMap((key) => (key.startsWith(`${type} `) ? [key.split(" ")[1]] : []));
      assert.deepEqual(symmetricDifference(ours, theirs), listed.sort());
    });
  }
});

function replacingHere(type: string): string[] {
  return (BEHAVIOURS.get(type)?.replaceOn ?? [])
    .map((rule) => (typeof rule === "string" ? rule : rule.path))
    .filter((input) => !PROVIDERS_OWN.includes(input));
}

function replacingInCloudFormation(spec: SpecDatabase, cloudFormationType: string): string[] {
  const { properties } = spec.lookup("resource", "cloudFormationType", "equals", cloudFormationType).only();
  return Object.entries(properties)
    .filter(([, { causesReplacement }]) => causesReplacement === "yes" || causesReplacement === "maybe")
    .map(([name]) => RENAMED[`${cloudFormationType} ${name}`] ?? name.charAt(0).toLowerCase() + name.slice(1));
}

function symmetricDifference(left: readonly string[], right: readonly string[]): string[] {
  return [...left.filter((each) => !right.includes(each)), ...right.filter((each) => !left.includes(each))].sort();
}
