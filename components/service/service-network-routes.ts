import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform";
import type { WatchedConnections } from "./service-dashboard";
import { HEALTH_CHECK_DEFAULTS } from "./health-check-plan";
import { networkRouteOf, networkTargetGroupName, type PlainNetworkRoute } from "./network-route-plan";
import { routedContainer } from "./route-plan";
import type { FargateServiceArgs } from "./service-args";
import type { PlainService } from "./service-plan";

/** What the ECS service has to say about a network route, and what it has to wait for. */
export interface BuiltNetworkRoute {
  readonly entry: { targetGroupArn: pulumi.Output<string>; containerName: string; containerPort: number };
  readonly dependencies: readonly pulumi.Resource[];
  readonly connections: WatchedConnections;
}

/** For each network route the target group, its listener, and the way from there to the tasks. */
export function buildNetworkRoutes(
  plan: PlainService,
  args: FargateServiceArgs,
  securityGroup: aws.ec2.SecurityGroup,
  options: { parent: pulumi.Resource },
): BuiltNetworkRoute[] {
  return (args.networkRoutes ?? []).map(({ loadBalancer }, index) => {
    const route = plan.networkRoutes![index]!;
    const containerName = routedContainer({ containers: plan.containers, route })!;
    const containerPort = plan.containers[containerName]!.containerPort!;
    const name = networkTargetGroupName(plan.name, route.port);
    const targetGroup = new aws.lb.TargetGroup(
      name,
      ...transformed<aws.lb.TargetGroupArgs>(
        args.transform?.targetGroup,
        networkTargetGroupArgs(name, args.network.vpcId, route, containerPort),
        options,
      ),
    );
    return {
      entry: { targetGroupArn: targetGroup.arn, containerName, containerPort },
      dependencies: loadBalancer.route(networkRouteOf(plan.name, route), { targetGroup, securityGroup, containerPort }),
      connections: {
        port: route.port,
        loadBalancerArnSuffix: loadBalancer.arnSuffix,
        targetGroupArnSuffix: targetGroup.arnSuffix,
      },
    };
  });
}

function networkTargetGroupArgs(
  name: string,
  vpcId: pulumi.Input<string>,
  { protocol, healthCheck: given, deregistrationDelaySeconds, stickiness }: PlainNetworkRoute,
  containerPort: number,
): aws.lb.TargetGroupArgs {
  const healthCheck = { ...HEALTH_CHECK_DEFAULTS, ...given };
  return {
    vpcId,
    targetType: "ip",
    protocol: protocol === "UDP" ? "UDP" : "TCP",
    port: containerPort,
    deregistrationDelay: deregistrationDelaySeconds,
    ...(protocol === "UDP"
      ? // Clients never close a flow: without this, a task that is gone would be sent to as long as they go on.
        { connectionTermination: true }
      : // With the clients' own addresses a task couldn't call itself through the load balancer, and ACLs would have to
        // let the internet into private subnets. UDP has them all the same.
        { preserveClientIp: "false" }),
    stickiness: { enabled: stickiness, type: "source_ip" },
    healthCheck: {
      ...(given.path === undefined
        ? { protocol: "TCP" }
        : { protocol: "HTTP", path: given.path, matcher: HEALTH_CHECK_DEFAULTS.successCodes }),
      port: given.port === undefined ? "traffic-port" : String(given.port),
      interval: healthCheck.intervalSeconds,
      timeout: healthCheck.timeoutSeconds,
      healthyThreshold: healthCheck.healthyThreshold,
      unhealthyThreshold: healthCheck.unhealthyThreshold,
    },
    tags: { Name: name },
  };
}
