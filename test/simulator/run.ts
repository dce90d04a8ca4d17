import assert from "node:assert/strict";
import type { Resource, ResourceGraph } from "../../model/graph";
import { runProgram, type ProgramOptions, type ProgramRun } from "../../simulator/in-process";

/** Runs a program of project `p`, stack `dev`. */
export function run(program: () => unknown, options: Partial<ProgramOptions> = {}): Promise<ProgramRun> {
  return runProgram({ project: "p", stack: "dev", config: {}, program, ...options });
}

/** The one resource with this logical name. */
export function byName(graph: ResourceGraph, name: string): Resource {
  const [found, ...more] = graph.resources.filter((resource) => resource.name === name);
  assert.ok(found && more.length === 0, `there are ${found ? more.length + 1 : 0} resources named ${name}`);
  return found;
}
