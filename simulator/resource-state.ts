/** What the provider's methods are asked about, and what they answer. */
import type { Properties, Unknown } from "../model/graph";
import type { Change } from "./simulated-diff";

/** What a change of the inputs means. */
export interface Difference {
  /** Empty if nothing changes. */
  readonly changes: readonly Change[];
  /** True if the old resource has to go before the new one can be made. */
  readonly deleteBeforeReplace: boolean;
}

/** A resource as the provider's methods name it. */
export interface ResourceKey {
  readonly type: string;
  readonly urn: string;
}

/** What a resource looks like after it was created, changed or read. */
export interface ResourceState {
  readonly id: string | Unknown;
  readonly inputs: Properties;
  readonly outputs: Properties;
}
