/** ECS clusters and the capacity providers that services on them may use. */
import type { Behaviour, World } from "../behaviour";
import type { Properties } from "../../model/graph";
import { findAll, isSet, text, texts } from "../read";
import { integer, matching, oneOf } from "../rules";
import { arnOf, CAPACITY_PROVIDERS, CLUSTER, refuseIf, SERVICE } from "./common";

const API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference";

const clusterName = matching(/^[A-Za-z0-9_-]{1,255}$/, "A name of 1 to 255 letters, digits, hyphens and underscores");

const cluster: Behaviour = {
  type: CLUSTER,
  sources: [
    `${API}/API_CreateCluster.html`,
    `${API}/API_DeleteCluster.html`,
    `${API}/API_ClusterSetting.html`,
    `${API}/API_ExecuteCommandConfiguration.html`,
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  rules: {
    name: clusterName,
    "settings[].name": oneOf("containerInsights"),
    "settings[].value": oneOf("enabled", "enhanced", "disabled"),
    "configuration.executeCommandConfiguration.logging": oneOf("NONE", "DEFAULT", "OVERRIDE"),
  },
  check: (inputs, refuse) => {
    const path = "configuration.executeCommandConfiguration";
    if (text(inputs, `${path}.logging`) === "OVERRIDE" && !isSet(inputs, `${path}.logConfiguration`)) {
      refuse(`${path}.logConfiguration`, "With logging OVERRIDE it has to say where sessions are logged.");
    }
  },
  replaceOn: ["name", "region"],
  conflicts: ({ inputs, world, existingId }) => {
    const taken = world.all(CLUSTER).some(({ id, inputs: other }) => id !== existingId && other.name === inputs.name);
    refuseIf(taken, "InvalidParameterException", `A cluster with the name ${text(inputs, "name")} already exists`);
  },
  id: (resource) => arnOf(resource, "ecs", `cluster/${text(resource.inputs, "name")}`),
  computed: {
    arn: ({ id }) => id,
    settings: () => [{ name: "containerInsights", value: "disabled" }],
  },
  inUse: {
    code: "ClusterContainsServicesException",
    sentence: () => "The Cluster cannot be deleted while Services are active.",
  },
};

/** The ones that AWS keeps for Fargate; others are made by the account. */
const FARGATE_PROVIDERS = ["FARGATE", "FARGATE_SPOT"];

const STRATEGY = "defaultCapacityProviderStrategies";

const capacityProviders: Behaviour = {
  type: CAPACITY_PROVIDERS,
  sources: [`${API}/API_PutClusterCapacityProviders.html`, `${API}/API_CapacityProviderStrategyItem.html`],
  required: ["clusterName"],
  rules: {
    clusterName,
    "capacityProviders[]": matching(
      /^(?!aws|ecs|fargate)[A-Za-z0-9_-]{1,255}$|^FARGATE(_SPOT)?$/,
      "FARGATE, FARGATE_SPOT, or the name of one of the account's own",
    ),
    ...strategyRules(STRATEGY),
  },
  check: (inputs, refuse) => {
    const listed = texts(inputs, "capacityProviders[]");
    const stray = findAll(inputs, `${STRATEGY}[].capacityProvider`).find(
      ({ value }) => typeof value === "string" && !listed.includes(value),
    );
    if (stray) refuse(stray.path, `It is none of the cluster's capacity providers: ${listed.join(", ")}.`);
  },
  references: [{ path: "clusterName", type: CLUSTER, notFound: "ClusterNotFoundException" }],
  replaceOn: ["clusterName", "region"],
  undeletable: ({ inputs, world }) => {
    const user = world
      .all(SERVICE)
      .find(
        ({ inputs: service }) =>
          clusterNameOf(world, text(service, "cluster")) === text(inputs, "clusterName") &&
          findAll(service, "capacityProviderStrategies[]").length > 0,
      );
    refuseIf(
      user !== undefined,
      "ResourceInUseException",
      `The specified capacity provider is in use and cannot be removed: ${user?.id}`,
    );
  },
  id: ({ inputs }) => text(inputs, "clusterName") ?? "",
};

/** Rules of a capacity provider strategy at a path. Source: the page of CapacityProviderStrategyItem. */
export function strategyRules(path: string) {
  return { [`${path}[].base`]: integer(0, 100_000), [`${path}[].weight`]: integer(0, 1000) };
}

/** The name of the cluster that is given by name or ARN. */
export function clusterNameOf(world: World, nameOrArn: string | undefined): string | undefined {
  return text(world.find(CLUSTER, nameOrArn)?.outputs ?? {}, "name") ?? nameOrArn;
}

/** What services on the cluster may name in their strategies. */
export function providersOf(world: World, cluster: string | undefined): string[] {
  return world
    .all(CAPACITY_PROVIDERS)
    .filter(({ inputs }) => text(inputs, "clusterName") === clusterNameOf(world, cluster))
    .flatMap(({ inputs }) => texts(inputs, "capacityProviders[]"));
}

/** Why the strategy is refused whatever the cluster is. Source: the page of CapacityProviderStrategyItem. */
export function strategyProblem(inputs: Properties, path: string): string | undefined {
  const items = findAll(inputs, `${path}[]`);
  if (items.length === 0) return undefined;
  if (findAll(inputs, `${path}[].base`).filter(({ value }) => value !== 0).length > 1) {
    return "Only one capacity provider in a strategy can have a base.";
  }
  const names = texts(inputs, `${path}[].capacityProvider`);
  const fargate = names.filter((name) => FARGATE_PROVIDERS.includes(name)).length;
  if (fargate > 0 && fargate < names.length) return "Fargate's capacity providers can't be mixed with others.";
  // An item without a weight has the weight 0.
  return items.length > 1 && findAll(inputs, `${path}[].weight`).every(({ value }) => value === 0)
    ? "At least one capacity provider must have a weight above 0."
    : undefined;
}

export const ECS_CLUSTER: readonly Behaviour[] = [cluster, capacityProviders];
