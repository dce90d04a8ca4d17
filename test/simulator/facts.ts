/**
 * What AWS's documents say about the resources of `fargate-program.ts`, written down without a look at the simulator.
 * The program says nothing about these outputs, or nothing that would change them.
 */
import type { Value } from "../../model/graph";
import { FACTS_OF_DISCOVERY } from "./facts-of-discovery";
import { FACTS_OF_INSTANCES } from "./facts-of-instances";
import { FACTS_OF_SCALING } from "./facts-of-scaling";

export interface Fact {
  readonly type: string;
  readonly output: string;
  /** What every resource of the type has there: text that matches, or this very value. */
  readonly expected: RegExp | Value;
  readonly source: string;
}

const EC2_REFERENCE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const ELB_REFERENCE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";
const ECS_REFERENCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference";
const EC2_ARNS = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html";
const ELB_ARNS =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html";
const ECS_ARNS =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html";
const IAM_ARNS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html";
const EC2_IDS = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html";

const PLACE = "eu-central-1:123456789012";

function looksLike(type: string, output: string, expected: RegExp, source: string): Fact {
  return { type, output, expected, source };
}

function is(type: string, output: string, expected: Value, source: string): Fact {
  return { type, output, expected, source };
}

export const FACTS: readonly Fact[] = [
  ...FACTS_OF_SCALING,
  ...FACTS_OF_DISCOVERY,
  ...FACTS_OF_INSTANCES,
  looksLike("aws:ec2/vpc:Vpc", "arn", new RegExp(`^arn:aws:ec2:${PLACE}:vpc/vpc-[0-9a-f]{17}$`), EC2_ARNS),
  looksLike("aws:ec2/vpc:Vpc", "defaultSecurityGroupId", /^sg-[0-9a-f]{17}$/, EC2_IDS),
  looksLike("aws:ec2/vpc:Vpc", "mainRouteTableId", /^rtb-[0-9a-f]{17}$/, EC2_IDS),
  looksLike("aws:ec2/vpc:Vpc", "defaultNetworkAclId", /^acl-[0-9a-f]{17}$/, EC2_IDS),
  is("aws:ec2/vpc:Vpc", "instanceTenancy", "default", `${EC2_REFERENCE}/API_CreateVpc.html`),
  is(
    "aws:ec2/vpc:Vpc",
    "enableDnsSupport",
    true,
    "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
  ),
  is("aws:ec2/vpc:Vpc", "ownerId", "123456789012", `${EC2_REFERENCE}/API_Vpc.html`),
  looksLike("aws:ec2/subnet:Subnet", "arn", new RegExp(`^arn:aws:ec2:${PLACE}:subnet/subnet-[0-9a-f]{17}$`), EC2_ARNS),
  looksLike(
    "aws:ec2/subnet:Subnet",
    "availabilityZoneId",
    /^euc1-az[1-3]$/,
    "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
  ),
  is("aws:ec2/subnet:Subnet", "mapPublicIpOnLaunch", false, `${EC2_REFERENCE}/API_Subnet.html`),
  looksLike(
    "aws:ec2/internetGateway:InternetGateway",
    "arn",
    new RegExp(`^arn:aws:ec2:${PLACE}:internet-gateway/igw-[0-9a-f]{17}$`),
    EC2_ARNS,
  ),
  looksLike(
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
    "id",
    /^eigw-[0-9a-f]{17}$/,
    `${EC2_REFERENCE}/API_EgressOnlyInternetGateway.html`,
  ),
  looksLike(
    "aws:ec2/routeTable:RouteTable",
    "arn",
    new RegExp(`^arn:aws:ec2:${PLACE}:route-table/rtb-[0-9a-f]{17}$`),
    EC2_ARNS,
  ),
  is("aws:ec2/route:Route", "origin", "CreateRoute", `${EC2_REFERENCE}/API_Route.html`),
  is("aws:ec2/route:Route", "state", "active", `${EC2_REFERENCE}/API_Route.html`),
  looksLike("aws:ec2/eip:Eip", "allocationId", /^eipalloc-[0-9a-f]{17}$/, EC2_IDS),
  looksLike(
    "aws:ec2/eip:Eip",
    "publicDns",
    /^ec2-(\d+-){3}\d+\.eu-central-1\.compute\.amazonaws\.com$/,
    "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
  ),
  is("aws:ec2/natGateway:NatGateway", "connectivityType", "public", `${EC2_REFERENCE}/API_CreateNatGateway.html`),
  looksLike("aws:ec2/natGateway:NatGateway", "networkInterfaceId", /^eni-[0-9a-f]{17}$/, EC2_IDS),
  looksLike(
    "aws:ec2/natGateway:NatGateway",
    "privateIp",
    /^10\.0\.0\.\d+$/,
    `${EC2_REFERENCE}/API_NatGatewayAddress.html`,
  ),
  is("aws:ec2/vpcEndpoint:VpcEndpoint", "vpcEndpointType", "Gateway", `${EC2_REFERENCE}/API_CreateVpcEndpoint.html`),
  looksLike(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "prefixListId",
    /^pl-[0-9a-f]{8}$/,
    "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
  ),
  looksLike("aws:ec2/flowLog:FlowLog", "id", /^fl-[0-9a-f]{17}$/, EC2_IDS),
  looksLike(
    "aws:ec2/flowLog:FlowLog",
    "arn",
    new RegExp(`^arn:aws:ec2:${PLACE}:vpc-flow-log/fl-[0-9a-f]{17}$`),
    EC2_ARNS,
  ),
  is("aws:ec2/flowLog:FlowLog", "logDestinationType", "cloud-watch-logs", `${EC2_REFERENCE}/API_CreateFlowLogs.html`),
  is("aws:ec2/flowLog:FlowLog", "maxAggregationInterval", 600, `${EC2_REFERENCE}/API_CreateFlowLogs.html`),
  is(
    "aws:ec2/flowLog:FlowLog",
    "logFormat",
    "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} " +
      "${bytes} ${start} ${end} ${action} ${log-status}",
    "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
  ),
  looksLike("aws:ec2/networkAcl:NetworkAcl", "id", /^acl-[0-9a-f]{17}$/, EC2_IDS),
  looksLike(
    "aws:ec2/networkAcl:NetworkAcl",
    "arn",
    new RegExp(`^arn:aws:ec2:${PLACE}:network-acl/acl-[0-9a-f]{17}$`),
    EC2_ARNS,
  ),
  is("aws:ec2/networkAcl:NetworkAcl", "ownerId", "123456789012", `${EC2_REFERENCE}/API_NetworkAcl.html`),
  looksLike(
    "aws:ec2/securityGroup:SecurityGroup",
    "arn",
    new RegExp(`^arn:aws:ec2:${PLACE}:security-group/sg-[0-9a-f]{17}$`),
    EC2_ARNS,
  ),
  is(
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "name",
    "default",
    "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  ),
  ...["Ingress", "Egress"].map((direction) =>
    looksLike(
      `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`,
      "arn",
      new RegExp(`^arn:aws:ec2:${PLACE}:security-group-rule/sgr-[0-9a-f]{17}$`),
      EC2_ARNS,
    ),
  ),
  looksLike(
    "aws:lb/loadBalancer:LoadBalancer",
    "arn",
    new RegExp(`^arn:aws:elasticloadbalancing:${PLACE}:loadbalancer/app/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}$`),
    ELB_ARNS,
  ),
  looksLike(
    "aws:lb/loadBalancer:LoadBalancer",
    "dnsName",
    /^[A-Za-z0-9-]+-\d+\.eu-central-1\.elb\.amazonaws\.com$/,
    `${ELB_REFERENCE}/API_LoadBalancer.html`,
  ),
  is(
    "aws:lb/loadBalancer:LoadBalancer",
    "zoneId",
    "Z215JYRZR1TBD5",
    "https://docs.aws.amazon.com/general/latest/gr/elb.html",
  ),
  is("aws:lb/loadBalancer:LoadBalancer", "internal", false, `${ELB_REFERENCE}/API_CreateLoadBalancer.html`),
  is("aws:lb/loadBalancer:LoadBalancer", "idleTimeout", 60, `${ELB_REFERENCE}/API_LoadBalancerAttribute.html`),
  is(
    "aws:lb/loadBalancer:LoadBalancer",
    "desyncMitigationMode",
    "defensive",
    `${ELB_REFERENCE}/API_LoadBalancerAttribute.html`,
  ),
  is(
    "aws:lb/loadBalancer:LoadBalancer",
    "enableDeletionProtection",
    false,
    `${ELB_REFERENCE}/API_LoadBalancerAttribute.html`,
  ),
  is("aws:lb/loadBalancer:LoadBalancer", "clientKeepAlive", 3600, `${ELB_REFERENCE}/API_LoadBalancerAttribute.html`),
  is("aws:lb/loadBalancer:LoadBalancer", "ipAddressType", "ipv4", `${ELB_REFERENCE}/API_CreateLoadBalancer.html`),
  looksLike(
    "aws:lb/listener:Listener",
    "arn",
    new RegExp(`^arn:aws:elasticloadbalancing:${PLACE}:listener/app/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}/[0-9a-f]{16}$`),
    ELB_ARNS,
  ),
  looksLike(
    "aws:lb/listenerRule:ListenerRule",
    "arn",
    new RegExp(`^arn:aws:elasticloadbalancing:${PLACE}:listener-rule/app/[A-Za-z0-9-]{1,32}(/[0-9a-f]{16}){3}$`),
    ELB_ARNS,
  ),
  looksLike(
    "aws:lb/targetGroup:TargetGroup",
    "arn",
    new RegExp(`^arn:aws:elasticloadbalancing:${PLACE}:targetgroup/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}$`),
    ELB_ARNS,
  ),
  is("aws:lb/targetGroup:TargetGroup", "deregistrationDelay", 300, `${ELB_REFERENCE}/API_TargetGroupAttribute.html`),
  is("aws:lb/targetGroup:TargetGroup", "slowStart", 0, `${ELB_REFERENCE}/API_TargetGroupAttribute.html`),
  is(
    "aws:lb/targetGroup:TargetGroup",
    "loadBalancingAlgorithmType",
    "round_robin",
    `${ELB_REFERENCE}/API_TargetGroupAttribute.html`,
  ),
  is("aws:lb/targetGroup:TargetGroup", "protocolVersion", "HTTP1", `${ELB_REFERENCE}/API_CreateTargetGroup.html`),
  looksLike(
    "aws:ecs/cluster:Cluster",
    "arn",
    new RegExp(`^arn:aws:ecs:${PLACE}:cluster/[A-Za-z0-9_-]{1,255}$`),
    ECS_ARNS,
  ),
  looksLike(
    "aws:ecs/taskDefinition:TaskDefinition",
    "arn",
    new RegExp(`^arn:aws:ecs:${PLACE}:task-definition/web:1$`),
    ECS_ARNS,
  ),
  is("aws:ecs/taskDefinition:TaskDefinition", "revision", 1, `${ECS_REFERENCE}/API_TaskDefinition.html`),
  looksLike(
    "aws:ecs/service:Service",
    "arn",
    new RegExp(`^arn:aws:ecs:${PLACE}:service/[A-Za-z0-9_-]{1,255}/[A-Za-z0-9_-]{1,255}$`),
    ECS_ARNS,
  ),
  is("aws:ecs/service:Service", "schedulingStrategy", "REPLICA", `${ECS_REFERENCE}/API_CreateService.html`),
  is("aws:ecs/service:Service", "deploymentMaximumPercent", 200, `${ECS_REFERENCE}/API_DeploymentConfiguration.html`),
  is(
    "aws:ecs/service:Service",
    "deploymentMinimumHealthyPercent",
    100,
    `${ECS_REFERENCE}/API_DeploymentConfiguration.html`,
  ),
  is("aws:ecs/service:Service", "platformVersion", "LATEST", `${ECS_REFERENCE}/API_CreateService.html`),
  is(
    "aws:ecs/service:Service",
    "availabilityZoneRebalancing",
    "ENABLED",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
  ),
  is("aws:ecs/service:Service", "enableExecuteCommand", false, `${ECS_REFERENCE}/API_CreateService.html`),
  looksLike("aws:iam/role:Role", "arn", /^arn:aws:iam::123456789012:role\/[\w+=,.@-]{1,64}$/, IAM_ARNS),
  looksLike("aws:iam/role:Role", "uniqueId", /^AROA[A-Z0-9]{17}$/, IAM_ARNS),
  is(
    "aws:iam/role:Role",
    "maxSessionDuration",
    3600,
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  ),
  is("aws:iam/role:Role", "path", "/", "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"),
  looksLike(
    "aws:cloudwatch/logGroup:LogGroup",
    "arn",
    new RegExp(`^arn:aws:logs:${PLACE}:log-group:[.\\-_/#A-Za-z0-9]{1,512}$`),
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  ),
  is(
    "aws:cloudwatch/logGroup:LogGroup",
    "logGroupClass",
    "STANDARD",
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
  ),
  looksLike(
    "aws:secretsmanager/secret:Secret",
    "arn",
    new RegExp(`^arn:aws:secretsmanager:${PLACE}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$`),
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html",
  ),
  looksLike(
    "aws:secretsmanager/secretVersion:SecretVersion",
    "versionId",
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html",
  ),
  is(
    "aws:secretsmanager/secretVersion:SecretVersion",
    "versionStages",
    ["AWSCURRENT"],
    "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html",
  ),
];
