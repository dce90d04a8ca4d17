import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ResourceGraph } from "../../model/graph";
import { runProgram } from "../../simulator/in-process";
import { BEHAVIOURS } from "../../simulator/behaviours/index";
import { CONFIG, fargateProgram, PROJECT, STACK } from "./fargate-program";
import { imageProgram } from "./image-program";

describe("outputs of simulated resources", () => {
  let graph: Pick<ResourceGraph, "resources">;

  before(async () => {
    const runs = [];
    for (const program of [fargateProgram(), imageProgram()]) {
      runs.push(await runProgram({ project: PROJECT, stack: STACK, config: CONFIG, program }));
    }
    for (const { error } of runs) assert.equal(error, undefined);
    graph = { resources: runs.flatMap((run) => run.graph.resources) };
  });

  for (const type of BEHAVIOURS.keys()) {
    it(`of ${type} are all that the provider's type declarations promise`, () => {
      const resources = graph.resources.filter((resource) => resource.type === type);
      assert.ok(resources.length > 0, "the program has no such resource");
      const promised = promisedOutputs(type);
      assert.ok(promised.length > 0);
      for (const { urn, outputs } of resources) {
        assert.deepEqual(
          promised.filter((output) => outputs[output] === undefined),
          [],
          urn,
        );
      }
    });
  }

  it("repeat the id, as the provider does for policies, which see nothing but outputs", () => {
    for (const { urn, id, outputs } of graph.resources.filter(({ type }) => BEHAVIOURS.has(type))) {
      assert.equal(outputs["id"], id, urn);
    }
  });
});

/** The class's properties whose type leaves no room for `undefined`, as far as it stands on one line. */
function promisedOutputs(type: string): string[] {
  const [packageName = "", path = "", name = ""] = type.split(":");
  const file = path === "index" ? name.toLowerCase() : path;
  const folder = dirname(require.resolve(`@pulumi/${packageName}/package.json`));
  const declarations = readFileSync(join(folder, `${file}.d.ts`), "utf8");
  const classBody = declarations.slice(
    declarations.indexOf("export declare class"),
    declarations.indexOf("export interface"),
  );
  return [...classBody.matchAll(/^ {4}readonly (\w+): pulumi\.Output<(?!.*\| undefined>;$)(?!\{$)/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => !name.startsWith("tags") || name === "tagsAll");
}
