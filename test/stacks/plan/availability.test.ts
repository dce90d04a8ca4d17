import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT } from "../../support/settings";

const worker = { containers: { worker: { image: "example/worker:1" } } };

function plan(service: object, change: object = {}) {
  return planEnvironment(
    PROJECT,
    "staging",
    configuration({ ...change, services: { worker: { ...worker, ...service } } }),
  );
}

/** Argument and value of each problem. */
function problemsOf(service: object) {
  return thrownProblems(() => plan(service)).map(({ argument, value }) => [argument, value]);
}

/** Arguments of the service's warnings. */
function warningsOf(service: object, change: object = {}) {
  return plan(service, change)
    .warnings.filter(({ component }) => component === 'service "worker"')
    .map(({ argument }) => argument);
}

describe("the availability of services in prod", () => {
  it("needs two tasks at all times", () => {
    plan({});
    plan({ desiredCount: 2 });
    plan({ autoScaling: { minTasks: 2, maxTasks: 2 } });
    assert.deepEqual(problemsOf({ desiredCount: 1 }), [["desiredCount", 1]]);
    assert.deepEqual(problemsOf({ autoScaling: { minTasks: 1, maxTasks: 4 } }), [["autoScaling.minTasks", 1]]);
    const officeHours = { timeZone: "Europe/Berlin" };
    assert.deepEqual(problemsOf({ autoScaling: { minTasks: 3, maxTasks: 4, officeHours } }), [
      ["autoScaling.minTasks", 0],
    ]);
  });

  it("can be given up by name, which is said in every run", () => {
    assert.deepEqual(warningsOf({ desiredCount: 1, singleTask: true }), ["desiredCount"]);
    assert.deepEqual(warningsOf({ desiredCount: 2, singleTask: true }), []);
  });

  it("is nothing that dev is asked for", () => {
    const dev = { environmentType: "dev" };
    const spot = [{ capacityProvider: "FARGATE_SPOT" }];
    assert.deepEqual(warningsOf({ desiredCount: 1, capacityProviderStrategy: spot }, dev), []);
  });

  it("is warned of where all tasks are on Spot, and not where some are on demand", () => {
    const spot = { capacityProvider: "FARGATE_SPOT" };
    const strategy = (...items: object[]) => warningsOf({ capacityProviderStrategy: items });
    assert.deepEqual(strategy(spot), ["capacityProviderStrategy"]);
    assert.deepEqual(strategy(spot, { capacityProvider: "FARGATE", weight: 0 }), ["capacityProviderStrategy"]);
    assert.deepEqual(strategy(spot, { capacityProvider: "FARGATE", weight: 0, base: 2 }), []);
    assert.deepEqual(strategy(spot, { capacityProvider: "FARGATE" }), []);
    assert.deepEqual(strategy({ capacityProvider: "FARGATE" }), []);
  });
});
