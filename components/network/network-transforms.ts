import type * as aws from "@pulumi/aws";
import type { RoleTransforms } from "../identity/role-with-policy";
import type { LogBucketTransforms } from "../log-bucket";
import type { Transform } from "../transform";

/** One for each kind of child. */
export interface NetworkTransforms {
  readonly vpc?: Transform<aws.ec2.VpcArgs>;
  readonly defaultSecurityGroup?: Transform<aws.ec2.DefaultSecurityGroupArgs>;
  readonly internetGateway?: Transform<aws.ec2.InternetGatewayArgs>;
  readonly egressOnlyGateway?: Transform<aws.ec2.EgressOnlyInternetGatewayArgs>;
  readonly subnet?: Transform<aws.ec2.SubnetArgs>;
  readonly routeTable?: Transform<aws.ec2.RouteTableArgs>;
  readonly routeTableAssociation?: Transform<aws.ec2.RouteTableAssociationArgs>;
  readonly route?: Transform<aws.ec2.RouteArgs>;
  readonly natAddress?: Transform<aws.ec2.EipArgs>;
  readonly natGateway?: Transform<aws.ec2.NatGatewayArgs>;
  readonly natInstance?: NatInstanceTransforms;
  readonly networkAcl?: Transform<aws.ec2.NetworkAclArgs>;
  readonly gatewayEndpoint?: Transform<aws.ec2.VpcEndpointArgs>;
  readonly interfaceEndpoints?: InterfaceEndpointsTransforms;
  readonly flowLog?: FlowLogTransforms;
  readonly s3FlowLog?: S3FlowLogTransforms;
}

export interface NatInstanceTransforms {
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly ingress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly egress?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly networkInterface?: Transform<aws.ec2.NetworkInterfaceArgs>;
  readonly address?: Transform<aws.ec2.EipArgs>;
  readonly instance?: Transform<aws.ec2.InstanceArgs>;
}

export interface InterfaceEndpointsTransforms {
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly ingress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  readonly endpoint?: Transform<aws.ec2.VpcEndpointArgs>;
}

export interface FlowLogTransforms extends RoleTransforms {
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly flowLog?: Transform<aws.ec2.FlowLogArgs>;
}

export interface S3FlowLogTransforms extends LogBucketTransforms {
  readonly flowLog?: Transform<aws.ec2.FlowLogArgs>;
}
