/** A VPC with a public and a private subnet, for the cases of controls that look at the network of a whole stack. */
import type { Properties } from "../../model/graph";
import type { CaseResource } from "./control-case";

const TYPES = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  gateway: "aws:ec2/internetGateway:InternetGateway",
  table: "aws:ec2/routeTable:RouteTable",
  defaultTable: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  route: "aws:ec2/route:Route",
  mainAssociation: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  acl: "aws:ec2/networkAcl:NetworkAcl",
  defaultAcl: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  aclRule: "aws:ec2/networkAclRule:NetworkAclRule",
  aclAssociation: "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  group: "aws:ec2/securityGroup:SecurityGroup",
  defaultGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  groupRule: "aws:ec2/securityGroupRule:SecurityGroupRule",
  ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  prefixList: "aws:ec2/managedPrefixList:ManagedPrefixList",
  prefixListEntry: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  networkInterface: "aws:ec2/networkInterface:NetworkInterface",
  address: "aws:ec2/eip:Eip",
  addressAssociation: "aws:ec2/eipAssociation:EipAssociation",
  natGateway: "aws:ec2/natGateway:NatGateway",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  definition: "aws:ecs/taskDefinition:TaskDefinition",
  role: "aws:iam/role:Role",
  policy: "aws:iam/rolePolicy:RolePolicy",
  subnetGroup: "aws:rds/subnetGroup:SubnetGroup",
} as const;

/** A resource whose id is its name. */
export function other(type: keyof typeof TYPES, name: string, properties: Properties = {}): CaseResource {
  return { type: TYPES[type], name, properties: { id: name, ...properties } };
}

export const EVERYWHERE = "0.0.0.0/0";
const EVERYTHING = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [EVERYWHERE] };
export const fromRange = (cidr: Properties[string], port = 8080): Properties => ({
  protocol: "tcp",
  fromPort: port,
  toPort: port,
  cidrBlocks: [cidr!],
});

/** @param ingress of the security group `group` */
export function network(ingress: Properties[string] = [], routes: Properties[string] = defaultRoute): CaseResource[] {
  return [
    other("vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
    other("subnet", "public", { vpcId: "vpc", cidrBlock: "10.0.1.0/24" }),
    other("subnet", "private", { vpcId: "vpc", cidrBlock: "10.0.2.0/24" }),
    other("gateway", "gateway", { vpcId: "vpc" }),
    other("table", "public-table", { vpcId: "vpc", routes }),
    other("table", "private-table", { vpcId: "vpc", routes: [] }),
    other("association", "public", { subnetId: "public", routeTableId: "public-table" }),
    other("association", "private", { subnetId: "private", routeTableId: "private-table" }),
    other("group", "group", { vpcId: "vpc", ingress, egress: [EVERYTHING] }),
    other("group", "callers", { vpcId: "vpc", ingress: [], egress: [EVERYTHING] }),
    other("subnetGroup", "public-group", { subnetIds: ["public"] }),
    other("subnetGroup", "private-group", { subnetIds: ["private"] }),
  ];
}

const defaultRoute = [{ cidrBlock: EVERYWHERE, gatewayId: "gateway" }];
