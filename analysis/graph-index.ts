/** Joins between the resources of a graph, for every analysis. */
import { isUnknown, type Resource, type ResourceGraph, type Unknown, type Value } from "../model/graph";
import { IDENTIFYING_NAMES } from "../model/identifying-names";
import { ReferenceIndex } from "./reference-index";

/** What several ids of an input refer to together. */
export interface Referred {
  readonly resources: readonly Resource[];
  /** The ids that refer to none of the graph's resources. */
  readonly others: readonly Value[];
  /** True: some of them are not meant, and nobody knows which, as Pulumi recorded more of them than there are ids. */
  readonly isAmbiguous: boolean;
}

export class GraphIndex {
  readonly #references: ReferenceIndex<Resource>;
  readonly #byType = new Map<string, Resource[]>();
  readonly #referring = new Map<string, ReadonlyMap<Resource, readonly Resource[]>>();

  constructor({ resources }: ResourceGraph) {
    this.#references = new ReferenceIndex(resources, ({ id, type, inputs, outputs }) => {
      const name = IDENTIFYING_NAMES[type];
      const named = name === undefined ? undefined : (inputs[name] ?? outputs[name]);
      return [id, outputs["arn"], named].filter((each): each is string => typeof each === "string" && each !== "");
    });
    for (const resource of resources) {
      const others = this.#byType.get(resource.type);
      if (others === undefined) this.#byType.set(resource.type, [resource]);
      else others.push(resource);
    }
  }

  withUrn(urn: string): Resource | undefined {
    return this.#references.withUrn(urn);
  }

  /** True if others can refer to the resource by an id that is known. */
  isIdentified({ id }: Resource): boolean {
    return typeof id === "string";
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

  /** The same of several ids together: whichever of them stands for what. Of an unknown list all are taken to be meant. */
  referredToBy(from: Resource, input: string, ids: readonly Value[] | Unknown, types: readonly string[]): Referred {
    const list = isUnknown(ids) ? [ids] : ids;
    const each = list.map((id) => ({ id, found: this.referredTo(from, input, id, types) }));
    const known = each.filter(({ id }) => !isUnknown(id));
    const resources = new Set(each.flatMap(({ found }) => found));
    const named = new Set(known.flatMap(({ found }) => found));
    return {
      resources: [...resources],
      others: each.filter(({ found }) => found.length === 0).map(({ id }) => id),
      isAmbiguous: !isUnknown(ids) && resources.size - named.size > each.length - known.length,
    };
  }

  /** The resource that an input with one id refers to; none also while it may be one of several. */
  theOne(from: Resource, input: string, types: readonly string[], id = from.inputs[input]): Resource | undefined {
    const found = this.referredTo(from, input, id, types);
    return isUnknown(id) && found.length > 1 ? undefined : found[0];
  }

  /** The resources of the types whose top-level input refers to the target, by its value or by one in its list. */
  referringTo(target: Resource, input: string, types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.#referrers(type, input, target.type).get(target) ?? []);
  }

  /** Joined once for all targets of a type: who asks for one of them mostly asks for all. */
  #referrers(type: string, input: string, targetType: string): ReadonlyMap<Resource, readonly Resource[]> {
    const key = [type, input, targetType].join();
    const known = this.#referring.get(key);
    if (known !== undefined) return known;
    const referrers = new Map<Resource, Resource[]>();
    for (const from of this.ofType(type)) {
      const given = from.inputs[input];
      const values = Array.isArray(given) ? (given as readonly Value[]) : [given];
      for (const target of new Set(values.flatMap((value) => this.referredTo(from, input, value, [targetType])))) {
        const others = referrers.get(target);
        if (others === undefined) referrers.set(target, [from]);
        else others.push(from);
      }
    }
    this.#referring.set(key, referrers);
    return referrers;
  }
}
