import assert from "node:assert/strict";
import type { ResourceGraph } from "../../../model/graph";
import { runProgram } from "../../../simulator/in-process";
import { SimulatedAws } from "../../../simulator/simulated-aws";
import { environmentProgram } from "../../../stacks/program";
import { accountOf, type Environment, ENVIRONMENTS, PROJECT, settingsOf } from "../../support/environments";
import { judgedStack } from "../../support/judged-stack";
import { PYTHON_TIMEOUT_MS } from "../../support/python-environment";
import { concerns, type Disagreement, disagreementsIn, MAPPED_CHECKS, readReviewed } from "./disagreements";
import { type CheckResult, runCheckov } from "./run";
import { terraformPlan } from "./terraform-plan";

describe("controls and Checkov's checks of the same rules", function () {
  this.timeout(PYTHON_TIMEOUT_MS);

  const reviewed = readReviewed();
  let disagreements: readonly Disagreement[];
  let results: readonly CheckResult[];

  before(async () => {
    const graphs = new Map<string, ResourceGraph>();
    for (const environment of ENVIRONMENTS) graphs.set(environment, await environmentGraph(environment));
    graphs.set("judged", await graphOf({ project: "shop", stack: "prod", config: {}, program: judgedStack }));
    const plans = new Map([...graphs].map(([stack, graph]) => [stack, terraformPlan(graph)]));
    results = await runCheckov(new Map([...plans].map(([stack, { plan }]) => [stack, plan])), MAPPED_CHECKS);
    disagreements = [...graphs].flatMap(([stack, graph]) =>
      disagreementsIn({
        stack,
        graph,
        addresses: plans.get(stack)!.resources,
        results: results.filter((result) => result.stack === stack),
      }),
    );
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

  it("meet: every second check judges something here, and half of those find something", () => {
    const judging = new Set(results.map(({ check }) => check));
    const finding = new Set(results.flatMap(({ check, failed }) => (failed ? [check] : [])));
    assert.ok(judging.size >= MAPPED_CHECKS.length / 2, `${judging.size} of ${MAPPED_CHECKS.length}`);
    assert.ok(finding.size >= judging.size / 2, `${finding.size} of ${judging.size}`);
  });
});

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
