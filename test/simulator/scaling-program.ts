/** The part of `fargate-program.ts` that scales its service. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export function scaleService(
  cluster: aws.ecs.Cluster,
  service: aws.ecs.Service,
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
}
