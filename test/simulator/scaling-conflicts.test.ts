import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { itRefuses, Scene, type Conflict } from "./scene";

const key = (scene: Scene) => ({
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: `service/${String(scene.cluster.outputs.name)}/${String(scene.service.outputs.name)}`,
});
const target = (scene: Scene, changes: Properties = {}) =>
  scene.make("aws:appautoscaling/target:Target", "x", { ...key(scene), minCapacity: 1, maxCapacity: 2, ...changes });
const policy = (scene: Scene, name: string) =>
  scene.make("aws:appautoscaling/policy:Policy", name, {
    ...key(scene),
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 65,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    },
  });

const byRequests = (scene: Scene, targetGroup: string) =>
  scene.make("aws:appautoscaling/policy:Policy", "requests", {
    ...key(scene),
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 100,
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: `${String(scene.loadBalancer.outputs.arnSuffix)}/${targetGroup}`,
      },
    },
  });

const CONFLICTS: readonly Conflict[] = [
  [
    "scaling of a service that does not exist",
    "ValidationException",
    /ECS service doesn't exist: service\/main\/none/,
    (s) => target(s, { resourceId: "service/main/none" }),
  ],
  [
    "a policy for what is no scalable target",
    "ObjectNotFoundException",
    /^No scalable target registered for service namespace: ecs, resource ID: service\/.*DesiredCount$/,
    (s) => policy(s, "x"),
  ],
  [
    "two policies that track one metric",
    "ValidationException",
    /^Only one TargetTrackingScaling policy for a given metric specification is allowed/,
    (s) => [target(s), policy(s, "one"), policy(s, "two")],
  ],
  [
    "requests counted at a target group that the load balancer doesn't know",
    "ValidationException",
    /^Invalid resource label: app\/.*\/targetgroup\/other-/,
    (s) => {
      const other = s.make("aws:lb/targetGroup:TargetGroup", "other", { ...s.targetGroup.inputs, name: "other-1" });
      return [target(s), byRequests(s, String(other.outputs.arnSuffix))];
    },
  ],
  [
    "a schedule for what is no scalable target",
    "ObjectNotFoundException",
    /^No scalable target registered for service namespace: ecs/,
    (s) =>
      s.make("aws:appautoscaling/scheduledAction:ScheduledAction", "x", {
        ...key(s),
        schedule: "rate(1 day)",
        scalableTargetAction: { minCapacity: 1 },
      }),
  ],
];

describe("simulated AWS refuses", () => {
  itRefuses(CONFLICTS);
});

describe("simulated AWS accepts", () => {
  it("requests counted at a target group that the load balancer sends them to", () => {
    const scene = new Scene();
    target(scene);
    const policy = byRequests(scene, String(scene.targetGroup.outputs.arnSuffix));
    assert.notEqual(scene.read(policy), undefined);
  });
});
