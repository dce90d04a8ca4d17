/** What Application Auto Scaling accepts, from its documents. */
import type { Properties } from "../../model/graph";
import type { TypeLimits } from "./limits";

const API = "https://docs.aws.amazon.com/autoscaling/application/APIReference";

const KEY = {
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: "service/main/web",
};

const TRACKING = {
  targetValue: 65,
  predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
};

const otherMetric = (predefinedMetricType: string) => ({
  ...TRACKING,
  predefinedMetricSpecification: { predefinedMetricType },
});

const byRequests = (resourceLabel: string) => ({
  ...TRACKING,
  predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel },
});

const stat = (id: string, rest: Properties = { returnData: false }) => ({
  id,
  metricStat: {
    metric: { namespace: "AWS/SQS", metricName: "ApproximateNumberOfMessagesVisible" },
    stat: "Sum",
  },
  ...rest,
});

const byMath = (...metrics: Properties[]) => ({ targetValue: 10, customizedMetricSpecification: { metrics } });

export const LIMITS_OF_SCALING: { readonly [type: string]: TypeLimits } = {
  "aws:appautoscaling/target:Target": {
    valid: { ...KEY, minCapacity: 1, maxCapacity: 2 },
    limits: [
      ["serviceNamespace", `${API}/API_RegisterScalableTarget.html`, ["ecs"], ["ECS", "rds", "", null]],
      [
        "scalableDimension",
        `${API}/API_RegisterScalableTarget.html`,
        ["ecs:service:DesiredCount"],
        ["ecs:service:Tasks", "DesiredCount", "rds:cluster:ReadReplicaCount", null],
      ],
      ["resourceId", `${API}/API_RegisterScalableTarget.html`, ["service/a/b_c-d"], ["web", "service/web", "", null]],
      ["minCapacity", `${API}/API_RegisterScalableTarget.html`, [0, 2], [-1, 3, 0.5, null]],
      ["maxCapacity", `${API}/API_RegisterScalableTarget.html`, [1, 2_147_483_647], [0, 2_147_483_648, null]],
    ],
  },
  "aws:appautoscaling/policy:Policy": {
    valid: {
      ...KEY,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: TRACKING,
    },
    limits: [
      ["name", `${API}/API_PutScalingPolicy.html`, ["x".repeat(256)], ["x".repeat(257), ""]],
      ["resourceId", `${API}/API_PutScalingPolicy.html`, ["service/a/b"], ["service/a", null]],
      ["policyType", `${API}/API_PutScalingPolicy.html`, ["TargetTrackingScaling"], ["Tracking"]],
      [
        "targetTrackingScalingPolicyConfiguration",
        `${API}/API_TargetTrackingScalingPolicyConfiguration.html`,
        [
          { ...TRACKING, scaleInCooldown: 0, scaleOutCooldown: 300 },
          otherMetric("ECSServiceAverageMemoryUtilization"),
          byRequests("app/public/0123456789abcdef/targetgroup/web/0123456789abcdef"),
          { targetValue: 1, customizedMetricSpecification: { metricName: "Backlog", namespace: "Mine" } },
          byMath(stat("m1"), stat("m_2"), { id: "e1", expression: "m1 / m_2", returnData: true }),
          byMath(stat("m1"), { id: "e1", expression: "m1 / 2" }),
          byMath(stat("m1", {})),
        ],
        [
          null,
          { targetValue: 65 },
          { ...TRACKING, targetValue: null },
          { ...TRACKING, scaleInCooldown: -1 },
          { ...TRACKING, scaleOutCooldown: 0.5 },
          { ...TRACKING, customizedMetricSpecification: { metricName: "Backlog", namespace: "Mine" } },
          byMath(stat("M1", {})),
          byMath(stat("1m", {})),
          byMath(stat("m1"), stat("m1", {})),
          byMath(stat("m1")),
          byMath(stat("m1", {}), { id: "e1", expression: "m1 / 2", returnData: true }),
          byMath({ id: "e1" }),
          byMath(stat("m1", { expression: "1" })),
          otherMetric("RDSReaderAverageCPUUtilization"),
          otherMetric("ALBRequestCountPerTarget"),
          byRequests("targetgroup/web/0123456789abcdef"),
          byRequests("net/public/0123456789abcdef/targetgroup/web/0123456789abcdef"),
        ],
      ],
    ],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    valid: { ...KEY, schedule: "cron(0 7 ? * MON-FRI *)", scalableTargetAction: { minCapacity: 1, maxCapacity: 2 } },
    limits: [
      ["name", `${API}/API_PutScheduledAction.html`, ["x".repeat(256), "a b"], ["x".repeat(257), "a:b", " a", "a/b"]],
      ["resourceId", `${API}/API_PutScheduledAction.html`, ["service/a/b"], ["service/a", null]],
      [
        "schedule",
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html",
        ["rate(5 minutes)", "at(2026-11-27T08:00:00)", "cron(0 8 L * ? *)"],
        ["0 7 * * 1-5", "cron(0 7 * * * *)", "at(tomorrow)", null],
      ],
      ["timezone", `${API}/API_PutScheduledAction.html`, ["Etc/GMT+9", "Pacific/Tahiti"], ["Berlin", "+01:00"]],
      [
        "scalableTargetAction",
        `${API}/API_ScalableTargetAction.html`,
        [{ minCapacity: 0, maxCapacity: 0 }, { minCapacity: 3 }, { maxCapacity: 2_147_483_647 }],
        [{}, null, { minCapacity: 3, maxCapacity: 2 }, { minCapacity: -1 }, { maxCapacity: 0.5 }],
      ],
    ],
  },
};
