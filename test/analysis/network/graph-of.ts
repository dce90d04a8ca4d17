/** Resource graphs for the analysis of networks, written down resource by resource. */
import type { Properties, Resource, ResourceGraph } from "../../../model/graph";

/** Tokens of the types, by short names. */
export const TYPES = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  routeTable: "aws:ec2/routeTable:RouteTable",
  route: "aws:ec2/route:Route",
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  mainAssociation: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  egressOnlyGateway: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  natGateway: "aws:ec2/natGateway:NatGateway",
  peering: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  transitGateway: "aws:ec2transitgateway/transitGateway:TransitGateway",
  acl: "aws:ec2/networkAcl:NetworkAcl",
  group: "aws:ec2/securityGroup:SecurityGroup",
  defaultGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  groupRule: "aws:ec2/securityGroupRule:SecurityGroupRule",
  ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  instance: "aws:ec2/instance:Instance",
  networkInterface: "aws:ec2/networkInterface:NetworkInterface",
  interfaceAttachment: "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment",
  address: "aws:ec2/eip:Eip",
  addressAssociation: "aws:ec2/eipAssociation:EipAssociation",
  service: "aws:ecs/service:Service",
  taskDefinition: "aws:ecs/taskDefinition:TaskDefinition",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  listener: "aws:lb/listener:Listener",
  listenerRule: "aws:lb/listenerRule:ListenerRule",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  database: "aws:rds/instance:Instance",
  subnetGroup: "aws:rds/subnetGroup:SubnetGroup",
  prefixList: "aws:ec2/managedPrefixList:ManagedPrefixList",
  prefixListEntry: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  policy: "aws:iam/policy:Policy",
  secret: "aws:secretsmanager/secret:Secret",
  key: "aws:kms/key:Key",
  fileSystem: "aws:efs/fileSystem:FileSystem",
  mountTarget: "aws:efs/mountTarget:MountTarget",
} as const;

/** One resource, whose id is its name. */
export function resource(type: keyof typeof TYPES, name: string, inputs: Properties = {}): Resource {
  return {
    urn: `urn:pulumi:test::test::${TYPES[type]}::${name}`,
    type: TYPES[type],
    name,
    custom: true,
    id: name,
    inputs,
    outputs: { ...inputs, arn: `arn:${name}` },
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
}

export function graphOf(...resources: readonly Resource[]): ResourceGraph {
  return { project: "test", stack: "test", resources, outputs: {} };
}
