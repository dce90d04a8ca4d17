/** An environment's program in process, with settings as its file has them. */
import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { runProgram, type ProgramRun } from "../../simulator/in-process";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { accountOf, PROJECT, type Environment, type Settings } from "./environments";

export interface OfflineRunOptions {
  /** @default none: nothing is deployed */
  readonly deployedInputs?: ReadonlyMap<string, Properties>;
  /** True: a first preview, in which what AWS decides is not known. @default false */
  readonly preview?: boolean;
}

/** The run; fails with its error if it has one. */
export async function offlineRun(
  stack: Environment,
  settings: Settings,
  { deployedInputs = new Map(), preview = false }: OfflineRunOptions = {},
): Promise<ProgramRun> {
  const texts = Object.entries(settings).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const run = await runProgram({
    project: PROJECT,
    stack,
    config: Object.fromEntries(texts) as Record<string, string>,
    secretConfigKeys: [`${PROJECT}:secrets`],
    program: environmentProgram,
    aws: new SimulatedAws({ accountId: accountOf(stack) }),
    deployedInputs,
    preview,
  });
  assert.equal(run.error, undefined, String(run.error));
  return run;
}
