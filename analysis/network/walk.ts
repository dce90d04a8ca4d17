/** Sends a set of packets through the elements of a way, one after the other. */
import { both, exactly, type Filter } from "./filter";
import type { PacketSet } from "./packet-set";
import type { Stage } from "./stages";

export interface Walk {
  /** What arrives, for certain and at most. */
  readonly arrives: Filter;
  readonly stages: readonly Stage[];
  /** The first element behind which nothing is left. */
  readonly blockedBy?: Stage;
  /** The first element behind which it isn't certain any more that anything is left. */
  readonly uncertainAt?: Stage;
}

export function walk(start: PacketSet, stages: readonly Stage[]): Walk {
  let arrives = exactly(start);
  let uncertainAt: Stage | undefined;
  for (const stage of stages) {
    arrives = both(arrives, stage.filter);
    if (arrives.possibly.length === 0)
      return { arrives, stages, blockedBy: stage, ...(uncertainAt && { uncertainAt }) };
    if (arrives.surely.length === 0) uncertainAt ??= stage;
  }
  return { arrives, stages, ...(uncertainAt && { uncertainAt }) };
}
