import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { endpointServiceName, interfaceEndpointServices, type InterfaceEndpointPreset } from "./endpoint-plan";

const HTTPS = 443;

export interface InterfaceEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The VPC's addresses: everything there may use the endpoints. */
  readonly cidr: string;
  readonly region: pulumi.Input<string>;
  /** One subnet in each zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly preset: Exclude<InterfaceEndpointPreset, "none">;
}

/**
 * Private addresses of AWS's services inside a VPC. It creates:
 * 1. a security group that lets the VPC in over HTTPS, and nothing out;
 * 2. an interface endpoint per service, in every zone, which takes over the service's usual DNS name.
 *
 * ```ts
 * new InterfaceEndpoints("main-endpoints", { vpcId: vpc.id, cidr, region, subnetIds, preset: "minimal" }, { parent: this });
 * ```
 */
export class InterfaceEndpoints extends pulumi.ComponentResource {
  constructor(name: string, args: InterfaceEndpointsArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:network:InterfaceEndpoints", name, {}, options);
    const tags = { Name: name };
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.vpcId, description: `Interface endpoints ${name}`, tags },
      { parent: this },
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-https`,
      {
        securityGroupId: securityGroup.id,
        cidrIpv4: args.cidr,
        fromPort: HTTPS,
        toPort: HTTPS,
        ipProtocol: "tcp",
        description: "HTTPS from the VPC",
        tags: { Name: `${name}-https` },
      },
      { parent: this },
    );
    for (const service of interfaceEndpointServices(args.preset)) {
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: args.vpcId,
          serviceName: pulumi.output(args.region).apply((region) => endpointServiceName(region, service)),
          vpcEndpointType: "Interface",
          subnetIds: [...args.subnetIds],
          securityGroupIds: [securityGroup.id],
          privateDnsEnabled: true,
          tags: { Name: `${name}-${service}` },
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
