import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { endpointServiceName, type EndpointService } from "../../model/endpoint-services";
import type { AwsPlace } from "../../model/iam-policy";
import { transformed } from "../transform";
import { interfaceEndpointPolicy } from "./endpoint-plan";
import type { InterfaceEndpointsTransforms } from "./network-transforms";

const HTTPS = 443;

export interface InterfaceEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The VPC's addresses: everything there may use the endpoints. */
  readonly cidr: string;
  /** Where the network is: only principals of this account may use the endpoints. */
  readonly place: pulumi.Input<AwsPlace>;
  /** One subnet in each zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The services that get an endpoint, by name. */
  readonly services: readonly EndpointService[];
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: InterfaceEndpointsTransforms | undefined;
}

/**
 * Private addresses of AWS's services inside a VPC. It creates:
 * 1. a security group that lets the VPC in over HTTPS, and nothing out;
 * 2. an interface endpoint per service, in every zone, which takes over the service's usual DNS name, and which only
 *    principals of this account may use.
 *
 * ```ts
 * new InterfaceEndpoints("main-endpoints", { vpcId: vpc.id, cidr, place, subnetIds, services: ["logs"] }, { parent: this });
 * ```
 */
export class InterfaceEndpoints extends pulumi.ComponentResource {
  constructor(name: string, args: InterfaceEndpointsArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:network:InterfaceEndpoints", name, {}, options);
    const { transform = {} } = args;
    const place = pulumi.output(args.place);
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      ...transformed<aws.ec2.SecurityGroupArgs>(
        transform.securityGroup,
        { vpcId: args.vpcId, description: `Interface endpoints ${name}`, tags: { Name: name } },
        { parent: this },
      ),
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-https`,
      ...transformed<aws.vpc.SecurityGroupIngressRuleArgs>(
        transform.ingress,
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
      ),
    );
    for (const service of args.services) {
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        ...transformed<aws.ec2.VpcEndpointArgs>(
          transform.endpoint,
          {
            vpcId: args.vpcId,
            serviceName: place.apply(({ region }) => endpointServiceName(region, service)),
            vpcEndpointType: "Interface",
            subnetIds: [...args.subnetIds],
            securityGroupIds: [securityGroup.id],
            privateDnsEnabled: true,
            policy: place.apply(interfaceEndpointPolicy),
            tags: { Name: `${name}-${service}` },
          },
          { parent: this },
        ),
      );
    }
    this.registerOutputs();
  }
}
