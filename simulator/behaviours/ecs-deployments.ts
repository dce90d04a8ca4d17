/** When a change of an ECS service begins a deployment, and what the service is like when it has ended. */
import type { Properties, Value } from "../../model/graph";
import type { Aftermath, Changed, CreatedResource, Existing, World } from "../behaviour";
import { isTrue, number, text, texts } from "../read";
import { deploy, type Rollout } from "../rollout";
import { SERVICE, TASK_DEFINITION } from "./common";
import { containersOf } from "./ecs-containers";
import { mountFailure } from "./ecs-file-systems";

/** What the provider changes without UpdateService. */
const NOT_SENT = new Set(["tags", "tagsAll", "forceDelete"]);

/**
 * What begins a deployment although none is forced.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
const DEPLOYED = new Set([
  "capacityProviderStrategies",
  "loadBalancers",
  "networkConfiguration",
  "platformVersion",
  "serviceConnectConfiguration",
  "serviceRegistries",
  "taskDefinition",
  "volumeConfiguration",
]);

/**
 * What has become of the service once its deployment has ended: after a roll-back it has another task definition. Where
 * the program wants it, the provider waits for that, and fails with the deployment's reason; the next update finds no
 * difference, begins no deployment, and waits for none.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go
 */
export function afterDeployment(resource: CreatedResource, changed?: Changed): Aftermath {
  const { id, inputs, world } = resource;
  const before = world.rollouts.get(id);
  // The provider sends what differs from what it remembers, which is not the same as what ECS runs.
  const keeps = changed && text(changed.remembered, "taskDefinition") === text(inputs, "taskDefinition");
  const taskDefinition = (keeps ? before?.taskDefinition : undefined) ?? text(inputs, "taskDefinition") ?? "";
  if (changed && !beginsDeployment({ ...inputs, taskDefinition }, changed.inputs)) {
    return { inputs: { taskDefinition } };
  }
  const definition = world.find(TASK_DEFINITION, taskDefinition);
  const deployment = {
    serviceName: text(inputs, "name") ?? "",
    taskDefinition,
    images: imagesOf(definition),
  };
  const failure = world.deploymentFailure?.(deployment) ?? mountFailure(world, inputs, definition);
  const rollout = deploy(
    {
      ...deployment,
      circuitBreaker: isTrue(inputs, "deploymentCircuitBreaker.enable"),
      rollback: isTrue(inputs, "deploymentCircuitBreaker.rollback"),
    },
    failure,
    before,
    () => world.nextNumber(`events of ${id}`),
  );
  world.rollouts.set(id, rollout);
  const waitsInVain = failure !== undefined && isTrue(inputs, "waitForSteadyState");
  const operation = changed ? "update" : "create";
  return {
    inputs: { taskDefinition: rollout.taskDefinition },
    ...(waitsInVain && { notReady: `waiting for ECS Service (${id}) ${operation}: ${failure}` }),
  };
}

export function beginsDeployment(inputs: Properties, before: Properties): boolean {
  const differing = [...new Set([...Object.keys(inputs), ...Object.keys(before)])].filter(
    (key) => !NOT_SENT.has(key) && !same(inputs[key], before[key]),
  );
  return isTrue(inputs, "forceNewDeployment") ? differing.length > 0 : differing.some((key) => DEPLOYED.has(key));
}

function same(one: Value | undefined, other: Value | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function imagesOf(definition: Existing | undefined): string[] {
  return (definition ? (containersOf(definition.inputs) ?? []) : []).flatMap((container) => texts(container, "image"));
}

/** Source: https://www.pulumi.com/registry/packages/aws/api-docs/ecs/getservice/ */
export function describeService(args: Properties, world: World): Properties | undefined {
  const [clusterArn, serviceName] = [text(args, "clusterArn") ?? "", text(args, "serviceName") ?? ""];
  const service = world.find(SERVICE, `${clusterArn.replace(":cluster/", ":service/")}/${serviceName}`);
  const rollout = service && world.rollouts.get(service.id);
  if (!service || !rollout) return undefined;
  const { outputs } = service;
  const desiredCount = number(outputs, "desiredCount") ?? 0;
  const counts = ({ runs }: Rollout["deployments"][number]) => ({
    desiredCount,
    pendingCount: 0,
    runningCount: runs ? desiredCount : 0,
  });
  const deployments = rollout.deployments.map(({ runs: _runs, ...deployment }, index) => ({
    ...deployment,
    updatedAt: deployment.createdAt,
    ...counts(rollout.deployments[index]!),
  }));
  const one = (name: string) => (outputs[name] === undefined ? [] : [outputs[name]]);
  return {
    // What a service may lack is there all the same, empty.
    capacityProviderStrategies: [],
    healthCheckGracePeriodSeconds: 0,
    loadBalancers: [],
    orderedPlacementStrategies: [],
    placementConstraints: [],
    propagateTags: "NONE",
    ...outputs,
    clusterArn,
    createdAt: rollout.events.at(-1)?.createdAt ?? "",
    createdBy: `arn:aws:iam::${clusterArn.split(":")[4]}:user/simulated`,
    deploymentConfigurations: one("deploymentConfiguration"),
    deploymentControllers: one("deploymentController"),
    deployments,
    desiredCount,
    events: rollout.events.map((event) => ({ ...event })),
    id: service.id,
    networkConfigurations: one("networkConfiguration"),
    pendingCount: 0,
    platformFamily: "Linux",
    runningCount: deployments.reduce((sum, { runningCount }) => sum + runningCount, 0),
    serviceName,
    serviceRegistries: one("serviceRegistries"),
    status: "ACTIVE",
    tags: outputs["tagsAll"] ?? {},
    taskDefinition: rollout.taskDefinition,
    taskSets: [],
  };
}
