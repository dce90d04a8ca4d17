/** ECS services. */
import type { Properties } from "../../model/graph";
import { TARGET_GROUPS_PER_SERVICE } from "../../model/network-load-balancing";
import type { Behaviour, Existing, NewResource, Refuse, World } from "../behaviour";
import { countItems, isSet, isTrue, isUnknownAt, number, objects, text, texts } from "../read";
import { arn, integer, matching, oneOf } from "../rules";
import {
  arnOf,
  CLUSTER,
  DISCOVERY_SERVICE,
  refuseIf,
  ROLE,
  SECURITY_GROUP,
  SERVICE,
  SUBNET,
  TARGET_GROUP,
  TASK_DEFINITION,
} from "./common";
import { clusterNameOf, providersOf, strategyProblem, strategyRules } from "./ecs-cluster";
import {
  checkDeployment,
  DEPLOYMENT_RULES,
  DEPLOYMENT_SOURCES,
  refuseShiftingConflicts,
  shiftedRules,
} from "./ecs-traffic-shift";
import { containersOf } from "./ecs-containers";
import { MOUNT_SOURCES } from "./ecs-file-systems";
import { afterDeployment } from "./ecs-deployments";
import {
  checkDiscovery,
  DISCOVERY_RULES,
  DISCOVERY_SOURCES,
  refuseRegistryConflicts,
  refuseServiceConnectConflicts,
} from "./ecs-service-connect";
import { loadBalancersOf } from "./lb-actions";

const INVALID = "InvalidParameterException";
const STRATEGY = "capacityProviderStrategies";
const strategyLength = (inputs: Properties) => countItems(inputs, `${STRATEGY}[]`);

/** Tasks have network interfaces in the subnets, with the groups, as long as any are wanted. */
const hasTasks = (inputs: Properties) => number(inputs, "desiredCount") !== 0;

export const service: Behaviour = {
  type: SERVICE,
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    ...DEPLOYMENT_SOURCES,
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecs_service.html.markdown",
    ...DISCOVERY_SOURCES,
    ...MOUNT_SOURCES,
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  defaults: {
    "deploymentController.type": "ECS",
    deploymentMaximumPercent: 200,
    deploymentMinimumHealthyPercent: 100,
    schedulingStrategy: "REPLICA",
  },
  rules: {
    availabilityZoneRebalancing: oneOf("ENABLED", "DISABLED"),
    ...strategyRules(STRATEGY),
    ...DEPLOYMENT_RULES,
    deploymentMaximumPercent: integer(100, 200),
    deploymentMinimumHealthyPercent: integer(0, 100),
    "deploymentController.type": oneOf("ECS", "CODE_DEPLOY", "EXTERNAL"),
    desiredCount: integer(0, 5000),
    healthCheckGracePeriodSeconds: integer(0, 2_147_483_647),
    launchType: oneOf("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"),
    "loadBalancers[].containerPort": integer(0, 65_536),
    "loadBalancers[].targetGroupArn": arn("elasticloadbalancing", /^targetgroup\//),
    name: matching(/^[A-Za-z0-9_-]{1,255}$/, "A name of 1 to 255 letters, digits, hyphens and underscores"),
    propagateTags: oneOf("TASK_DEFINITION", "SERVICE", "NONE"),
    schedulingStrategy: oneOf("REPLICA", "DAEMON"),
    ...DISCOVERY_RULES,
  },
  check: checkService,
  references: [
    { path: "cluster", type: CLUSTER, notFound: "ClusterNotFoundException", holds: true },
    { path: "networkConfiguration.subnets[]", type: SUBNET, notFound: "InvalidSubnetID.NotFound", holds: hasTasks },
    {
      path: "networkConfiguration.securityGroups[]",
      type: SECURITY_GROUP,
      notFound: "InvalidGroup.NotFound",
      holds: hasTasks,
    },
    { path: "loadBalancers[].targetGroupArn", type: TARGET_GROUP, notFound: INVALID },
    { path: "loadBalancers[].advancedConfiguration.alternateTargetGroupArn", type: TARGET_GROUP, notFound: INVALID },
    { path: "loadBalancers[].advancedConfiguration.roleArn", type: ROLE, notFound: INVALID },
    { path: "deploymentConfiguration.lifecycleHooks[].roleArn", type: ROLE, notFound: INVALID },
    { path: "serviceRegistries.registryArn", type: DISCOVERY_SERVICE, notFound: INVALID },
  ],
  replaceOn: [
    {
      path: STRATEGY,
      unless: (olds, news) =>
        isTrue(news, "forceNewDeployment") && strategyLength(olds) > 0 && strategyLength(news) > 0,
    },
    "cluster",
    "deploymentController.type",
    "iamRole",
    "launchType",
    "name",
    "region",
    "schedulingStrategy",
  ],
  conflicts: refuseConflicts,
  afterwards: afterDeployment,
  effects: shiftedRules,
  id: (resource) =>
    arnOf(
      resource,
      "ecs",
      `service/${clusterNameOf(resource.world, text(resource.inputs, "cluster")) ?? "default"}/${text(resource.inputs, "name")}`,
    ),
  implied: {
    enableEcsManagedTags: false,
    enableExecuteCommand: false,
    waitForSteadyState: false,
  },
  computed: {
    arn: ({ id }) => id,
    // AWS enables it on creation where the service allows it.
    availabilityZoneRebalancing: ({ inputs }) =>
      number(inputs, "deploymentMaximumPercent") === 100 ? "DISABLED" : "ENABLED",
    cluster: () => "default",
    deploymentConfiguration: () => ({ bakeTimeInMinutes: "0", strategy: "ROLLING" }),
    iamRole: () => "",
    launchType: ({ inputs }) => (strategyLength(inputs) > 0 ? "" : "EC2"),
    platformVersion: ({ inputs }) => (isFargateService(inputs) ? "LATEST" : ""),
    triggers: () => ({}),
  },
};

function isFargateService(inputs: Properties): boolean {
  const providers = texts(inputs, `${STRATEGY}[].capacityProvider`);
  return text(inputs, "launchType") === "FARGATE" || providers.some((name) => name.startsWith("FARGATE"));
}

function checkService(inputs: Properties, refuse: Refuse): void {
  if (isSet(inputs, "launchType") && strategyLength(inputs) > 0) {
    refuse("launchType", "Specifying both a launch type and capacity provider strategy is not supported.");
  }
  checkDiscovery(inputs, refuse);
  const problem = strategyProblem(inputs, STRATEGY);
  if (problem !== undefined) refuse(STRATEGY, problem);
  const [highest, lowest] = [
    number(inputs, "deploymentMaximumPercent"),
    number(inputs, "deploymentMinimumHealthyPercent"),
  ];
  if (highest === 100 && lowest === 100) {
    refuse(
      "deploymentMaximumPercent",
      "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.",
    );
  }
  if (highest !== undefined && highest <= 100 && text(inputs, "availabilityZoneRebalancing") === "ENABLED") {
    refuse("availabilityZoneRebalancing", "It needs a deploymentMaximumPercent above 100.");
  }
  checkDeployment(inputs, refuse);
  const hasLoadBalancers = countItems(inputs, "loadBalancers[]") > 0 || isUnknownAt(inputs, "loadBalancers");
  if (isSet(inputs, "healthCheckGracePeriodSeconds") && !hasLoadBalancers) {
    refuse(
      "healthCheckGracePeriodSeconds",
      "Health check grace period is only valid for services configured to use load balancers.",
    );
  }
  if (countItems(inputs, "loadBalancers[]") > TARGET_GROUPS_PER_SERVICE) {
    refuse("loadBalancers", `A service has at most ${TARGET_GROUPS_PER_SERVICE} target groups.`);
  }
  if (isSet(inputs, "networkConfiguration") && !isUnknownAt(inputs, "networkConfiguration")) {
    const subnets = countItems(inputs, "networkConfiguration.subnets[]");
    const isKnown = !isUnknownAt(inputs, "networkConfiguration.subnets");
    if (isKnown && (subnets < 1 || subnets > 16)) refuse("networkConfiguration.subnets", "1 to 16 subnets are needed.");
    if (countItems(inputs, "networkConfiguration.securityGroups[]") > 5) {
      refuse("networkConfiguration.securityGroups", "At most 5 security groups are possible.");
    }
  }
}

function refuseConflicts({ inputs, world, existingId }: NewResource): void {
  const cluster = text(inputs, "cluster");
  const twin = world
    .all(SERVICE)
    .find(
      ({ id, inputs: other }) =>
        id !== existingId &&
        other.name === inputs.name &&
        clusterNameOf(world, text(other, "cluster")) === clusterNameOf(world, cluster),
    );
  refuseIf(twin !== undefined, INVALID, "Creation of service was not idempotent.");
  const providers = providersOf(world, cluster);
  const stray = texts(inputs, `${STRATEGY}[].capacityProvider`).find((name) => !providers.includes(name));
  refuseIf(
    stray !== undefined,
    INVALID,
    `The specified capacity provider strategy contains a capacity provider that is not associated with the cluster: ${stray}. Associate the capacity provider with the cluster and try again.`,
  );
  const definition = findTaskDefinition(world, text(inputs, "taskDefinition"));
  refuseIf(
    isSet(inputs, "taskDefinition") && !definition,
    "ClientException",
    `TaskDefinition not found: ${text(inputs, "taskDefinition")}`,
  );
  if (definition) refuseTaskDefinitionConflicts(inputs, definition);
  refuseLoadBalancerConflicts(inputs, definition, world);
  refuseRegistryConflicts(inputs, world);
  refuseServiceConnectConflicts(inputs, definition, world, existingId);
  refuseShiftingConflicts(inputs, world);
  refuseNetworkConflicts(inputs, world);
}

/** By ARN, by `family:revision`, or the latest revision of a family. */
function findTaskDefinition(world: World, key: string | undefined): Existing | undefined {
  const revisions = world.all(TASK_DEFINITION);
  return (
    revisions.find(({ outputs }) => text(outputs, "arn") === key) ??
    revisions.find(({ id, outputs }) => `${id}:${number(outputs, "revision")}` === key) ??
    revisions.filter(({ id }) => id === key).at(-1)
  );
}

function refuseTaskDefinitionConflicts(inputs: Properties, { inputs: definition }: Existing): void {
  const isAwsvpc = text(definition, "networkMode") === "awsvpc";
  refuseIf(
    isAwsvpc && !isSet(inputs, "networkConfiguration"),
    INVALID,
    "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
  );
  refuseIf(
    isTrue(inputs, "enableExecuteCommand") && !isSet(definition, "taskRoleArn"),
    INVALID,
    "The service couldn't be created because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.",
  );
  refuseIf(
    isFargateService(inputs) && !texts(definition, "requiresCompatibilities[]").includes("FARGATE"),
    INVALID,
    "Task definition does not support launch_type FARGATE.",
  );
}

function refuseLoadBalancerConflicts(inputs: Properties, definition: Existing | undefined, world: World): void {
  const containers = definition ? (containersOf(definition.inputs) ?? []) : [];
  for (const loadBalancer of objects(inputs, "loadBalancers[]")) {
    const targetGroupArn = text(loadBalancer, "targetGroupArn");
    const targetGroup = world.find(TARGET_GROUP, targetGroupArn);
    refuseIf(
      targetGroup !== undefined && loadBalancersOf(world, targetGroupArn).length === 0,
      INVALID,
      `The target group with targetGroupArn ${targetGroupArn} does not have an associated load balancer.`,
    );
    if (!definition) continue;
    refuseIf(
      targetGroup !== undefined &&
        text(definition.inputs, "networkMode") === "awsvpc" &&
        text(targetGroup.outputs, "targetType") !== "ip",
      INVALID,
      `The provided target group ${targetGroupArn} has target type ${text(targetGroup?.outputs ?? {}, "targetType")}, which is incompatible with the awsvpc network mode specified in the task definition.`,
    );
    const [name, port] = [text(loadBalancer, "containerName"), number(loadBalancer, "containerPort")];
    const container = containers.find((each) => text(each, "name") === name);
    refuseIf(!container, INVALID, `The container ${name} does not exist in the task definition.`);
    refuseIf(
      !objects(container ?? {}, "portMappings[]").some((mapping) => number(mapping, "containerPort") === port),
      INVALID,
      `The container ${name} did not have a container port ${port} defined.`,
    );
  }
}

function refuseNetworkConflicts(inputs: Properties, world: World): void {
  const vpcOf = (type: string) => (id: string) => text(world.find(type, id)?.outputs ?? {}, "vpcId");
  const vpcs = [
    ...texts(inputs, "networkConfiguration.subnets[]").map(vpcOf(SUBNET)),
    ...texts(inputs, "networkConfiguration.securityGroups[]").map(vpcOf(SECURITY_GROUP)),
  ];
  refuseIf(new Set(vpcs).size > 1, INVALID, "The subnets and security groups are not all in the same VPC.");
}
