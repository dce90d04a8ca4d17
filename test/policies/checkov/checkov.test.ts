import assert from "node:assert/strict";
import type { ResourceGraph } from "../../../model/graph";
import { catalogue } from "../../../policies/catalogue";
import { presetConfiguration } from "../../../policies/configuration";
import { judge } from "../../../policies/judge";
import { runProgram } from "../../../simulator/in-process";
import { SimulatedAws } from "../../../simulator/simulated-aws";
import { environmentProgram } from "../../../stacks/program";
import { accountOf, type Environment, ENVIRONMENTS, PROJECT, settingsOf } from "../../support/environments";
import { judgedStack } from "../../support/judged-stack";
import { PYTHON_TIMEOUT_MS } from "../../support/python-environment";
import { caseStacks } from "./case-stacks";
import {
  type Checks,
  checksByResource,
  concerns,
  type Disagreement,
  disagreementsIn,
  type JudgedStack,
  MAPPED_CHECKS,
  readReviewed,
  readSilentChecks,
  silenceIn,
} from "./disagreements";
import { runCheckov } from "./run";
import { terraformPlan } from "./terraform-plan";

/** Every control runs, with the settings of prod. */
const CONFIGURATION = Object.fromEntries(
  Object.entries(presetConfiguration(catalogue, "prod")).map(([policy, entry]) => {
    return [policy, typeof entry === "object" ? { ...entry, enforcementLevel: "advisory" } : "advisory"];
  }),
);

describe("controls and Checkov's checks of the same rules", function () {
  this.timeout(PYTHON_TIMEOUT_MS);

  const reviewed = readReviewed();
  let stacks: readonly JudgedStack[];
  let checks: Checks;
  let disagreements: readonly Disagreement[];

  before(async () => {
    const graphs = new Map<string, ResourceGraph>();
    for (const environment of ENVIRONMENTS) graphs.set(environment, await environmentGraph(environment));
    graphs.set("judged", await graphOf({ project: "shop", stack: "prod", config: {}, program: judgedStack }));
    const cases = caseStacks();
    const plans = new Map([...graphs].map(([stack, graph]) => [stack, terraformPlan(graph)]));
    plans.set("cases", terraformPlan(...cases.map(({ graph }) => graph)));
    const results = await runCheckov(new Map([...plans].map(([stack, { plan }]) => [stack, plan])), MAPPED_CHECKS);
    checks = checksByResource(results, plans);
    stacks = [...[...graphs].map(([stack, graph]) => ({ stack, graph, judgement: judgementOf(graph) })), ...cases];
    disagreements = stacks.flatMap((stack) => disagreementsIn(stack, checks));
  });

  it("disagree only where somebody has written down why", () => {
    const unlisted = disagreements.filter((each) => !reviewed.some((entry) => concerns(entry, each)));
    assert.deepEqual(unlisted, []);
  });

  it("still disagree where it is written down", () => {
    const gone = reviewed.flatMap(({ control, checks, resources }) =>
      resources
        .filter((pattern) => !disagreements.some((each) => concerns({ control, checks, resources: [pattern] }, each)))
        .map((resource) => ({ control, checks, resource })),
    );
    assert.deepEqual(gone, []);
  });

  it("have all met, and found something, but where somebody has written down why not", () => {
    const listed = readSilentChecks().flatMap(({ control, checks, silent }) =>
      checks.map((check) => [`${control} ${check}`, silent] as const),
    );
    assert.deepEqual(new Map(listed), silenceIn(stacks, checks));
  });
});

function judgementOf(graph: ResourceGraph) {
  return judge(graph, {
    preset: "prod",
    configuration: CONFIGURATION,
    exemptions: { exemptions: [] },
    now: new Date(),
  });
}

async function graphOf(options: Parameters<typeof runProgram>[0]): Promise<ResourceGraph> {
  const { graph, error } = await runProgram(options);
  assert.equal(error, undefined, String(error));
  return graph;
}

function environmentGraph(environment: Environment): Promise<ResourceGraph> {
  const entries = Object.entries(settingsOf(environment)).map(([key, value]) => {
    return [key, typeof value === "string" ? value : JSON.stringify(value)] as const;
  });
  return graphOf({
    project: PROJECT,
    stack: environment,
    config: Object.fromEntries(entries),
    program: environmentProgram,
    aws: new SimulatedAws({ accountId: accountOf(environment) }),
  });
}
