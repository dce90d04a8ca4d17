import { ReferenceIndex, type Referrer } from "../analysis/reference-index";
import type { JudgedResource } from "./control";

/** A resource in the stack phase, with what joins it to others. */
export interface StackResource extends JudgedResource, Referrer {}

/**
 * Which resources a property refers to. `found` may hold several: an unknown property that was computed from two
 * listeners may mean either, and a control has to be right for each.
 */
export type Join =
  | { readonly state: "found"; readonly resources: readonly StackResource[] }
  /** The property has a value, and no resource of this stack has it: it belongs to another stack. */
  | { readonly state: "outside" }
  | { readonly state: "absent" }
  | { readonly state: "unknown" };

/** The stack's resources, and the joins between them. Built once for all controls. */
export class StackIndex {
  private readonly references: ReferenceIndex<StackResource>;

  constructor(readonly resources: readonly StackResource[]) {
    this.references = new ReferenceIndex(resources, identities);
  }

  /**
   * The resources of the given types that a top-level property refers to by id or ARN: by its value where that is
   * known, otherwise by what Pulumi recorded that it was computed from.
   */
  referredTo(from: JudgedResource, property: string, types: readonly string[]): Join {
    const reference = from.properties.get(property).string();
    if (reference.state === "absent") return { state: "absent" };
    if (reference.state === "known") {
      const resources = this.references.withIdentity(reference.value, types);
      return resources.length > 0 ? { state: "found", resources } : { state: "outside" };
    }
    const referrer = this.references.withUrn(from.urn);
    const resources = referrer === undefined ? [] : this.references.computedFrom(referrer, property, types);
    return resources.length > 0 ? { state: "found", resources } : { state: "unknown" };
  }
}

/** The values by which other resources refer to this one. */
function identities(resource: StackResource): readonly string[] {
  const values = ["id", "arn"].map((name) => resource.properties.get(name).string());
  return values.flatMap((value) => (value.state === "known" ? [value.value] : []));
}
