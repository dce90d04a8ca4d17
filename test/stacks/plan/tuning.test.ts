import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

/** Arguments and values of the warnings about a service. */
function warningsOf(service: object, change: object = {}) {
  const services = { jobs: { containers: { jobs: { image: "example/jobs:1", containerPort: 8080 } }, ...service } };
  return planEnvironment(PROJECT, "staging", configuration({ ...change, services }))
    .warnings.filter(({ component }) => component === 'service "jobs"')
    .map(({ argument, value }) => [argument, value]);
}

const autoScaling = { minTasks: 2, maxTasks: 4 };

describe("warnings about what works, but hardly as it is meant", () => {
  it("speak of a worker that is scaled by CPU", () => {
    assert.deepEqual(warningsOf({ autoScaling }), [["autoScaling.cpuPercent", undefined]]);
    assert.deepEqual(warningsOf({ autoScaling: { ...autoScaling, cpuPercent: 50 } }), [["autoScaling.cpuPercent", 50]]);
    assert.deepEqual(warningsOf({ autoScaling: { ...autoScaling, cpuPercent: false } }), []);
    assert.deepEqual(warningsOf({}), []);
    const queue = { name: "jobs", messagesPerTask: 10 };
    assert.deepEqual(warningsOf({ autoScaling: { ...autoScaling, queue } }), []);
    assert.deepEqual(warningsOf({ autoScaling: { ...autoScaling, queue, cpuPercent: 65 } }), [
      ["autoScaling.cpuPercent", 65],
    ]);
  });

  it("don't take a service that is called for a worker", () => {
    assert.deepEqual(warningsOf({ autoScaling, route: { paths: ["/*"] } }), []);
    assert.deepEqual(warningsOf({ autoScaling, cloudMap: {} }), []);
  });

  it("speak of requests that may take longer than a deployment gives them", () => {
    const slow = { loadBalancer: { ...SETTINGS.loadBalancer, idleTimeoutSeconds: 300 } };
    const route = (deregistrationDelaySeconds?: number) => ({
      route: { paths: ["/*"], ...(deregistrationDelaySeconds !== undefined && { deregistrationDelaySeconds }) },
    });
    const argument = "route.deregistrationDelaySeconds";
    assert.deepEqual(warningsOf(route(), slow), [[argument, 60]]);
    assert.deepEqual(warningsOf(route(299), slow), [[argument, 299]]);
    assert.deepEqual(warningsOf(route(300), slow), []);
    // Nobody has said that requests take long.
    assert.deepEqual(warningsOf(route(15)), []);
  });

  it("speak of requests that Spot doesn't wait for", () => {
    const on = (...providers: string[]) => ({
      capacityProviderStrategy: providers.map((capacityProvider) => ({ capacityProvider })),
    });
    const route = (deregistrationDelaySeconds: number) => ({ route: { paths: ["/*"], deregistrationDelaySeconds } });
    const argument = "route.deregistrationDelaySeconds";
    assert.deepEqual(warningsOf({ ...route(121), ...on("FARGATE", "FARGATE_SPOT") }), [[argument, 121]]);
    assert.deepEqual(warningsOf({ ...route(120), ...on("FARGATE", "FARGATE_SPOT") }), []);
    assert.deepEqual(warningsOf({ ...route(121), ...on("FARGATE") }), []);
  });

  it("speak of functions that wait for test requests which nobody can send", () => {
    const functionArn = "arn:aws:lambda:eu-central-1:123456789012:function:smoke-test";
    const hooked = (stage: string, testRule?: object) => ({
      route: { paths: ["/jobs/*"] },
      strategy: {
        type: "blueGreen",
        lifecycleHooks: [{ functionArn, stages: [stage] }],
        ...(testRule && { testRule }),
      },
    });
    const testRule = { headers: { "X-Test": ["new"] }, sourceCidrs: ["192.0.2.0/24"] };
    const stage = "POST_TEST_TRAFFIC_SHIFT";
    assert.deepEqual(warningsOf(hooked(stage)), [["strategy.lifecycleHooks", [stage]]]);
    assert.deepEqual(warningsOf(hooked(stage, testRule)), []);
    assert.deepEqual(warningsOf(hooked("POST_SCALE_UP")), []);
  });
});
