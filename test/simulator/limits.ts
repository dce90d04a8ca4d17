import type { Properties, Value } from "../../model/graph";

/** The limits of one resource type. */
export interface TypeLimits {
  /** Inputs that AWS accepts as they are. */
  readonly valid: Properties;
  readonly limits: readonly Limit[];
}

/** The values of an input that are just inside AWS's limit, and those just outside. `null` means absent. */
export type Limit = readonly [input: string, source: string, accepted: readonly Value[], refused: readonly Value[]];
