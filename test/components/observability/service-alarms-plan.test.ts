import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ALARM_DEFAULTS,
  checkAlarms,
  planAlarms,
  type AlarmThresholds,
} from "../../../components/observability/service-alarms-plan";

const NAMES = Object.keys(ALARM_DEFAULTS) as (keyof AlarmThresholds)[];
const OF_ROUTE = ["errors", "latency", "unhealthy"];

const problems = (given: AlarmThresholds, hasRoute = true) =>
  checkAlarms('service "web"', given, hasRoute).map(({ argument, message }) => [argument, message]);

describe("the plan of a service's alarms", () => {
  const wrong: readonly (readonly [AlarmThresholds, string, string])[] = [
    [{ errorPercent: 0 }, "errorPercent", "It is a number above 0, up to 100."],
    [{ errorPercent: 100.1 }, "errorPercent", "It is a number above 0, up to 100."],
    [{ latencySeconds: 0 }, "latencySeconds", "It is a number above 0, up to 4000."],
    [{ latencySeconds: 4001 }, "latencySeconds", "It is a number above 0, up to 4000."],
    [{ unhealthyTasks: 0.5 }, "unhealthyTasks", "It is a whole number above 0, up to 5000."],
    [{ cpuPercent: -1 }, "cpuPercent", "It is a number above 0, up to 100."],
    [{ memoryPercent: NaN }, "memoryPercent", "It is a number above 0, up to 100."],
    [{ missingTasks: 5001 }, "missingTasks", "It is a whole number above 0, up to 5000."],
  ];
  for (const [given, argument, message] of wrong) {
    it(`refuses ${JSON.stringify(given)}`, () => assert.deepEqual(problems(given), [[`alarms.${argument}`, message]]));
  }

  it("takes what is just inside, and false for each", () => {
    assert.deepEqual(problems({ errorPercent: 0.1, latencySeconds: 4000, missingTasks: 5000, cpuPercent: 100 }), []);
    assert.deepEqual(problems(Object.fromEntries(NAMES.map((name) => [name, false])), false), []);
  });

  it("watches what only a load balancer measures where there is one, and refuses to be asked for it elsewhere", () => {
    assert.deepEqual(
      planAlarms("web", {}, 0).map(({ key }) => key),
      ["cpu", "memory", "missing"],
    );
    assert.deepEqual(problems({ latencySeconds: 1 }, false), [
      ["alarms.latencySeconds", "The load balancer measures it, and the service has no route."],
    ]);
  });

  it("adds up or compares the target groups of a service that shifts traffic between two", () => {
    const expressions = Object.fromEntries(planAlarms("web", {}, 2).map(({ key, expression }) => [key, expression]));
    assert.deepEqual(expressions, {
      errors:
        "IF((FILL(requests0, 0) + FILL(requests1, 0)) >= 20, 100 * (FILL(errors0, 0) + FILL(errors1, 0)) / (FILL(requests0, 0) + FILL(requests1, 0)), 0)",
      latency: "MAX([FILL(latency0, 0), FILL(latency1, 0)])",
      unhealthy: "MAX([FILL(unhealthy0, 0), FILL(unhealthy1, 0)])",
      cpu: undefined,
      memory: undefined,
      missing: "desired - running",
    });
  });

  it("has for all thresholds and target groups alarms that CloudWatch can evaluate", () => {
    const value = fc.oneof(fc.constant(false as const), fc.constant(undefined), fc.integer({ min: 1, max: 100 }));
    const thresholds = fc.record(Object.fromEntries(NAMES.map((name) => [name, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(thresholds, fc.integer({ min: 0, max: 2 }), (given, targetGroups) => {
        const set = Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined));
        const alarms = planAlarms("web", set, targetGroups);
        assert.equal(new Set(alarms.map(({ key }) => key)).size, alarms.length);
        const off = Object.values(set).filter((each) => each === false).length;
        if (targetGroups > 0) assert.equal(alarms.length, NAMES.length - off);
        else assert.ok(!alarms.some(({ key }) => OF_ROUTE.includes(key)));
        for (const { metrics, expression, evaluationPeriods, datapointsToAlarm, description } of alarms) {
          assert.ok(datapointsToAlarm <= evaluationPeriods);
          assert.match(description, /^web: .* in \d+ of \d+ minutes\.$/);
          assert.ok(description.length <= 1024);
          const ids = metrics.map(({ id }) => id);
          assert.equal(new Set(ids).size, ids.length);
          assert.ok(metrics.length === 1 || expression !== undefined);
          for (const id of ids) assert.ok(expression === undefined || new RegExp(`\\b${id}\\b`).test(expression), id);
          for (const { targetGroup } of metrics) assert.ok(targetGroup === undefined || targetGroup < targetGroups);
        }
      }),
    );
  });
});
