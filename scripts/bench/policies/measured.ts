/**
 * One measured run of a pack, in the process that the engine would start: `measured.ts FOLDER RESOURCES`, where the folder
 * holds the built pack. The last line it writes is JSON.
 */
import { performance } from "node:perf_hooks";
import { PolicyPackProcess } from "../../../test/support/policy-pack";
import { type Timed, usedSoFar } from "../runs";
import { sentResources } from "./sent-resources";

export interface PackRun extends Timed {
  /** Until it could be called. */
  readonly startSeconds: number;
  readonly policies: number;
  /** What was found, so that a reader can see that something was judged. */
  readonly violations: number;
}

async function main([folder = "", count]: readonly string[]): Promise<void> {
  const { checked, stack } = await sentResources(Number(count));
  const pack = await PolicyPackProcess.start(folder);
  // The engine asks for the policies before it sends resources.
  const policies = (await pack.info()).getPoliciesList().length;
  const before = usedSoFar(await pack.used());
  const start = performance.now();
  let violations = 0;
  for (const resource of checked) violations += (await pack.analyze(resource)).length;
  violations += (await pack.analyzeStack(stack)).length;
  const seconds = (performance.now() - start) / 1000;
  const { cpuSeconds, memoryMiB } = usedSoFar(await pack.used());
  pack.stop();
  const run: PackRun = {
    resources: stack.length,
    policies,
    violations,
    startSeconds: pack.startMs / 1000,
    seconds,
    cpuSeconds: cpuSeconds - before.cpuSeconds,
    memoryMiB,
  };
  console.log(JSON.stringify(run));
}

if (require.main === module) void main(process.argv.slice(2));
