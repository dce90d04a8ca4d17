/** Application Auto Scaling: what is scaled, and by which policies. */
import type { Properties } from "../../model/graph";
import type { Behaviour, CreatedResource, NewResource, Refuse, World } from "../behaviour";
import { isSet, isUnknownAt, number, text } from "../read";
import { integer, length, matching, oneOf } from "../rules";
import { arnOf, refuseIf, SCALABLE_TARGET, SCALING_POLICY, SERVICE } from "./common";

const API = "https://docs.aws.amazon.com/autoscaling/application/APIReference";

const KEYS = ["resourceId", "scalableDimension", "serviceNamespace"];

const keyRules = {
  resourceId: length(1, 1600),
  scalableDimension: matching(/^[a-z0-9-]+:[\w-]+:\w+$/, "A dimension such as ecs:service:DesiredCount"),
  serviceNamespace: matching(/^[a-z0-9-]+$/, "A namespace such as ecs"),
};

function checkKey(inputs: Properties, refuse: Refuse): void {
  const [resourceId, dimension, namespace] = KEYS.map((key) => text(inputs, key));
  if (namespace !== undefined && dimension !== undefined && !dimension.startsWith(`${namespace}:`)) {
    refuse("scalableDimension", `It is no dimension of ${namespace}.`);
  }
  if (namespace !== "ecs") return;
  if (dimension !== undefined && dimension !== "ecs:service:DesiredCount") {
    refuse("scalableDimension", "An ECS service has ecs:service:DesiredCount.");
  }
  if (resourceId !== undefined && !/^service\/[\w-]+\/[\w-]+$/.test(resourceId)) {
    refuse("resourceId", "It is service/CLUSTER/SERVICE.");
  }
}

const sameKey = (one: Properties, other: Properties) => KEYS.every((key) => one[key] === other[key]);

/** How the names of service-linked roles end, for the namespaces that are in use. Source: the page of those roles. */
const ROLE_ENDS: { readonly [namespace: string]: string } = { ecs: "ECSService" };

const target: Behaviour = {
  type: SCALABLE_TARGET,
  sources: [
    `${API}/API_RegisterScalableTarget.html`,
    `${API}/API_ScalableTarget.html`,
    "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html",
  ],
  taggable: true,
  required: ["maxCapacity", "minCapacity", ...KEYS],
  rules: { ...keyRules, maxCapacity: integer(0, 2 ** 31 - 1), minCapacity: integer(0, 2 ** 31 - 1) },
  check: (inputs, refuse) => {
    checkKey(inputs, refuse);
    const [lowest, highest] = [number(inputs, "minCapacity"), number(inputs, "maxCapacity")];
    if (lowest !== undefined && highest !== undefined && lowest > highest) {
      refuse("maxCapacity", "It must not be less than minCapacity.");
    }
  },
  replaceOn: [...KEYS, "region"],
  conflicts: ({ inputs, world }) => {
    const resourceId = text(inputs, "resourceId");
    refuseIf(
      text(inputs, "serviceNamespace") === "ecs" && !isEcsService(world, resourceId),
      "ValidationException",
      `ECS service doesn't exist: ${resourceId}`,
    );
  },
  id: ({ inputs }) => text(inputs, "resourceId") ?? "",
  computed: {
    arn: (resource) => arnOf(resource, "application-autoscaling", `scalable-target/${resource.hex(36)}`),
    roleArn: ({ inputs, account }) => {
      const namespace = text(inputs, "serviceNamespace") ?? "";
      const role = `AWSServiceRoleForApplicationAutoScaling_${ROLE_ENDS[namespace] ?? namespace}`;
      return `arn:${account.partition}:iam::${account.accountId}:role/aws-service-role/${namespace}.application-autoscaling.amazonaws.com/${role}`;
    },
    suspendedState: () => ({
      dynamicScalingInSuspended: false,
      dynamicScalingOutSuspended: false,
      scheduledScalingSuspended: false,
    }),
  },
};

function isEcsService(world: World, resourceId: string | undefined): boolean {
  return world.all(SERVICE).some(({ id }) => id.endsWith(`:${resourceId}`));
}

const TRACKING = "targetTrackingScalingPolicyConfiguration";
const METRICS = ["predefinedMetricSpecification", "customizedMetricSpecification"];
const METRIC_TYPE = `${TRACKING}.predefinedMetricSpecification.predefinedMetricType`;

const policy: Behaviour = {
  type: SCALING_POLICY,
  sources: [
    `${API}/API_PutScalingPolicy.html`,
    `${API}/API_TargetTrackingScalingPolicyConfiguration.html`,
    `${API}/API_PredefinedMetricSpecification.html`,
  ],
  autoName: { property: "name", maxLength: 255 },
  required: KEYS,
  defaults: { policyType: "StepScaling" },
  rules: {
    ...keyRules,
    name: length(1, 256),
    policyType: oneOf("PredictiveScaling", "StepScaling", "TargetTrackingScaling"),
    [`${TRACKING}.scaleInCooldown`]: integer(0, 2 ** 31 - 1),
    [`${TRACKING}.scaleOutCooldown`]: integer(0, 2 ** 31 - 1),
    [METRIC_TYPE]: matching(/^[A-Za-z0-9]{1,128}$/, "The name of a predefined metric"),
  },
  check: checkPolicy,
  replaceOn: [...KEYS, "name", "region"],
  conflicts: refusePolicyConflicts,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  computed: {
    arn: (resource) =>
      arnOf(
        resource,
        "autoscaling",
        `scalingPolicy:${uuidOf(resource)}:resource/${text(resource.inputs, "serviceNamespace")}/${text(resource.inputs, "resourceId")}:policyName/${resource.id}`,
      ),
    alarmArns: (resource) =>
      text(resource.inputs, "policyType") === "TargetTrackingScaling"
        ? ["AlarmHigh", "AlarmLow"].map((end) => arnOf(resource, "cloudwatch", `alarm:${alarmOf(resource, end)}`))
        : [],
  },
};

function uuidOf({ hex }: NewResource, purpose = "policy"): string {
  return [8, 4, 4, 4, 12].map((digits) => hex(digits, `${purpose}-${digits}`)).join("-");
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html */
function alarmOf(resource: CreatedResource, end: string): string {
  return `TargetTracking-${text(resource.inputs, "resourceId")}-${end}-${uuidOf(resource, end)}`;
}

function checkPolicy(inputs: Properties, refuse: Refuse): void {
  checkKey(inputs, refuse);
  const isTracking = text(inputs, "policyType") === "TargetTrackingScaling";
  if (isTracking && !isSet(inputs, TRACKING)) {
    refuse(TRACKING, "A policy of the type TargetTrackingScaling needs it.");
  }
  if (!isSet(inputs, TRACKING) || isUnknownAt(inputs, TRACKING)) return;
  if (!isSet(inputs, `${TRACKING}.targetValue`)) refuse(`${TRACKING}.targetValue`, "It is needed.");
  const metrics = METRICS.filter((metric) => isSet(inputs, `${TRACKING}.${metric}`));
  if (metrics.length !== 1) refuse(TRACKING, `It has exactly one of ${METRICS.join(", ")}.`);
  const metric = text(inputs, METRIC_TYPE);
  if (text(inputs, "serviceNamespace") === "ecs" && metric !== undefined && !ECS_METRICS.includes(metric)) {
    refuse(METRIC_TYPE, `For an ECS service it is one of ${ECS_METRICS.join(", ")}.`);
  }
}

/** Source: API_PredefinedMetricSpecification.html */
const ECS_METRICS = [
  "ALBRequestCountPerTarget",
  "ECSServiceAverageCPUUtilization",
  "ECSServiceAverageMemoryUtilization",
];

function refusePolicyConflicts({ inputs, world, existingId }: NewResource): void {
  const [resourceId, dimension, namespace] = KEYS.map((key) => text(inputs, key));
  refuseIf(
    !world.all(SCALABLE_TARGET).some((other) => sameKey(other.inputs, inputs)),
    "ObjectNotFoundException",
    `No scalable target registered for service namespace: ${namespace}, resource ID: ${resourceId}, scalable dimension: ${dimension}`,
  );
  const metric = text(inputs, METRIC_TYPE);
  const twin = world
    .all(SCALING_POLICY)
    .find(
      ({ id, inputs: other }) =>
        id !== existingId && metric !== undefined && sameKey(other, inputs) && text(other, METRIC_TYPE) === metric,
    );
  refuseIf(
    twin !== undefined,
    "ValidationException",
    `Only one TargetTrackingScaling policy for a given metric specification is allowed: ${twin?.id} tracks ${metric} already`,
  );
}

export const AUTO_SCALING: readonly Behaviour[] = [target, policy];
