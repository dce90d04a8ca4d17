import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AMAZON_LINUX_ARM64_PARAMETER } from "../../model/ec2-instances";
import { transformed } from "../transform";
import { DEFAULT_NAT_INSTANCE_TYPE, type NatInstancePlanArgs } from "./nat-instance-plan";
import { NAT_INSTANCE_USER_DATA } from "./nat-instance-user-data";
import type { NatInstanceTransforms } from "./network-transforms";

const HTTPS = 443;

export interface NatInstanceArgs extends NatInstancePlanArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The public subnet that it stands in. */
  readonly subnetId: pulumi.Input<string>;
  /** The addresses of the private subnets, for which it works. */
  readonly clientCidr: string;
  /** The internet gateway, without which AWS refuses to map a public address. */
  readonly internetGateway: pulumi.Resource;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: NatInstanceTransforms | undefined;
}

/**
 * An EC2 instance that passes on what private subnets send to the internet, instead of a NAT gateway. It creates:
 * 1. a security group that lets the private subnets in, and everything out, over HTTPS alone;
 * 2. a network interface that takes packets for others, and an Elastic IP address: both stay when the instance is replaced,
 *    so that neither routes nor others' allow lists change;
 * 3. the instance, with an encrypted disk, without role, key or login.
 *
 * ```ts
 * new NatInstance("main-nat-instance-a", { vpcId: vpc.id, subnetId, clientCidr: "10.0.64.0/18", internetGateway });
 * ```
 */
export class NatInstance extends pulumi.ComponentResource {
  /** Where routes lead to. */
  readonly networkInterfaceId: pulumi.Output<string>;
  /** The address that the internet sees. */
  readonly publicIp: pulumi.Output<string>;
  readonly instance: aws.ec2.Instance;

  constructor(name: string, args: NatInstanceArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:network:NatInstance", name, {}, options);
    const { transform = {} } = args;
    const tags = { Name: name };
    const securityGroup = this.#buildSecurityGroup(name, args);
    const networkInterface = new aws.ec2.NetworkInterface(
      name,
      ...transformed<aws.ec2.NetworkInterfaceArgs>(
        transform.networkInterface,
        {
          subnetId: args.subnetId,
          securityGroups: [securityGroup.id],
          sourceDestCheck: false,
          description: `NAT instance ${name}`,
          tags,
        },
        { parent: this },
      ),
    );
    const address = new aws.ec2.Eip(
      name,
      ...transformed<aws.ec2.EipArgs>(
        transform.address,
        { domain: "vpc", networkInterface: networkInterface.id, tags },
        { parent: this, dependsOn: [args.internetGateway] },
      ),
    );
    this.networkInterfaceId = networkInterface.id;
    this.publicIp = address.publicIp;
    this.instance = this.#buildInstance(name, args, networkInterface, address);
    this.registerOutputs({ networkInterfaceId: this.networkInterfaceId, publicIp: this.publicIp });
  }

  #buildSecurityGroup(name: string, { vpcId, clientCidr, transform = {} }: NatInstanceArgs): aws.ec2.SecurityGroup {
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      ...transformed<aws.ec2.SecurityGroupArgs>(
        transform.securityGroup,
        { vpcId, description: `NAT instance ${name}`, tags: { Name: name } },
        { parent: this },
      ),
    );
    const https = { securityGroupId: securityGroup.id, fromPort: HTTPS, toPort: HTTPS, ipProtocol: "tcp" };
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-https`,
      ...transformed<aws.vpc.SecurityGroupIngressRuleArgs>(
        transform.ingress,
        {
          ...https,
          cidrIpv4: clientCidr,
          description: "HTTPS from private subnets",
          tags: { Name: `${name}-https` },
        },
        { parent: this },
      ),
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-https`,
      ...transformed<aws.vpc.SecurityGroupEgressRuleArgs>(
        transform.egress,
        { ...https, cidrIpv4: "0.0.0.0/0", description: "HTTPS to the internet", tags: { Name: `${name}-https` } },
        { parent: this },
      ),
    );
    return securityGroup;
  }

  #buildInstance(
    name: string,
    { natInstanceType, natInstanceAmiId, transform = {} }: NatInstanceArgs,
    networkInterface: aws.ec2.NetworkInterface,
    address: aws.ec2.Eip,
  ): aws.ec2.Instance {
    return new aws.ec2.Instance(
      name,
      ...transformed<aws.ec2.InstanceArgs>(
        transform.instance,
        {
          ami: natInstanceAmiId ?? this.#newestImage(),
          instanceType: natInstanceType ?? DEFAULT_NAT_INSTANCE_TYPE,
          primaryNetworkInterface: { networkInterfaceId: networkInterface.id },
          // The interface's own: the provider reads it back here too.
          sourceDestCheck: false,
          metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
          rootBlockDevice: { encrypted: true, volumeType: "gp3" },
          userData: NAT_INSTANCE_USER_DATA,
          userDataReplaceOnChange: true,
          tags: { Name: name },
        },
        {
          parent: this,
          // It needs the internet to become what it is.
          dependsOn: [address],
          // There is one interface, which the next instance can have only when this one is gone.
          deleteBeforeReplace: true,
          // AWS publishes a new image every other week; only who names one gets another.
          ...(natInstanceAmiId === undefined && { ignoreChanges: ["ami"] }),
        },
      ),
    );
  }

  #newestImage(): pulumi.Output<string> {
    return aws.ssm.getParameterOutput({ name: AMAZON_LINUX_ARM64_PARAMETER }, { parent: this }).insecureValue;
  }
}
