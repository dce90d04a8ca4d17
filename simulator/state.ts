/** What exists on simulated AWS, and how it is kept between processes. */
import type { Existing, LeftBehind } from "./behaviour";
import { text } from "./read";
import type { DeploymentFailure, Rollout } from "./rollout";
import { JsonObject, propertiesFromWire, propertiesToWire } from "./wire";

/** Everything that simulated AWS remembers. */
export class State {
  readonly resources = new Map<string, Existing>();
  /** The same by type: whoever looks for something looks for one type, and there may be thousands of others. */
  readonly #byType = new Map<string, Map<string, Existing>>();
  readonly leftBehind: LeftBehind[] = [];
  /** How often each counter was drawn: revisions of task definitions, creations per URN. */
  readonly counters = new Map<string, number>();
  /** What ECS has made of the deployments of its services, by the services' ids. */
  readonly rollouts = new Map<string, Rollout>();
  /** Not kept: a function that a test gives. */
  deploymentFailure: DeploymentFailure | undefined;

  put(resource: Existing): void {
    const key = keyOf(resource);
    this.resources.set(key, resource);
    const same = this.#byType.get(resource.type) ?? new Map<string, Existing>();
    this.#byType.set(resource.type, same.set(key, resource));
  }

  remove(resource: Existing): void {
    this.rollouts.delete(resource.id);
    this.resources.delete(keyOf(resource));
    this.#byType.get(resource.type)?.delete(keyOf(resource));
  }

  /** In the order of creation. */
  ofType(type: string): readonly Existing[] {
    return [...(this.#byType.get(type)?.values() ?? [])];
  }

  /** The types of which there is, or was, something. */
  get types(): readonly string[] {
    return [...this.#byType.keys()];
  }

  /** As JSON. Secrets are in it, marked: it is what AWS would hold. */
  save(): string {
    const resources = [...this.resources.values()].map((resource) => ({
      ...resource,
      inputs: propertiesToWire(resource.inputs),
      outputs: propertiesToWire(resource.outputs),
    }));
    const { leftBehind } = this;
    const [counters, rollouts] = [[...this.counters], [...this.rollouts]];
    return JSON.stringify({ resources, leftBehind, counters, rollouts }, undefined, 2);
  }

  static load(json: string): State {
    const saved = JSON.parse(json) as {
      resources: (Omit<Existing, "inputs" | "outputs"> & { inputs: JsonObject; outputs: JsonObject })[];
      leftBehind: LeftBehind[];
      counters: [string, number][];
      rollouts: [string, Rollout][];
    };
    const state = new State();
    for (const { inputs, outputs, ...rest } of saved.resources) {
      state.put({ ...rest, inputs: propertiesFromWire(inputs), outputs: propertiesFromWire(outputs) });
    }
    state.leftBehind.push(...saved.leftBehind);
    for (const [counter, count] of saved.counters) state.counters.set(counter, count);
    for (const [id, rollout] of saved.rollouts) state.rollouts.set(id, rollout);
    return state;
  }
}

/** Revisions of a task definition share the id, so the ARN tells resources apart where there is one. */
function keyOf({ type, region, id, outputs }: Existing): string {
  return `${type} ${region} ${text(outputs, "arn") ?? ""} ${id}`;
}
