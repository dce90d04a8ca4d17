import assert from "node:assert/strict";
import { differenceBetween, type Action } from "../../analysis/difference/difference";
import { parseUrn } from "../../model/urn";
import { graphFromJson } from "../../preview/graph-file/graph-file";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { replacingPaths } from "../../simulator/simulated-diff";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { accountOf, PROJECT, settingsOf, type Settings } from "../support/environments";
import { flowsIn } from "../support/flows";
import { offlineRun } from "../support/offline-run";

/** How the engine calls what the difference tells. Deletions of what is replaced are parts of the replacement. */
const ACTIONS: Readonly<Record<string, Action>> = {
  create: "create",
  update: "change",
  replace: "replace",
  delete: "delete",
};

describe("an exported state", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: accountOf("dev") });
  const settings = withoutCommands(settingsOf("dev"));
  const network = settings[`${PROJECT}:network`] as Settings;
  let stack: EngineStack;
  let state: string;

  before(async () => {
    const program = environmentProgram;
    stack = await EngineStack.create({ project: PROJECT, stack: "dev", config: settings, program, aws });
    assertSucceeded(await stack.up());
    state = JSON.stringify(await stack.exportState());
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
  });

  /** What the offline preview says, and what the engine's preview says, of the same edit. */
  async function both(edit: Settings): Promise<{ offline: string[]; engine: string[] }> {
    const config = { ...settings, ...edit };
    await stack.reconfigure(config);
    const run = await stack.preview();
    assertSucceeded(run);
    return { offline: await offlineActions(state, config), engine: engineActions(run) };
  }

  const edits: Readonly<Record<string, Settings>> = {
    "that changes nothing": {},
    "of what is changed in place": { [`${PROJECT}:logRetentionDays`]: 30 },
    "of the tags of everything": { [`${PROJECT}:tags`]: { owner: "another-team" } },
    "that adds a zone": { [`${PROJECT}:network`]: { ...network, zones: ["a", "b", "c"] } },
    "that replaces the network and all in it": { [`${PROJECT}:network`]: { ...network, cidr: "10.11.0.0/16" } },
  };
  it("has the network that the program has before it is deployed", async () => {
    const { graph } = await offlineRun("dev", settings);
    const ofState = flowsIn(graphFromJson(FILE, state));
    assert.ok(ofState.length > 0);
    assert.deepEqual(ofState, flowsIn(graph));
  });

  for (const [what, edit] of Object.entries(edits)) {
    it(`differs from the program by what the engine would do, for an edit ${what}`, async () => {
      const { offline, engine } = await both(edit);
      assert.deepEqual(offline, engine);
      assert.equal(offline.length === 0, Object.keys(edit).length === 0);
    });
  }
});

/** The Automation API does not write a text of several lines as it was: each time it would be another command. */
function withoutCommands(settings: Settings): Settings {
  const services = structuredClone(settings[`${PROJECT}:services`]) as Record<string, { containers: object }>;
  for (const { containers } of Object.values(services)) {
    for (const container of Object.values(containers) as { command?: unknown }[]) delete container.command;
  }
  return { ...settings, [`${PROJECT}:services`]: services };
}

const FILE = { component: "preview", argument: "--base", name: "state" };

async function offlineActions(state: string, config: Settings): Promise<string[]> {
  const base = graphFromJson(FILE, state);
  const deployedInputs = new Map(base.resources.map(({ urn, inputs }) => [urn, inputs]));
  const run = await offlineRun("dev", config, { deployedInputs });
  return differenceBetween(base, run.graph, replacingPaths)
    .resources.map(({ action, type, name }) => `${action} ${type} ${name}`)
    .sort();
}

function engineActions({ steps }: EngineRun): string[] {
  return steps
    .filter(({ op, type }) => op in ACTIONS && !type.startsWith("fargate-platform:") && type !== "pulumi:pulumi:Stack")
    .map(({ op, type, urn }) => `${ACTIONS[op]!} ${type} ${parseUrn(urn).name}`)
    .sort();
}
