/** The dashboard of a service. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { dashboardUrl } from "../../model/dashboard";
import type { WatchedTraffic } from "../observability/service-alarms";
import { dashboardBody, type DashboardAlarm } from "../observability/service-dashboard-plan";
import { transformed } from "../transform";
import type { FargateServiceArgs } from "./service-args";
import { endpointOf } from "./service-connect-plan";
import type { PlainService } from "./service-plan";

/** Where the health of the tasks behind one listener of a Network Load Balancer is measured. */
export interface WatchedConnections {
  readonly port: number;
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  readonly targetGroupArnSuffix: pulumi.Input<string>;
}

/** What there is to look at. */
export interface WatchedParts {
  readonly serviceName: pulumi.Input<string>;
  readonly logGroupName: pulumi.Input<string>;
  readonly traffic: WatchedTraffic | undefined;
  readonly connections: readonly WatchedConnections[];
  readonly alarms: readonly pulumi.Input<DashboardAlarm>[];
}

/**
 * The dashboard, whose name ends like the cluster's: names are the whole account's, in all regions.
 * @returns where to look at it; undefined if none is wanted
 */
export function buildDashboard(
  plan: PlainService,
  { dashboard, cluster, transform }: FargateServiceArgs,
  parts: WatchedParts,
  options: { parent: pulumi.Resource },
): pulumi.Output<string> | undefined {
  if (!dashboard) return undefined;
  const { name } = plan;
  const { serviceName, logGroupName, traffic, connections, alarms } = parts;
  const discoveryName = endpointOf(plan) && name;
  const body = pulumi
    .all([
      cluster.place,
      { clusterName: cluster.clusterName, serviceName, logGroupName },
      pulumi.output(traffic && { ...traffic, targetGroupArnSuffixes: [...traffic.targetGroupArnSuffixes] }),
      pulumi.all([...connections]),
      pulumi.all([...alarms]),
    ])
    .apply(([{ region }, names, knownTraffic, knownConnections, knownAlarms]) =>
      dashboardBody({
        service: name,
        region,
        ...names,
        ...(knownTraffic && { traffic: knownTraffic }),
        connections: knownConnections,
        ...(discoveryName !== undefined && { discoveryName }),
        alarms: knownAlarms,
      }),
    );
  const created = new aws.cloudwatch.Dashboard(
    name,
    ...transformed<aws.cloudwatch.DashboardArgs>(
      transform?.dashboard,
      { dashboardName: pulumi.interpolate`${cluster.clusterName}-${name}`, dashboardBody: body },
      options,
    ),
  );
  return pulumi
    .all([cluster.place, created.dashboardName])
    .apply(([place, dashboardName]) => dashboardUrl(place, dashboardName));
}
