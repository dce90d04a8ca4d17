/** How one resource refers to another: by an id or ARN among its properties or, before there is one, by what Pulumi recorded. */
export interface Referrer {
  readonly urn: string;
  readonly type: string;
  /** Per top-level property, the URNs whose outputs it was computed from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

export class ReferenceIndex<T extends Referrer> {
  readonly #byUrn: ReadonlyMap<string, T>;
  readonly #byIdentity = new Map<string, T[]>();

  /** @param identities the values by which others refer to a resource, as far as they are known */
  constructor(resources: readonly T[], identities: (resource: T) => readonly string[]) {
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) {
      for (const identity of new Set(identities(resource))) {
        const others = this.#byIdentity.get(identity);
        if (others === undefined) this.#byIdentity.set(identity, [resource]);
        else others.push(resource);
      }
    }
  }

  withUrn(urn: string): T | undefined {
    return this.#byUrn.get(urn);
  }

  /** The resources of the types that have the id or ARN. */
  withIdentity(identity: string, types: readonly string[]): readonly T[] {
    return (this.#byIdentity.get(identity) ?? []).filter((resource) => types.includes(resource.type));
  }

  /**
   * The resources of the types that the property was computed from: more than one, if several could be meant. Pulumi keeps
   * them as a set, which each of its parts names in another order.
   */
  computedFrom(from: Referrer, property: string, types: readonly string[]): readonly T[] {
    return [...(from.propertyDependencies[property] ?? [])].sort().flatMap((urn) => {
      const resource = this.#byUrn.get(urn);
      return resource !== undefined && types.includes(resource.type) ? [resource] : [];
    });
  }
}
