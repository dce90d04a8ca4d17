import assert from "node:assert/strict";
import type { Properties, Resource } from "../../model/graph";
import { runProgram, type ProgramRun } from "../../simulator/in-process";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { propertiesFromWire } from "../../simulator/wire";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun, type StateResource } from "../support/engine";
import { FACTS } from "./facts";
import { FACTS_OF_EDGE } from "./facts-of-edge";
import { FACTS_OF_FILE_SYSTEMS } from "./facts-of-file-systems";
import { FACTS_OF_STORAGE } from "./facts-of-storage";
import { FACTS_OF_OBSERVABILITY } from "./facts-of-observability";
import { CONFIG, fargateProgram, PROJECT, STACK } from "./fargate-program";

/** What both doors have to agree on. */
interface Recorded {
  readonly urn: string;
  readonly type: string;
  readonly id: unknown;
  readonly parent: string | undefined;
  readonly provider: string | undefined;
  readonly protect: boolean;
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: unknown;
}

describe("one program through both doors of simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  let inProcess: ProgramRun;
  let inProcessPreview: ProgramRun;
  let enginePreview: EngineRun;
  let engineState: StateResource[];

  before(async () => {
    const program = fargateProgram();
    const setup = { project: PROJECT, stack: STACK, program };
    inProcess = await runProgram({ ...setup, config: CONFIG });
    inProcessPreview = await runProgram({ ...setup, config: CONFIG, preview: true });
    const stack = await EngineStack.create({ ...setup, config: CONFIG, aws: new SimulatedAws() });
    try {
      enginePreview = await stack.preview();
      assertSucceeded(await stack.up());
      engineState = await stack.state();
    } finally {
      stack.dispose();
    }
  });

  it("is accepted by the in-process monitor, whether previewed or created", () => {
    assert.equal(inProcess.error, undefined);
    assert.equal(inProcessPreview.error, undefined);
  });

  it("records the same resources, with the same ids, names, inputs, outputs and dependencies", () => {
    const engine = engineState.map(fromState);
    assert.deepEqual(inProcess.graph.resources.map(fromGraph).sort(byUrn), engine.sort(byUrn));
  });

  it("previews the same inputs and outputs, with the same values unknown", () => {
    assertSucceeded(enginePreview);
    const shown = [...enginePreview.results.values()].map(({ urn, new: state }) => ({
      urn,
      inputs: comparable(propertiesFromWire(state?.inputs ?? {})),
      outputs: comparable(propertiesFromWire(state?.outputs ?? {})),
    }));
    // The engine shows previews without marks: a secret is `[secret]`.
    const expected = inProcessPreview.graph.resources.map(({ urn, inputs, outputs }) => ({
      urn,
      inputs: comparable(inputs),
      outputs: comparable(outputs),
    }));
    assert.deepEqual(expected.sort(byUrn), shown.sort(byUrn));
  });

  for (const { type, output, expected, source } of [
    ...FACTS,
    ...FACTS_OF_EDGE,
    ...FACTS_OF_STORAGE,
    ...FACTS_OF_FILE_SYSTEMS,
    ...FACTS_OF_OBSERVABILITY,
  ]) {
    it(`gives a ${type.split(":")[2]} the ${output} ${expected instanceof RegExp ? expected.source : JSON.stringify(expected)}`, () => {
      const engine = new Map(engineState.map((resource) => [resource.urn, propertiesFromWire(resource.outputs ?? {})]));
      const resources = inProcess.graph.resources.filter((resource) => resource.type === type);
      assert.ok(resources.length > 0, "the program has no such resource");
      for (const { urn, outputs } of resources) {
        for (const value of [outputs[output], engine.get(urn)?.[output]]) {
          const isAsExpected =
            expected instanceof RegExp
              ? typeof value === "string" && expected.test(value)
              : JSON.stringify(value) === JSON.stringify(expected);
          assert.ok(isAsExpected, `${urn} has ${JSON.stringify(value)}; see ${source}`);
        }
      }
    });
  }
});

function fromGraph(resource: Resource): Recorded {
  return {
    urn: resource.urn,
    type: resource.type,
    // Providers are the engine's own resources: it gives them a random id.
    id: resource.type.startsWith("pulumi:providers:") ? "an id" : resource.id,
    parent: resource.parent,
    provider: resource.provider,
    protect: resource.options.protect ?? false,
    inputs: comparable(resource.inputs),
    outputs: comparable(resource.outputs),
    dependencies: resource.dependencies,
    propertyDependencies: resource.propertyDependencies,
  };
}

function fromState(resource: StateResource): Recorded {
  const { urn, type, id, provider } = resource;
  const propertyDependencies = Object.entries(resource.propertyDependencies ?? {}).flatMap(([name, urns]) =>
    urns && urns.length > 0 ? [[name, [...urns].sort()] as const] : [],
  );
  return {
    urn,
    type,
    id: type.startsWith("pulumi:providers:") ? "an id" : id,
    parent: resource.parent,
    provider: provider?.slice(0, provider.lastIndexOf("::")),
    protect: resource.protect ?? false,
    inputs: comparable(propertiesFromWire(resource.inputs ?? {})),
    outputs: comparable(propertiesFromWire(resource.outputs ?? {})),
    dependencies: [...(resource.dependencies ?? [])].sort(),
    propertyDependencies: Object.fromEntries(propertyDependencies),
  };
}

/** As JSON, where secrets and unknown values are marks; without what the engine keeps for itself. */
function comparable(properties: Properties): unknown {
  const own = Object.entries(properties).filter(([name]) => !name.startsWith("__"));
  return JSON.parse(JSON.stringify(Object.fromEntries(own))) as unknown;
}

function byUrn(left: { urn: string }, right: { urn: string }): number {
  return left.urn < right.urn ? -1 : 1;
}
