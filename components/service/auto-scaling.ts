import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../transform";
import { scalingDefaults, type AutoScalingArgs } from "./auto-scaling-plan";
import { backlogPerTask } from "./queue-scaling";
import { schedulesOf } from "./scaling-schedule-plan";

/** One for each kind of child. */
export interface AutoScalingTransforms {
  readonly target?: Transform<aws.appautoscaling.TargetArgs>;
  /** Of each metric. */
  readonly policy?: Transform<aws.appautoscaling.PolicyArgs>;
  /** Of each schedule, those of office hours among them. */
  readonly scheduledAction?: Transform<aws.appautoscaling.ScheduledActionArgs>;
}

/** A load balancer and one of its target groups, as they are called in metrics. */
export interface RequestSource {
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  readonly targetGroupArnSuffix: pulumi.Input<string>;
}

/** One of AWS's own metrics, or one that is computed. */
type TrackedMetric = Pick<
  aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration,
  "predefinedMetricSpecification" | "customizedMetricSpecification"
>;

/** The service whose tasks are counted. */
export interface ScaledService {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  /** Where its requests are counted; needed to scale by them. */
  readonly requests?: RequestSource | undefined;
  readonly transform?: AutoScalingTransforms | undefined;
}

/**
 * Adds tasks to an ECS service when they are busy, and removes them when they aren't. It creates:
 * 1. the scalable target, with the fewest and the most tasks;
 * 2. a policy per metric that keeps it at its target: average CPU, average memory, requests per task, messages that wait for
 *    each task. The one that wants most tasks wins;
 * 3. a scheduled action per schedule, which sets the fewest and the most tasks anew. Until the next one they stay, also
 *    through `pulumi up`, unless it changes the target itself or has refreshed its state.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
 */
export class AutoScaling extends pulumi.ComponentResource {
  constructor(name: string, args: AutoScalingArgs & ScaledService, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:service:AutoScaling", name, {}, options);
    const scaling = { ...scalingDefaults(args), ...args };
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
    const key = {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
    };
    const track = (suffix: string, metric: TrackedMetric, targetValue: number | false | undefined) => {
      if (targetValue === undefined || targetValue === false) return;
      new aws.appautoscaling.Policy(
        `${name}-${suffix}`,
        ...transformed<aws.appautoscaling.PolicyArgs>(
          args.transform?.policy,
          {
            ...key,
            policyType: "TargetTrackingScaling",
            targetTrackingScalingPolicyConfiguration: {
              ...metric,
              targetValue,
              scaleOutCooldown: scaling.scaleOutCooldownSeconds,
              scaleInCooldown: scaling.scaleInCooldownSeconds,
            },
          },
          { parent: this },
        ),
      );
    };
    const predefined = (predefinedMetricType: string, resourceLabel?: pulumi.Output<string>): TrackedMetric => ({
      predefinedMetricSpecification: { predefinedMetricType, ...(resourceLabel && { resourceLabel }) },
    });
    track("cpu", predefined("ECSServiceAverageCPUUtilization"), scaling.cpuPercent);
    track("memory", predefined("ECSServiceAverageMemoryUtilization"), scaling.memoryPercent);
    if (args.requests) {
      const { loadBalancerArnSuffix, targetGroupArnSuffix } = args.requests;
      const resourceLabel = pulumi.interpolate`${loadBalancerArnSuffix}/${targetGroupArnSuffix}`;
      track("requests", predefined("ALBRequestCountPerTarget", resourceLabel), scaling.requestsPerTargetPerMinute);
    }
    if (args.queue) {
      const metrics = backlogPerTask(args.queue.name, args.clusterName, args.serviceName);
      track("queue", { customizedMetricSpecification: { metrics } }, args.queue.messagesPerTask);
    }
    for (const [scheduleName, { minTasks, maxTasks, timeZone = "UTC", schedule }] of Object.entries(
      schedulesOf(args),
    )) {
      new aws.appautoscaling.ScheduledAction(
        `${name}-${scheduleName}`,
        ...transformed<aws.appautoscaling.ScheduledActionArgs>(
          args.transform?.scheduledAction,
          {
            ...key,
            schedule,
            timezone: timeZone,
            scalableTargetAction: {
              ...(minTasks !== undefined && { minCapacity: minTasks }),
              ...(maxTasks !== undefined && { maxCapacity: maxTasks }),
            },
          },
          { parent: this },
        ),
      );
    }
    this.registerOutputs({});
  }
}
