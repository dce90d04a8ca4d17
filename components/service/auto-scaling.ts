import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../transform";
import { AUTO_SCALING_DEFAULTS, type AutoScalingArgs } from "./auto-scaling-plan";

/** One for each kind of child. */
export interface AutoScalingTransforms {
  readonly target?: Transform<aws.appautoscaling.TargetArgs>;
  /** Of each metric. */
  readonly policy?: Transform<aws.appautoscaling.PolicyArgs>;
}

/** The service whose tasks are counted. */
export interface ScaledService {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  readonly transform?: AutoScalingTransforms | undefined;
}

/**
 * Adds tasks to an ECS service when they are busy, and removes them when they aren't. It creates:
 * 1. the scalable target, with the fewest and the most tasks;
 * 2. a policy that keeps the average CPU at its target, and one for memory. The one that wants more tasks wins.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
 */
export class AutoScaling extends pulumi.ComponentResource {
  constructor(name: string, args: AutoScalingArgs & ScaledService, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:service:AutoScaling", name, {}, options);
    const scaling = { ...AUTO_SCALING_DEFAULTS, ...args };
    const target = new aws.appautoscaling.Target(
      name,
      ...transformed<aws.appautoscaling.TargetArgs>(
        args.transform?.target,
        {
          serviceNamespace: "ecs",
          scalableDimension: "ecs:service:DesiredCount",
          resourceId: pulumi.interpolate`service/${args.clusterName}/${args.serviceName}`,
          minCapacity: scaling.minTasks,
          maxCapacity: scaling.maxTasks,
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    const track = (suffix: string, predefinedMetricType: string, targetValue: number) =>
      new aws.appautoscaling.Policy(
        `${name}-${suffix}`,
        ...transformed<aws.appautoscaling.PolicyArgs>(
          args.transform?.policy,
          {
            serviceNamespace: target.serviceNamespace,
            scalableDimension: target.scalableDimension,
            resourceId: target.resourceId,
            policyType: "TargetTrackingScaling",
            targetTrackingScalingPolicyConfiguration: {
              predefinedMetricSpecification: { predefinedMetricType },
              targetValue,
              scaleOutCooldown: scaling.scaleOutCooldownSeconds,
              scaleInCooldown: scaling.scaleInCooldownSeconds,
            },
          },
          { parent: this },
        ),
      );
    track("cpu", "ECSServiceAverageCPUUtilization", scaling.cpuPercent);
    track("memory", "ECSServiceAverageMemoryUtilization", scaling.memoryPercent);
    this.registerOutputs({});
  }
}
