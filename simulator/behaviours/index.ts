/** All behaviours by type. */
import type { Behaviour } from "../behaviour";

export const BEHAVIOURS: ReadonlyMap<string, Behaviour> = new Map(
  ([] as Behaviour[]).map((behaviour) => [behaviour.type, behaviour]),
);
