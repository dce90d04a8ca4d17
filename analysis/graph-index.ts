/** Joins between the resources of a graph, for every analysis. */
import type { Resource, ResourceGraph, Value } from "../model/graph";

export class GraphIndex {
  readonly #byUrn = new Map<string, Resource>();
  readonly #byType = new Map<string, Resource[]>();
  readonly #byIdentity = new Map<string, Resource>();

  constructor(graph: ResourceGraph) {
    for (const resource of graph.resources) {
      this.#byUrn.set(resource.urn, resource);
      this.#byType.set(resource.type, [...this.ofType(resource.type), resource]);
      for (const identity of [resource.id, resource.outputs["arn"]]) {
        if (typeof identity === "string") this.#byIdentity.set(`${resource.type} ${identity}`, resource);
      }
    }
  }

  /** All resources of a type, in the order of registration. */
  ofType(type: string): readonly Resource[] {
    return this.#byType.get(type) ?? [];
  }

  /**
   * The resources of one of the types that a value inside a top-level input refers to, by id or ARN; while that is
   * unknown, those that Pulumi recorded the input to be computed from.
   */
  referredTo(from: Resource, input: string, value: Value | undefined, types: readonly string[]): readonly Resource[] {
    if (typeof value === "string") {
      return types.flatMap((type) => this.#byIdentity.get(`${type} ${value}`) ?? []);
    }
    const urns = from.propertyDependencies[input] ?? [];
    return urns.flatMap((urn) => {
      const resource = this.#byUrn.get(urn);
      return resource !== undefined && types.includes(resource.type) ? [resource] : [];
    });
  }

  /** The resources of the types whose top-level input refers to the target. */
  referringTo(target: Resource, input: string, types: readonly string[]): readonly Resource[] {
    return types
      .flatMap((type) => this.ofType(type))
      .filter((from) => this.referredTo(from, input, from.inputs[input], [target.type]).includes(target));
  }
}
