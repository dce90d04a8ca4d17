import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ZoneSuffix } from "../../model/regions";
import { transformed } from "../transform";
import { NatInstance } from "./nat-instance";
import type { NatInstancePlanArgs } from "./nat-instance-plan";
import { natZoneOf, natZones, type NatPlacement } from "./nat-plan";
import type { NetworkSite } from "./network-site";
import { tierCidr } from "./subnet-plan";
import type { BuiltSubnet } from "./subnets";

/** Where a route to the internet leads. */
export interface NatTarget {
  readonly route: Pick<aws.ec2.RouteArgs, "natGatewayId" | "networkInterfaceId">;
  /** What has to be there before packets get through. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** How private subnets reach the internet. */
export interface NatWays {
  /** Where a zone's private subnet leads to; undefined if there is no way. */
  readonly targetOf: (zone: ZoneSuffix) => NatTarget | undefined;
  /** The addresses that the internet sees. */
  readonly publicIps: pulumi.Output<string>[];
}

export interface NatArgs extends NatInstancePlanArgs {
  readonly nat: NatPlacement;
  /** The VPC's addresses. */
  readonly cidr: string;
  readonly subnets: readonly BuiltSubnet[];
}

export function buildNat(site: NetworkSite, args: NatArgs): NatWays {
  return args.nat === "instance" ? buildInstance(site, args) : buildGateways(site, args);
}

function buildInstance(site: NetworkSite, args: NatArgs): NatWays {
  const [zone] = natZones("instance", site.zones);
  const { networkInterfaceId, publicIp, instance } = new NatInstance(
    `${site.name}-nat-instance-${zone}`,
    {
      vpcId: site.vpc.id,
      subnetId: publicSubnetIn(args.subnets, zone!).id,
      clientCidr: tierCidr(args.cidr, "private"),
      internetGateway: site.internetGateway,
      natInstanceType: args.natInstanceType,
      natInstanceAmiId: args.natInstanceAmiId,
      transform: site.transform.natInstance,
    },
    { parent: site.parent },
  );
  return { targetOf: () => ({ route: { networkInterfaceId }, dependsOn: [instance] }), publicIps: [publicIp] };
}

function buildGateways(site: NetworkSite, { nat, subnets }: NatArgs): NatWays {
  const zones = natZones(nat, site.zones);
  // An address belongs to one gateway: a regional one, which is made before the zonal ones go, needs others than theirs.
  const prefix = nat === "regional" ? "nat-regional" : "nat";
  const addresses = new Map(zones.map((zone) => [zone, buildAddress(site, `${prefix}-${zone}`)]));
  const publicIps = [...addresses.values()].map(({ publicIp }) => publicIp);
  if (nat === "regional") {
    const gateway = buildRegional(site, addresses);
    return { targetOf: () => gatewayTarget(gateway), publicIps };
  }
  const gateways = new Map(
    zones.map((zone) => {
      return [zone, buildZonal(site, zone, publicSubnetIn(subnets, zone), addresses.get(zone)!)];
    }),
  );
  return { targetOf: (zone) => gatewayTarget(gateways.get(natZoneOf(nat, site.zones, zone)!)), publicIps };
}

function gatewayTarget(gateway: aws.ec2.NatGateway | undefined): NatTarget | undefined {
  return gateway && { route: { natGatewayId: gateway.id }, dependsOn: [] };
}

function publicSubnetIn(subnets: readonly BuiltSubnet[], zone: ZoneSuffix): aws.ec2.Subnet {
  return subnets.find((each) => each.tier === "public" && each.zone === zone)!.subnet;
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
