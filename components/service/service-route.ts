import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { InfrastructureRole } from "../identity/infrastructure-role";
import { routeOf } from "../load-balancer/rule-plan";
import type { WatchedTraffic } from "../observability/service-alarms";
import { transformed } from "../transform";
import type { RequestSource } from "./auto-scaling";
import { gracePeriodOf } from "./deployment-plan";
import { routedContainer } from "./route-plan";
import type { FargateServiceArgs } from "./service-args";
import { buildNetworkRoutes } from "./service-network-routes";
import type { WatchedConnections } from "./service-dashboard";
import { alternateName, type PlainService } from "./service-plan";
import { shiftsTraffic } from "./strategy-plan";
import { targetGroupArgs } from "./target-group";

/** What the ECS service has to say about its route, and what it has to wait for. */
export interface ServiceRoute {
  readonly serviceArgs: Pick<aws.ecs.ServiceArgs, "loadBalancers" | "healthCheckGracePeriodSeconds">;
  readonly dependencies: readonly pulumi.Resource[];
  /** Where its requests are counted, if they are. */
  readonly requests?: RequestSource;
  /** Where the answers of its route and its tasks' health are measured. */
  readonly traffic?: WatchedTraffic;
  /** Where the health of its tasks behind Network Load Balancers is measured. */
  readonly connections: readonly WatchedConnections[];
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
  return {
    ...(route && { requests: route.requests, traffic: route.traffic }),
    connections: network.map(({ connections }) => connections),
    dependencies: built.flatMap(({ dependencies }) => dependencies),
    serviceArgs: {
      loadBalancers: built.map(({ entry }) => entry),
      healthCheckGracePeriodSeconds: gracePeriodOf(plan),
    },
  };
}

/** The target groups, their rule at the load balancer, and the way from there to the tasks. */
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
  const { targetGroup: transform, infrastructureRole } = args.transform ?? {};
  const addTargetGroup = (childName: string) =>
    new aws.lb.TargetGroup(
      childName,
      ...transformed<aws.lb.TargetGroupArgs>(
        transform,
        targetGroupArgs(childName, args.network.vpcId, plan.route!, containerPort),
        options,
      ),
    );
  const targetGroup = addTargetGroup(name);
  const weighted = shiftsTraffic(plan.strategy);
  const alternateTargetGroup = weighted ? addTargetGroup(alternateName(name)) : undefined;
  const { testRule: tests } = plan.strategy;
  const target = { targetGroup, alternateTargetGroup, securityGroup, containerPort, testRule: tests };
  const { rule, testRule, dependencies } = loadBalancer.route(routeOf(name, args.route), target);
  const role =
    alternateTargetGroup &&
    new InfrastructureRole(
      `${name}-infrastructure`,
      {
        targetGroupArns: [targetGroup.arn, alternateTargetGroup.arn],
        listenerRuleArns: [rule.arn, ...(testRule ? [testRule.arn] : [])],
        permissionsBoundaryArn: plan.permissionsBoundaryArn,
        transform: infrastructureRole,
      },
      options,
    );
  const advancedConfiguration = role && {
    alternateTargetGroupArn: alternateTargetGroup.arn,
    productionListenerRule: rule.arn,
    ...(testRule && { testListenerRule: testRule.arn }),
    roleArn: role.arn,
  };
  const { arnSuffix: loadBalancerArnSuffix } = loadBalancer;
  return {
    entry: {
      targetGroupArn: targetGroup.arn,
      containerName,
      containerPort,
      ...(advancedConfiguration && { advancedConfiguration }),
    },
    dependencies: [...dependencies, ...(role ? [role] : [])],
    requests: { loadBalancerArnSuffix, targetGroupArnSuffix: targetGroup.arnSuffix },
    traffic: {
      loadBalancerArnSuffix,
      targetGroupArnSuffixes: [targetGroup, ...(alternateTargetGroup ? [alternateTargetGroup] : [])].map(
        ({ arnSuffix }) => arnSuffix,
      ),
    },
  };
}
