/** Application Auto Scaling: what is scaled, by which policies, and at which times. */
import type { Properties } from "../../model/graph";
import { isTimeZone, scheduleProblem } from "../../model/schedule-expression";
import type { Behaviour, CreatedResource, NewResource, Refuse, World } from "../behaviour";
import { isSet, isTrue, isUnknownAt, number, objects, text } from "../read";
import { all, integer, length, matching, oneOf } from "../rules";
import {
  arnOf,
  LOAD_BALANCER,
  refuseIf,
  SCALABLE_TARGET,
  SCALING_POLICY,
  SCHEDULED_ACTION,
  SERVICE,
  TARGET_GROUP,
} from "./common";
import { loadBalancersOf } from "./lb-actions";

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

const RESOURCE_LABEL = `${TRACKING}.predefinedMetricSpecification.resourceLabel`;
/** Source: API_PredefinedMetricSpecification.html */
const LABEL = /^(app\/[^/]+\/[^/]+)\/(targetgroup\/[^/]+\/[^/]+)$/;

const policy: Behaviour = {
  type: SCALING_POLICY,
  sources: [
    `${API}/API_PutScalingPolicy.html`,
    `${API}/API_TargetTrackingScalingPolicyConfiguration.html`,
    `${API}/API_PredefinedMetricSpecification.html`,
    `${API}/API_TargetTrackingMetricDataQuery.html`,
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
  checkMetricMath(inputs, refuse);
  const metric = text(inputs, METRIC_TYPE);
  if (text(inputs, "serviceNamespace") === "ecs" && metric !== undefined && !ECS_METRICS.includes(metric)) {
    refuse(METRIC_TYPE, `For an ECS service it is one of ${ECS_METRICS.join(", ")}.`);
  }
  const isDecided = !isUnknownAt(inputs, RESOURCE_LABEL);
  if (metric === "ALBRequestCountPerTarget" && isDecided && !LABEL.test(text(inputs, RESOURCE_LABEL) ?? "")) {
    refuse(RESOURCE_LABEL, "It is app/NAME/ID/targetgroup/NAME/ID, the ends of the two ARNs.");
  }
}

const METRIC_MATH = `${TRACKING}.customizedMetricSpecification.metrics`;

/** Several metrics and what is computed of them. Source: API_TargetTrackingMetricDataQuery.html */
function checkMetricMath(inputs: Properties, refuse: Refuse): void {
  if (!isSet(inputs, METRIC_MATH) || isUnknownAt(inputs, METRIC_MATH)) return;
  const metrics = objects(inputs, `${METRIC_MATH}[]`);
  const ids = metrics.map((metric) => text(metric, "id"));
  metrics.forEach((metric, index) => {
    const id = ids[index] ?? "";
    if (!isUnknownAt(metric, "id") && (!/^[a-z]\w{0,254}$/.test(id) || ids.indexOf(id) !== index)) {
      const message = "It is a lower-case letter, and letters, digits and _ after it, and no other metric has it.";
      refuse(`${METRIC_MATH}[${index}].id`, message);
    }
    if (isSet(metric, "expression") === isSet(metric, "metricStat")) {
      refuse(`${METRIC_MATH}[${index}].expression`, "A metric has either expression or metricStat.");
    }
  });
  // Those that say nothing of it are returned.
  const returned = metrics.filter((metric) => !isSet(metric, "returnData") || isTrue(metric, "returnData"));
  if (returned.length !== 1) refuse(METRIC_MATH, "Exactly one of the metrics has returnData.");
}

/** Source: API_PredefinedMetricSpecification.html */
const ECS_METRICS = [
  "ALBRequestCountPerTarget",
  "ECSServiceAverageCPUUtilization",
  "ECSServiceAverageMemoryUtilization",
];

function requireTarget(inputs: Properties, world: World): void {
  const [resourceId, dimension, namespace] = KEYS.map((key) => text(inputs, key));
  refuseIf(
    !world.all(SCALABLE_TARGET).some((other) => sameKey(other.inputs, inputs)),
    "ObjectNotFoundException",
    `No scalable target registered for service namespace: ${namespace}, resource ID: ${resourceId}, scalable dimension: ${dimension}`,
  );
}

function refusePolicyConflicts({ inputs, world, existingId }: NewResource): void {
  requireTarget(inputs, world);
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
  refuseUnknownLabel(text(inputs, RESOURCE_LABEL), world);
}

/** A label is made of a load balancer that exists and one of the target groups that it sends requests to. */
function refuseUnknownLabel(label: string | undefined, world: World): void {
  const [, loadBalancer, targetGroup] = LABEL.exec(label ?? "") ?? [];
  if (loadBalancer === undefined) return;
  const named = (type: string, suffix: string | undefined) =>
    world.all(type).find(({ outputs }) => text(outputs, "arnSuffix") === suffix);
  const balancer = named(LOAD_BALANCER, loadBalancer);
  const group = named(TARGET_GROUP, targetGroup);
  refuseIf(
    !balancer || !group || !loadBalancersOf(world, group.id).includes(balancer.id),
    "ValidationException",
    `Invalid resource label: ${label}`,
  );
}

const CAPACITY = "scalableTargetAction";

const scheduledAction: Behaviour = {
  type: SCHEDULED_ACTION,
  sources: [
    `${API}/API_PutScheduledAction.html`,
    `${API}/API_ScalableTargetAction.html`,
    "https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html",
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/appautoscaling/scheduled_action.go",
  ],
  autoName: { property: "name", maxLength: 255 },
  required: [CAPACITY, "schedule", ...KEYS],
  defaults: { timezone: "UTC" },
  rules: {
    ...keyRules,
    name: all(length(1, 256), matching(/^(?! )[^\p{Cc}:/|]+(?<! )$/u, "A name without : / | and spaces at its ends")),
    schedule: (value) => (typeof value === "string" ? scheduleProblem(value) : "An expression is expected."),
    timezone: (value) =>
      typeof value === "string" && isTimeZone(value) ? undefined : "The name of an IANA time zone is expected.",
    [`${CAPACITY}.maxCapacity`]: integer(0, 2 ** 31 - 1),
    [`${CAPACITY}.minCapacity`]: integer(0, 2 ** 31 - 1),
  },
  check: (inputs, refuse) => {
    checkKey(inputs, refuse);
    const [lowest, highest] = [number(inputs, `${CAPACITY}.minCapacity`), number(inputs, `${CAPACITY}.maxCapacity`)];
    if (lowest !== undefined && highest !== undefined && lowest > highest) {
      refuse(`${CAPACITY}.maxCapacity`, "It must not be less than minCapacity.");
    }
    const isDecided = isSet(inputs, CAPACITY) && !isUnknownAt(inputs, CAPACITY);
    if (isDecided && !isSet(inputs, `${CAPACITY}.minCapacity`) && !isSet(inputs, `${CAPACITY}.maxCapacity`)) {
      refuse(CAPACITY, "It needs minCapacity, maxCapacity or both.");
    }
  },
  replaceOn: [...KEYS, "name", "region"],
  conflicts: ({ inputs, world }) => requireTarget(inputs, world),
  id: ({ inputs }) => ["name", "serviceNamespace", "resourceId"].map((key) => text(inputs, key)).join("-"),
  computed: {
    arn: (resource) =>
      arnOf(
        resource,
        "autoscaling",
        `scheduledAction:${uuidOf(resource, "action")}:resource/${text(resource.inputs, "serviceNamespace")}/${text(resource.inputs, "resourceId")}:scheduledActionName/${text(resource.inputs, "name")}`,
      ),
  },
};

export const AUTO_SCALING: readonly Behaviour[] = [target, policy, scheduledAction];
