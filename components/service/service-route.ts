import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { routeOf } from "../load-balancer/rule-plan";
import type { WatchedTraffic } from "../observability/service-alarms";
import { transformed } from "../transform";
import type { RequestSource } from "./auto-scaling";
import { routedContainer } from "./route-plan";
import type { FargateServiceArgs } from "./service-args";
import { buildNetworkRoutes } from "./service-network-routes";
import type { PlainService } from "./service-plan";
import { targetGroupArgs } from "./target-group";

/** The shortest time that a new task gets before the load balancer's verdict counts. */
const GRACE_PERIOD_SECONDS = 60;

/** What the ECS service has to say about its route, and what it has to wait for. */
export interface ServiceRoute {
  readonly serviceArgs: Pick<aws.ecs.ServiceArgs, "loadBalancers" | "healthCheckGracePeriodSeconds">;
  readonly dependencies: readonly pulumi.Resource[];
  /** Where its requests are counted, if they are. */
  readonly requests?: RequestSource;
  /** Where the answers of its route and its tasks' health are measured. */
  readonly traffic?: WatchedTraffic;
}

/** The service's route and its network routes. */
export function buildRoutes(
  plan: PlainService,
  args: FargateServiceArgs,
  securityGroup: aws.ec2.SecurityGroup,
  options: { parent: pulumi.Resource },
): ServiceRoute | undefined {
  const route = buildRoute(plan, args, securityGroup, options);
  const network = buildNetworkRoutes(plan, args, securityGroup, options);
  const built = [...(route ? [route] : []), ...network];
  if (built.length === 0) return undefined;
  const startPeriods = Object.values(plan.containers).map(
    (container) => container.healthCheck?.startPeriodSeconds ?? 0,
  );
  return {
    ...(route && { requests: route.requests, traffic: route.traffic }),
    dependencies: built.flatMap(({ dependencies }) => dependencies),
    serviceArgs: {
      loadBalancers: built.map(({ entry }) => entry),
      healthCheckGracePeriodSeconds: Math.max(GRACE_PERIOD_SECONDS, ...startPeriods),
    },
  };
}

/** The target group, its rule at the load balancer, and the way from there to the tasks. */
function buildRoute(
  plan: PlainService,
  args: FargateServiceArgs,
  securityGroup: aws.ec2.SecurityGroup,
  options: { parent: pulumi.Resource },
) {
  if (args.route === undefined || plan.route === undefined) return undefined;
  const { name } = plan;
  const { loadBalancer } = args.route;
  const containerName = routedContainer(plan)!;
  const containerPort = plan.containers[containerName]!.containerPort!;
  const targetGroup = new aws.lb.TargetGroup(
    name,
    ...transformed<aws.lb.TargetGroupArgs>(
      args.transform?.targetGroup,
      targetGroupArgs(name, args.network.vpcId, plan.route, containerPort),
      options,
    ),
  );
  const dependencies = loadBalancer.route(routeOf(name, args.route), { targetGroup, securityGroup, containerPort });
  return {
    entry: { targetGroupArn: targetGroup.arn, containerName, containerPort },
    dependencies,
    requests: { loadBalancerArnSuffix: loadBalancer.arnSuffix, targetGroupArnSuffix: targetGroup.arnSuffix },
    traffic: { loadBalancerArnSuffix: loadBalancer.arnSuffix, targetGroupArnSuffixes: [targetGroup.arnSuffix] },
  };
}
