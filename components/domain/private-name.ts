import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkLike } from "../network/network-like";
import { transformed, type Transform } from "../transform";
import type { Addressed } from "./domain";

/** One for each child. */
export interface PrivateNameTransforms {
  readonly zone?: Transform<aws.route53.ZoneArgs>;
  readonly record?: Transform<aws.route53.RecordArgs>;
}

export interface PrivateNameArgs {
  /** The name, such as `internal.example.com`. Inside the VPC it hides what the internet knows by this name and below. */
  readonly name: string;
  /** Where the name is known. */
  readonly network: NetworkLike;
  /** What the name leads to. */
  readonly loadBalancer: Addressed;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: PrivateNameTransforms;
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
      ...transformed<aws.route53.ZoneArgs>(
        args.transform?.zone,
        {
          name: args.name,
          comment: "Load balancer inside the VPC",
          vpcs: [{ vpcId: args.network.vpcId }],
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    new aws.route53.Record(
      name,
      ...transformed<aws.route53.RecordArgs>(
        args.transform?.record,
        {
          zoneId: zone.zoneId,
          name: args.name,
          type: "A",
          aliases: [{ name: args.loadBalancer.dnsName, zoneId: args.loadBalancer.zoneId, evaluateTargetHealth: false }],
        },
        { parent: this },
      ),
    );
    this.registerOutputs({});
  }
}
