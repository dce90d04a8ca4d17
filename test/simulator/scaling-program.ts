/** The part of `fargate-program.ts` that scales its service. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ScaledParts {
  readonly cluster: aws.ecs.Cluster;
  readonly service: aws.ecs.Service;
  readonly loadBalancer: aws.lb.LoadBalancer;
  readonly targetGroup: aws.lb.TargetGroup;
}

export function scaleService(
  { cluster, service, loadBalancer, targetGroup }: ScaledParts,
  options: pulumi.CustomResourceOptions,
) {
  const target = new aws.appautoscaling.Target(
    "web",
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${cluster.name}/${service.name}`,
      minCapacity: 2,
      maxCapacity: 4,
    },
    options,
  );
  new aws.appautoscaling.Policy(
    "web",
    {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 65,
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      },
    },
    options,
  );
  new aws.appautoscaling.Policy(
    "web-requests",
    {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 1000,
        predefinedMetricSpecification: {
          predefinedMetricType: "ALBRequestCountPerTarget",
          resourceLabel: pulumi.interpolate`${loadBalancer.arnSuffix}/${targetGroup.arnSuffix}`,
        },
      },
    },
    options,
  );
  new aws.appautoscaling.ScheduledAction(
    "web-night",
    {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      schedule: "cron(0 20 ? * MON-FRI *)",
      scalableTargetAction: { minCapacity: 0, maxCapacity: 0 },
    },
    options,
  );
}
