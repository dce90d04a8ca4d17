import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface ShiftedService {
  readonly listener: aws.lb.Listener;
  readonly vpcId: pulumi.Input<string>;
  readonly cluster: aws.ecs.Cluster;
  readonly taskDefinition: aws.ecs.TaskDefinition;
  readonly networkConfiguration: pulumi.Input<aws.types.input.ecs.ServiceNetworkConfiguration>;
}

/** A service whose requests ECS shifts between two target groups, and what that needs. */
export function shiftRequests(
  { listener, vpcId, cluster, taskDefinition, networkConfiguration }: ShiftedService,
  dependsOn: readonly pulumi.Resource[],
  options: pulumi.CustomResourceOptions,
): void {
  const [blue, green] = ["blue", "green"].map(
    (name) => new aws.lb.TargetGroup(name, { vpcId, port: 8080, protocol: "HTTP", targetType: "ip" }, options),
  ) as [aws.lb.TargetGroup, aws.lb.TargetGroup];
  const rule = new aws.lb.ListenerRule(
    "shifted",
    {
      listenerArn: listener.arn,
      priority: 90,
      conditions: [{ pathPattern: { values: ["/shifted/*"] } }],
      actions: [
        {
          type: "forward",
          forward: {
            targetGroups: [
              { arn: blue.arn, weight: 100 },
              { arn: green.arn, weight: 0 },
            ],
          },
        },
      ],
    },
    { ...options, ignoreChanges: ["actions"], replaceWith: [blue, green], deleteBeforeReplace: true },
  );
  const role = new aws.iam.Role(
    "infrastructure",
    {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
    },
    options,
  );
  new aws.ecs.Service(
    "shifted",
    {
      cluster: cluster.arn,
      taskDefinition: taskDefinition.arn,
      desiredCount: 1,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration,
      deploymentConfiguration: {
        strategy: "LINEAR",
        bakeTimeInMinutes: "5",
        linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: "1" },
      },
      loadBalancers: [
        {
          targetGroupArn: blue.arn,
          containerName: "web",
          containerPort: 8080,
          advancedConfiguration: {
            alternateTargetGroupArn: green.arn,
            productionListenerRule: rule.arn,
            roleArn: role.arn,
          },
        },
      ],
    },
    { ...options, dependsOn: [...dependsOn, rule] },
  );
}
