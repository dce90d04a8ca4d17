import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { healthCheckDefaults } from "./health-check-plan";
import type { PlainRoute } from "./service-plan";
import { TARGET_GROUP_DEFAULTS } from "./target-group-plan";

/** What the target group of a route is registered with. */
export function targetGroupArgs(
  name: string,
  vpcId: pulumi.Input<string>,
  route: PlainRoute,
  containerPort: number,
): aws.lb.TargetGroupArgs {
  const settings = { ...TARGET_GROUP_DEFAULTS, ...route };
  const { stickiness } = route;
  const healthCheck = { ...healthCheckDefaults(settings.protocolVersion, route.healthCheck), ...route.healthCheck };
  return {
    vpcId,
    targetType: "ip",
    protocol: "HTTP",
    protocolVersion: settings.protocolVersion,
    port: containerPort,
    deregistrationDelay: route.deregistrationDelaySeconds,
    slowStart: settings.slowStartSeconds,
    loadBalancingAlgorithmType: settings.loadBalancingAlgorithm,
    loadBalancingAnomalyMitigation: settings.anomalyMitigation ? "on" : "off",
    // What is left out stays as it was; so it is said that there is none.
    stickiness: {
      enabled: stickiness !== undefined,
      type: stickiness?.cookieName === undefined ? "lb_cookie" : "app_cookie",
      cookieDuration: stickiness?.durationSeconds ?? TARGET_GROUP_DEFAULTS.stickinessSeconds,
      ...(stickiness?.cookieName !== undefined && { cookieName: stickiness.cookieName }),
    },
    healthCheck: {
      protocol: "HTTP",
      port: "traffic-port",
      path: healthCheck.path,
      matcher: healthCheck.successCodes,
      interval: healthCheck.intervalSeconds,
      timeout: healthCheck.timeoutSeconds,
      healthyThreshold: healthCheck.healthyThreshold,
      unhealthyThreshold: healthCheck.unhealthyThreshold,
    },
    tags: { Name: name },
  };
}
