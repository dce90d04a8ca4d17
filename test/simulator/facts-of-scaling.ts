/** What AWS's documents say about the resources of `scaling-program.ts`. */
import type { Fact } from "./facts";

const PLACE = "eu-central-1:123456789012";
const UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const API = "https://docs.aws.amazon.com/autoscaling/application/APIReference";

export const FACTS_OF_SCALING: readonly Fact[] = [
  {
    type: "aws:appautoscaling/target:Target",
    output: "arn",
    expected: new RegExp(`^arn:aws:application-autoscaling:${PLACE}:scalable-target/[0-9a-z]{36}$`),
    source: `${API}/API_RegisterScalableTarget.html`,
  },
  {
    type: "aws:appautoscaling/target:Target",
    output: "roleArn",
    expected:
      "arn:aws:iam::123456789012:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService",
    source:
      "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html",
  },
  {
    type: "aws:appautoscaling/policy:Policy",
    output: "arn",
    expected: new RegExp(
      `^arn:aws:autoscaling:${PLACE}:scalingPolicy:${UUID}:resource/ecs/service/[\\w-]+/[\\w-]+:policyName/[\\w-]+$`,
    ),
    source: `${API}/API_PutScalingPolicy.html`,
  },
  {
    type: "aws:appautoscaling/scheduledAction:ScheduledAction",
    output: "arn",
    expected: new RegExp(
      `^arn:aws:autoscaling:${PLACE}:scheduledAction:${UUID}:resource/ecs/service/[\\w-]+/[\\w-]+:scheduledActionName/[\\w-]+$`,
    ),
    source: `${API}/API_ScheduledAction.html`,
  },
  {
    type: "aws:appautoscaling/scheduledAction:ScheduledAction",
    output: "timezone",
    expected: "UTC",
    source: `${API}/API_PutScheduledAction.html`,
  },
];
