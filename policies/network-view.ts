/** The network of a stack as controls need it: who has interfaces, who reaches whom, whose tasks start. */
import { type Endpoint, subnetsOf } from "../analysis/network/interfaces";
import { Reachability } from "../analysis/network/reachability";
import { taskStarts, type TaskStart } from "../analysis/task-start/task-start";
import { isProperties, isSecret, type Properties, type Resource, type Value } from "../model/graph";
import { PARAMETER, TASK_DEFINITION } from "../model/type-tokens";
import { parseUrn } from "../model/urn";
import type { Subnet } from "../analysis/network/topology";
import type { JudgedResource } from "./control";
import type { Reader } from "./reader";
import type { StackIndex, StackResource } from "./stack-index";

/** Of these the analyses ask for the region and the account, which their provider may tell. */
const PLACED: readonly string[] = [TASK_DEFINITION, PARAMETER];

export interface NamedSubnets {
  readonly subnets: readonly Subnet[];
  /** What is named beyond them, for people. */
  readonly unknown: readonly string[];
}

export class NetworkView {
  readonly reachability: Reachability;
  #starts: ReadonlyMap<string, TaskStart> | undefined;

  constructor(stack: StackIndex) {
    this.reachability = new Reachability({
      project: "",
      stack: "",
      outputs: {},
      resources: stack.resources.flatMap((resource) =>
        PLACED.includes(resource.type) ? withProvider(resource) : [graphResource(resource)],
      ),
    });
  }

  /** The interfaces of a resource; undefined if it has none in a VPC. */
  endpointOf(resource: JudgedResource): Endpoint | undefined {
    return this.reachability.of(this.#inGraph(resource));
  }

  /** The subnets that a property of a resource names, and what it names beyond them. */
  subnetsOf(judged: JudgedResource, property: string): NamedSubnets {
    const unknown: string[] = [];
    const named = { resource: this.#inGraph(judged), subnets: property };
    return { subnets: subnetsOf(this.reachability.topology, named, unknown), unknown };
  }

  /** Whether a service's tasks start; undefined if it runs on instances. */
  startOf({ urn }: JudgedResource): TaskStart | undefined {
    this.#starts ??= new Map(taskStarts(this.reachability).map((start) => [start.service.resource.urn, start]));
    return this.#starts.get(urn);
  }

  /** Judged is only what is in the stack. */
  #inGraph({ urn }: JudgedResource): Resource {
    return this.reachability.topology.index.withUrn(urn)!;
  }
}

const VIEWS = new WeakMap<StackIndex, NetworkView>();

/** Made once for all controls that look at the same stack. */
export function networkOf(stack: StackIndex): NetworkView {
  const view = VIEWS.get(stack) ?? new NetworkView(stack);
  VIEWS.set(stack, view);
  return view;
}

const COMMON = { custom: true, dependencies: [], options: {} } as const;

function graphResource({ urn, type, properties, propertyDependencies }: StackResource): Resource {
  const outputs = plain(properties);
  const id = outputs["id"];
  return {
    ...COMMON,
    urn,
    type,
    name: parseUrn(urn).name,
    ...(typeof id === "string" && { id }),
    // Packs have outputs alone; with the inputs that the other doors have, these would know more than the engine.
    inputs: outputs,
    outputs,
    propertyDependencies,
  };
}

/** A resource and its provider, which tells region and account. */
function withProvider(resource: StackResource): Resource[] {
  const provider = `provider of ${resource.urn}`;
  const own = { urn: provider, type: "pulumi:providers:aws", name: provider, propertyDependencies: {} };
  return [
    { ...graphResource(resource), provider },
    { ...COMMON, ...own, inputs: plain(resource.provider), outputs: {} },
  ];
}

/** Analyses take secrets for absent; controls look at them, and repeat none of them. */
function plain(reader: Reader): Properties {
  const value = reader.raw();
  return isProperties(value) ? allRevealed(value) : {};
}

function allRevealed(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, revealed(value)]));
}

function revealed(value: Value): Value {
  if (isSecret(value)) return revealed(value.reveal());
  if (Array.isArray(value)) return (value as readonly Value[]).map(revealed);
  return isProperties(value) ? allRevealed(value) : value;
}
