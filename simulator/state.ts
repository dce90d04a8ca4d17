/** What exists on simulated AWS, and how it is kept between processes. */
import type { Existing, LeftBehind } from "./behaviour";
import { JsonObject, propertiesFromWire, propertiesToWire } from "./wire";

/** Everything that simulated AWS remembers. */
export class State {
  readonly resources = new Map<string, Existing>();
  readonly leftBehind: LeftBehind[] = [];
  /** How often each counter was drawn: revisions of task definitions, creations per URN. */
  readonly counters = new Map<string, number>();

  key(type: string, region: string, id: string): string {
    return `${type} ${region} ${id}`;
  }

  put(resource: Existing): void {
    this.resources.set(this.key(resource.type, resource.region, resource.id), resource);
  }

  remove(resource: Existing): void {
    this.resources.delete(this.key(resource.type, resource.region, resource.id));
  }

  /** As JSON. Secrets are in it, marked: it is what AWS would hold. */
  save(): string {
    const resources = [...this.resources.values()].map((resource) => ({
      ...resource,
      inputs: propertiesToWire(resource.inputs),
      outputs: propertiesToWire(resource.outputs),
    }));
    return JSON.stringify({ resources, leftBehind: this.leftBehind, counters: [...this.counters] }, undefined, 2);
  }

  static load(json: string): State {
    const saved = JSON.parse(json) as {
      resources: (Omit<Existing, "inputs" | "outputs"> & { inputs: JsonObject; outputs: JsonObject })[];
      leftBehind: LeftBehind[];
      counters: [string, number][];
    };
    const state = new State();
    for (const { inputs, outputs, ...rest } of saved.resources) {
      state.put({ ...rest, inputs: propertiesFromWire(inputs), outputs: propertiesFromWire(outputs) });
    }
    state.leftBehind.push(...saved.leftBehind);
    for (const [counter, count] of saved.counters) state.counters.set(counter, count);
    return state;
  }
}
