import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSuffix } from "../../model/regions";
import { transformed } from "../transform";
import { natZoneOf, natZones, type NatPlacement } from "./nat-plan";
import type { NetworkSite } from "./network-site";
import type { BuiltSubnet } from "./subnets";

/** How private subnets reach the internet. */
export interface NatWays {
  /** The gateway of a zone's private subnet; undefined if there is none. */
  readonly gatewayOf: (zone: ZoneSuffix) => aws.ec2.NatGateway | undefined;
  /** The addresses that the internet sees. */
  readonly publicIps: pulumi.Output<string>[];
}

export function buildNatGateways(
  site: NetworkSite,
  { nat, subnets }: { readonly nat: NatPlacement; readonly subnets: readonly BuiltSubnet[] },
): NatWays {
  const { name, parent, zones, internetGateway, tags, transform } = site;
  const gateways = new Map(
    natZones(nat, zones).map((zone) => {
      const { subnet } = subnets.find((each) => each.tier === "public" && each.zone === zone)!;
      const gateway = new aws.ec2.NatGateway(
        `${name}-${zone}`,
        ...transformed<aws.ec2.NatGatewayArgs>(
          transform.natGateway,
          {
            allocationId: buildAddress(site, `nat-${zone}`).id,
            subnetId: subnet.id,
            connectivityType: "public",
            tags: tags(zone),
          },
          { parent, dependsOn: [internetGateway] },
        ),
      );
      return [zone, gateway];
    }),
  );
  return {
    gatewayOf: (zone) => gateways.get(natZoneOf(nat, zones, zone)!),
    publicIps: [...gateways.values()].map(({ publicIp }) => publicIp),
  };
}

/** An address that stays. */
function buildAddress({ name, parent, internetGateway, tags, transform }: NetworkSite, suffix: string): aws.ec2.Eip {
  return new aws.ec2.Eip(
    `${name}-${suffix}`,
    ...transformed<aws.ec2.EipArgs>(
      transform.natAddress,
      { domain: "vpc", tags: tags(suffix) },
      // Without the gateway attached, AWS refuses to map a public address, and to unmap it at the end.
      { parent, dependsOn: [internetGateway] },
    ),
  );
}
