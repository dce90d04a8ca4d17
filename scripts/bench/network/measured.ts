/** One measured analysis, in a process of its own: `measured.ts SERVICES`. The last line it writes is JSON. */
import { performance } from "node:perf_hooks";
import { internetExposure } from "../../../analysis/internet-exposure";
import { flowsOf } from "../../../analysis/network/flows";
import { Reachability } from "../../../analysis/network/reachability";
import { taskStarts } from "../../../analysis/task-start/task-start";
import type { ResourceGraph } from "../../../model/graph";
import { usedSoFar, type Timed } from "../runs";
import { manyServices } from "./many-services";

/** What a run found, so that a test can see that nothing was left out. */
export interface Analysed {
  readonly endpoints: number;
  readonly flows: number;
  readonly entries: number;
  /** Services whose tasks start. */
  readonly starting: number;
}

/** Everything that the preview says about the network. */
export function analyse(graph: ResourceGraph): Analysed {
  const reachability = new Reachability(graph);
  return {
    endpoints: reachability.endpoints.length,
    flows: flowsOf(reachability).length,
    entries: internetExposure(graph, reachability).entries.length,
    starting: taskStarts(reachability).filter(({ answer }) => answer === "yes").length,
  };
}

export interface NetworkRun extends Timed, Analysed {}

function main(services: number): void {
  const graph = manyServices(services);
  const [start, before] = [performance.now(), usedSoFar()];
  const analysed = analyse(graph);
  const seconds = (performance.now() - start) / 1000;
  const { cpuSeconds, memoryMiB } = usedSoFar();
  const run: NetworkRun = {
    resources: graph.resources.length,
    seconds,
    cpuSeconds: cpuSeconds - before.cpuSeconds,
    memoryMiB,
    ...analysed,
  };
  console.log(JSON.stringify(run));
}

if (require.main === module) main(Number(process.argv[2]));
