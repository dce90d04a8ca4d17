import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../transform";
import { type OpenedPorts, tierIpv6Rules, tierRules } from "./network-acl-plan";
import { SUBNET_TIERS, type SubnetTier } from "./subnet-plan";

export interface NetworkAclsArgs extends OpenedPorts {
  readonly vpcId: pulumi.Input<string>;
  /** The VPC's addresses. */
  readonly cidr: string;
  /** The VPC's IPv6 addresses. @default it has none */
  readonly ipv6Cidr?: pulumi.Output<string> | undefined;
  /** All subnets of each tier; a tier without any needs no ACL. */
  readonly subnetIds: Readonly<Record<SubnetTier, readonly pulumi.Input<string>[]>>;
  /** Changes what the ACLs are registered with. @default nothing is changed */
  readonly transform?: Transform<aws.ec2.NetworkAclArgs> | undefined;
}

/**
 * A network ACL for each tier of a network. What they let through stands in `network-acl-plan.ts`.
 *
 * ```ts
 * new NetworkAcls("main", { vpcId: vpc.id, cidr, subnetIds }, { parent: this });
 * ```
 */
export class NetworkAcls extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkAclsArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:network:NetworkAcls", name, {}, options);
    for (const tier of SUBNET_TIERS.filter((each) => args.subnetIds[each].length > 0)) {
      const { ingress, egress } = tierRules(args.cidr, tier, args);
      const ipv6 = args.ipv6Cidr?.apply((cidr) => tierIpv6Rules(cidr, tier));
      new aws.ec2.NetworkAcl(
        `${name}-${tier}`,
        ...transformed<aws.ec2.NetworkAclArgs>(
          args.transform,
          {
            vpcId: args.vpcId,
            subnetIds: [...args.subnetIds[tier]],
            ingress: ipv6 ? ipv6.apply((rules) => [...ingress, ...rules.ingress]) : [...ingress],
            egress: ipv6 ? ipv6.apply((rules) => [...egress, ...rules.egress]) : [...egress],
            tags: { Name: `${name}-${tier}` },
          },
          { parent: this },
        ),
      );
    }
    this.registerOutputs();
  }
}
