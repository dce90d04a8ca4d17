import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkLike } from "../network/network-like";
import type { Addressed } from "./domain";

export interface PrivateNameArgs {
  /** The name, such as `internal.example.com`. Inside the VPC it hides what the internet knows by this name and below. */
  readonly name: string;
  /** Where the name is known. */
  readonly network: NetworkLike;
  /** What the name leads to. */
  readonly loadBalancer: Addressed;
}

/**
 * A name that is known inside a VPC only. It creates:
 * 1. a private hosted zone of that name, for the VPC;
 * 2. the record that leads to the load balancer.
 *
 * ```ts
 * new PrivateName("internal", { name: "internal.example.com", network, loadBalancer });
 * ```
 */
export class PrivateName extends pulumi.ComponentResource {
  constructor(name: string, args: PrivateNameArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:domain:PrivateName", name, {}, options);
    const zone = new aws.route53.Zone(
      name,
      {
        name: args.name,
        comment: "Load balancer inside the VPC",
        vpcs: [{ vpcId: args.network.vpcId }],
        tags: { Name: name },
      },
      { parent: this },
    );
    new aws.route53.Record(
      name,
      {
        zoneId: zone.zoneId,
        name: args.name,
        type: "A",
        aliases: [{ name: args.loadBalancer.dnsName, zoneId: args.loadBalancer.zoneId, evaluateTargetHealth: false }],
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
