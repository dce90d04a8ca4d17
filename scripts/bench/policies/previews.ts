/** First previews of a large environment on the real engine, with the policy packs and without. */
import { performance } from "node:perf_hooks";
import { SimulatedAws } from "../../../simulator/simulated-aws";
import { environmentProgram } from "../../../stacks/program";
import { EngineStack, type EngineStackOptions } from "../../../test/support/engine";
import { presetPacks } from "../../../test/support/policy-pack";
import { RUNS, type Timed } from "../runs";
import { BENCH_STACK, settingsFor } from "./sent-resources";

type Preview = Pick<Timed, "seconds" | "resources">;

/** The fastest of several, taken in turn, so that what else the machine does hits both alike. */
export async function measurePreviews(
  packs: string,
  resources: number,
): Promise<{ readonly without: Preview; readonly with: Preview }> {
  const { project, config, accountId } = settingsFor(resources);
  const common = { project, stack: BENCH_STACK, config, program: environmentProgram };
  const stackWith = (options: Pick<EngineStackOptions, "policyPacks">) =>
    EngineStack.create({ ...common, ...options, aws: new SimulatedAws({ accountId }) });
  const without = await stackWith({});
  const judged = await stackWith({ policyPacks: presetPacks(packs, "dev") });
  const runs: { readonly without: Preview; readonly with: Preview }[] = [];
  try {
    for (let run = 0; run < RUNS; run++) runs.push({ without: await timed(without), with: await timed(judged) });
  } finally {
    without.dispose();
    judged.dispose();
  }
  return { without: fastest(runs.map((run) => run.without)), with: fastest(runs.map((run) => run.with)) };
}

async function timed(stack: EngineStack): Promise<Preview> {
  const start = performance.now();
  const { error, steps } = await stack.preview();
  if (error !== undefined) throw new Error(error);
  return { seconds: (performance.now() - start) / 1000, resources: steps.length };
}

function fastest(previews: readonly Preview[]): Preview {
  return previews.reduce((best, preview) => (preview.seconds < best.seconds ? preview : best));
}
