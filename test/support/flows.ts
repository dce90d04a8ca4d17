import { Reachability } from "../../analysis/network/reachability";
import { formatTraffic } from "../../analysis/network/traffic";
import type { ResourceGraph } from "../../model/graph";
import { nameOf } from "../../preview/flows-section";
import { networkReport } from "../../preview/network-report";

/** Every connection, and whether the tasks start. */
export function flowsIn(graph: ResourceGraph): string[] {
  const { flows, taskStarts } = networkReport(new Reachability(graph), [], "preview");
  return [
    ...flows.map(
      ({ from, to, reach }) => `${nameOf(from)} → ${nameOf(to)}: ${reach.traffic.map(formatTraffic).join()}`,
    ),
    ...taskStarts.map(({ service, answer }) => `${service.name} starts: ${answer}`),
  ].sort();
}
