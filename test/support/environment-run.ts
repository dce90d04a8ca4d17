/** An environment in process, for looking at what it registers. */
import assert from "node:assert/strict";
import type { Resource } from "../../model/graph";
import { type ProgramRun, runProgram } from "../../simulator/in-process";
import { environmentProgram } from "../../stacks/program";
import { configValues, PROJECT } from "./settings";

/** The run of the environment with some of its settings changed. */
export function run(change: Readonly<Record<string, unknown>> = {}): Promise<ProgramRun> {
  return runProgram({
    project: PROJECT,
    stack: "staging",
    config: { ...configValues(change), "pulumi:disable-default-providers": '["*"]' },
    secretConfigKeys: "secrets" in change ? [`${PROJECT}:secrets`] : [],
    program: environmentProgram,
  });
}

/** What it registers; fails with its error if it has one. */
export async function resources(change?: Readonly<Record<string, unknown>>): Promise<readonly Resource[]> {
  const { graph, error } = await run(change);
  assert.equal(error, undefined, String(error));
  return graph.resources;
}

export function byType(resources: readonly Resource[], type: string): readonly Resource[] {
  return resources.filter((resource) => resource.type === type);
}
