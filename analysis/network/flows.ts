/** Every connection that is possible in a network: who reaches whom, and what goes to and comes from the internet. */
import type { End } from "./paths";
import type { Reach } from "./reach";
import type { Reachability } from "./reachability";

export interface Flow {
  readonly from: End;
  readonly to: End;
  readonly reach: Reach;
}

/** Flows that are possible, or may be; what isn't listed isn't possible. */
export function flowsOf(reachability: Reachability): Flow[] {
  const { endpoints } = reachability;
  const flows = [
    ...endpoints.map((to): Flow => ({ from: "internet", to, reach: reachability.fromInternet(to) })),
    ...endpoints.flatMap((to) =>
      reachability.callersOf(to).map((from): Flow => ({ from, to, reach: reachability.between(from, to) })),
    ),
    ...endpoints.map((from): Flow => ({ from, to: "internet", reach: reachability.toInternet(from) })),
  ];
  return flows.filter(({ reach }) => reach.verdict !== "not reachable");
}
