import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
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
  const zones = natZones(nat, site.zones);
  // An address belongs to one gateway: a regional one, which is made before the zonal ones go, needs others than theirs.
  const prefix = nat === "regional" ? "nat-regional" : "nat";
  const addresses = new Map(zones.map((zone) => [zone, buildAddress(site, `${prefix}-${zone}`)]));
  const publicIps = [...addresses.values()].map(({ publicIp }) => publicIp);
  if (nat === "regional") {
    const gateway = buildRegional(site, addresses);
    return { gatewayOf: () => gateway, publicIps };
  }
  const gateways = new Map(
    zones.map((zone) => {
      const { subnet } = subnets.find((each) => each.tier === "public" && each.zone === zone)!;
      return [zone, buildZonal(site, zone, subnet, addresses.get(zone)!)];
    }),
  );
  return { gatewayOf: (zone) => gateways.get(natZoneOf(nat, site.zones, zone)!), publicIps };
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

function buildZonal(
  { name, parent, internetGateway, tags, transform }: NetworkSite,
  zone: ZoneSuffix,
  subnet: aws.ec2.Subnet,
  address: aws.ec2.Eip,
): aws.ec2.NatGateway {
  return new aws.ec2.NatGateway(
    `${name}-${zone}`,
    ...transformed<aws.ec2.NatGatewayArgs>(
      transform.natGateway,
      { allocationId: address.id, subnetId: subnet.id, connectivityType: "public", tags: tags(zone) },
      { parent, dependsOn: [internetGateway] },
    ),
  );
}

/** With addresses per zone AWS adds none by itself, so that those that others have written down stay all there are. */
function buildRegional(
  { name, parent, vpc, internetGateway, place, tags, transform }: NetworkSite,
  addresses: ReadonlyMap<ZoneSuffix, aws.ec2.Eip>,
): aws.ec2.NatGateway {
  return new aws.ec2.NatGateway(
    `${name}-regional`,
    ...transformed<aws.ec2.NatGatewayArgs>(
      transform.natGateway,
      {
        vpcId: vpc.id,
        availabilityMode: "regional",
        connectivityType: "public",
        availabilityZoneAddresses: [...addresses]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([zone, address]) => ({
            availabilityZone: pulumi.interpolate`${place.region}${zone}`,
            allocationIds: [address.id],
          })),
        tags: tags("regional"),
      },
      { parent, dependsOn: [internetGateway] },
    ),
  );
}
