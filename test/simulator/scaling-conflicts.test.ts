import type { Properties } from "../../model/graph";
import { itRefuses, type Conflict, type Scene } from "./scene";

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
];

describe("simulated AWS refuses", () => {
  itRefuses(CONFLICTS);
});
