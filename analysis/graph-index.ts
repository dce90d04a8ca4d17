/** Joins between the resources of a graph, for every analysis. */
import type { Resource, ResourceGraph, Value } from "../model/graph";
import { ReferenceIndex } from "./reference-index";

export class GraphIndex {
  readonly #references: ReferenceIndex<Resource>;
  readonly #byType = new Map<string, Resource[]>();

  constructor({ resources }: ResourceGraph) {
    this.#references = new ReferenceIndex(resources, ({ id, outputs }) =>
      [id, outputs["arn"]].filter((identity) => typeof identity === "string"),
    );
    for (const resource of resources) {
      const others = this.#byType.get(resource.type);
      if (others === undefined) this.#byType.set(resource.type, [resource]);
      else others.push(resource);
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
    return typeof value === "string"
      ? this.#references.withIdentity(value, types)
      : this.#references.computedFrom(from, input, types);
  }

  /** The resources of the types whose top-level input refers to the target. */
  referringTo(target: Resource, input: string, types: readonly string[]): readonly Resource[] {
    return types
      .flatMap((type) => this.ofType(type))
      .filter((from) => this.referredTo(from, input, from.inputs[input], [target.type]).includes(target));
  }
}
