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

/** One route table for all public subnets, one per zone for private ones, one without a way out for all isolated ones. */
export function buildRouting(site: NetworkSite, nat: NatWays, subnets: readonly BuiltSubnet[]): Routing {
  const { name, parent, zones, internetGateway, transform } = site;
  const ways: Routing["ways"] = { public: [], private: [], isolated: [] };
  const route = (tier: SubnetTier, suffix: string, args: aws.ec2.RouteArgs) =>
    ways[tier].push(
      new aws.ec2.Route(`${name}-${suffix}`, ...transformed<aws.ec2.RouteArgs>(transform.route, args, { parent })),
    );

  const publicTable = buildRouteTable(site, "public");
  route("public", "public-internet", { routeTableId: publicTable.id, ...IPV4, gatewayId: internetGateway.id });
  const hasIsolated = subnets.some(({ tier }) => tier === "isolated");
  const isolatedTable = hasIsolated ? buildRouteTable(site, "isolated") : undefined;
  const privateTables = new Map(
    zones.map((zone) => {
      const suffix = `private-${zone}`;
      const table = buildRouteTable(site, suffix);
      const gateway = nat.gatewayOf(zone);
      if (gateway) {
        route("private", `${suffix}-internet`, { routeTableId: table.id, ...IPV4, natGatewayId: gateway.id });
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
