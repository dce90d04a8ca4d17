import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSuffix } from "../../model/regions";
import { transformed } from "../transform";
import type { NatWays } from "./nat-gateways";
import { subnetKey, type NetworkSite } from "./network-site";
import type { SubnetTier } from "./subnet-plan";
import type { BuiltSubnet } from "./subnets";

export interface Routing {
  readonly routeTables: readonly aws.ec2.RouteTable[];
  /** What has to exist before packets leave a tier's subnets as they should. */
  readonly ways: Readonly<Record<SubnetTier, pulumi.Resource[]>>;
}

const IPV4 = { destinationCidrBlock: "0.0.0.0/0" };
const IPV6 = { destinationIpv6CidrBlock: "::/0" };

/**
 * Over IPv6, private subnets reach the internet through an egress-only gateway, which costs nothing, and are not reached.
 */
function buildEgressOnlyGateway({ name, parent, vpc, ipv6Cidr, tags, transform }: NetworkSite) {
  if (ipv6Cidr === undefined) return undefined;
  return new aws.ec2.EgressOnlyInternetGateway(
    name,
    ...transformed<aws.ec2.EgressOnlyInternetGatewayArgs>(
      transform.egressOnlyGateway,
      { vpcId: vpc.id, tags: tags() },
      { parent },
    ),
  );
}

/** One route table for all public subnets, one per zone for private ones, one without a way out for all isolated ones. */
export function buildRouting(site: NetworkSite, nat: NatWays, subnets: readonly BuiltSubnet[]): Routing {
  const { name, parent, zones, internetGateway, transform } = site;
  const ways: Routing["ways"] = { public: [], private: [], isolated: [] };
  const route = (tier: SubnetTier, suffix: string, args: aws.ec2.RouteArgs, after: readonly pulumi.Resource[] = []) => {
    const options = { parent, ...(after.length > 0 && { dependsOn: [...after] }) };
    ways[tier].push(
      new aws.ec2.Route(`${name}-${suffix}`, ...transformed<aws.ec2.RouteArgs>(transform.route, args, options)),
    );
  };

  const publicTable = buildRouteTable(site, "public");
  const toInternet = { routeTableId: publicTable.id, gatewayId: internetGateway.id };
  route("public", "public-internet", { ...toInternet, ...IPV4 });
  if (site.ipv6Cidr) route("public", "public-internet-ipv6", { ...toInternet, ...IPV6 });
  const egressOnly = buildEgressOnlyGateway(site);
  const hasIsolated = subnets.some(({ tier }) => tier === "isolated");
  const isolatedTable = hasIsolated ? buildRouteTable(site, "isolated") : undefined;
  const privateTables = new Map(
    zones.map((zone) => {
      const suffix = `private-${zone}`;
      const table = buildRouteTable(site, suffix);
      const target = nat.targetOf(zone);
      if (target) {
        const args = { routeTableId: table.id, ...IPV4, ...target.route };
        route("private", `${suffix}-internet`, args, target.dependsOn);
      }
      if (egressOnly) {
        const egressOnlyGatewayId = egressOnly.id;
        route("private", `${suffix}-internet-ipv6`, { routeTableId: table.id, ...IPV6, egressOnlyGatewayId });
      }
      return [zone, table];
    }),
  );
  const tableOf: Readonly<Record<SubnetTier, (zone: ZoneSuffix) => aws.ec2.RouteTable>> = {
    public: () => publicTable,
    private: (zone) => privateTables.get(zone)!,
    isolated: () => isolatedTable!,
  };
  for (const each of subnets) {
    ways[each.tier].push(
      new aws.ec2.RouteTableAssociation(
        `${name}-${subnetKey(each)}`,
        ...transformed<aws.ec2.RouteTableAssociationArgs>(
          transform.routeTableAssociation,
          { subnetId: each.subnet.id, routeTableId: tableOf[each.tier](each.zone).id },
          { parent },
        ),
      ),
    );
  }
  const routeTables = [publicTable, ...(isolatedTable ? [isolatedTable] : []), ...privateTables.values()];
  return { routeTables, ways };
}

function buildRouteTable({ name, parent, vpc, tags, transform }: NetworkSite, suffix: string): aws.ec2.RouteTable {
  return new aws.ec2.RouteTable(
    `${name}-${suffix}`,
    ...transformed<aws.ec2.RouteTableArgs>(transform.routeTable, { vpcId: vpc.id, tags: tags(suffix) }, { parent }),
  );
}
