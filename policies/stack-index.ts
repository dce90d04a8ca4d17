import { ReferenceIndex, type Referrer } from "../analysis/reference-index";
import { IDENTIFYING_NAMES } from "../model/identifying-names";
import type { JudgedResource } from "./control";
import type { Reader, Reading } from "./reader";
import type { Truth } from "./verdict";

/** A resource in the stack phase, with what joins it to others. */
export interface StackResource extends JudgedResource, Referrer {
  /** What the program wrote: outputs also hold what AWS has filled in. Absent where only outputs are known. */
  readonly inputs?: Reader;
}

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

/** A resource that refers to another one, or may do so. */
export interface Referral {
  readonly resource: StackResource;
  readonly refers: Exclude<Truth, false>;
}

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

  /** The resources of the given types whose top-level property refers to the target, or may do so. */
  referringTo(target: JudgedResource, property: string, types: readonly string[]): readonly Referral[] {
    return this.resources
      .filter(({ type }) => types.includes(type))
      .flatMap((resource) => {
        const refers = this.#refers(resource, property, target);
        return refers === false ? [] : [{ resource, refers }];
      });
  }

  /** What the program wrote about the resource; its outputs, if nothing else is known. */
  inputsOf(resource: JudgedResource): Reader {
    return this.references.withUrn(resource.urn)?.inputs ?? resource.properties;
  }

  #refers(from: JudgedResource, property: string, target: JudgedResource): Truth {
    const join = this.referredTo(from, property, [target.type]);
    if (join.state === "absent") return false;
    if (join.state === "unknown") return "unknown";
    // Another stack's, unless the target has an id or ARN that nobody knows yet: then it may be that.
    if (join.state === "outside")
      return identifying(target).some(({ state }) => state === "unknown") ? "unknown" : false;
    if (!join.resources.some(({ urn }) => urn === target.urn)) return false;
    return join.resources.length === 1 || from.properties.get(property).string().state === "known" ? true : "unknown";
  }
}

/** The properties whose values others refer to this resource by. */
function identifying(resource: JudgedResource): readonly Reading<string>[] {
  return ["id", "arn", IDENTIFYING_NAMES[resource.type] ?? []]
    .flat()
    .map((name) => resource.properties.get(name).string());
}

/** The values by which other resources refer to this one, as far as they are known. */
function identities(resource: JudgedResource): readonly string[] {
  return identifying(resource).flatMap((value) => (value.state === "known" ? [value.value] : []));
}
