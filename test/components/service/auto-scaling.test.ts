import assert from "node:assert/strict";
import { checkAutoScaling, type AutoScalingArgs } from "../../../components/service/auto-scaling-plan";
import { service } from "../../support/fargate-service";
import { asText, refusal } from "../../support/recorded";
import { build } from "../../support/fargate-service";

describe("auto scaling of a Fargate service on simulated AWS", () => {
  it("keeps the number of tasks in its range, and average CPU and memory at their targets", async () => {
    const run = await service({ autoScaling: { minTasks: 2, maxTasks: 6 } });
    const [cluster, serviceName] = [
      run.output("ecs.Cluster", "main", "name"),
      run.output("ecs.Service", "web", "name"),
    ];
    const key = {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${cluster}/${serviceName}`,
    };
    assert.deepEqual(run.inputs("appautoscaling.Target", "web"), {
      ...key,
      minCapacity: 2,
      maxCapacity: 6,
      tags: { Name: "web" },
    });
    assert.deepEqual(run.names("appautoscaling.Policy"), ["web-cpu", "web-memory"]);
    for (const [policy, predefinedMetricType, targetValue] of [
      ["web-cpu", "ECSServiceAverageCPUUtilization", 65],
      ["web-memory", "ECSServiceAverageMemoryUtilization", 75],
    ] as const) {
      const { name, ...inputs } = run.inputs("appautoscaling.Policy", policy);
      assert.match(asText(name), new RegExp(`^${policy}-[0-9a-f]{7}$`));
      assert.deepEqual(inputs, {
        ...key,
        policyType: "TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType },
          targetValue,
          scaleOutCooldown: 60,
          scaleInCooldown: 300,
        },
      });
    }
  });

  it("takes other targets and times", async () => {
    const run = await service({
      autoScaling: {
        minTasks: 1,
        maxTasks: 2,
        cpuPercent: 40,
        memoryPercent: 90,
        scaleOutCooldownSeconds: 0,
        scaleInCooldownSeconds: 30,
      },
    });
    const configurations = ["web-cpu", "web-memory"].map((name) => {
      const { predefinedMetricSpecification, ...rest } = run.inputs("appautoscaling.Policy", name)[
        "targetTrackingScalingPolicyConfiguration"
      ] as Record<string, unknown>;
      return rest;
    });
    assert.deepEqual(configurations, [
      { targetValue: 40, scaleOutCooldown: 0, scaleInCooldown: 30 },
      { targetValue: 90, scaleOutCooldown: 0, scaleInCooldown: 30 },
    ]);
  });

  it("begins with the fewest tasks, and is not undone by the next deployment", async () => {
    const run = await service({ autoScaling: { minTasks: 3, maxTasks: 6 } });
    assert.equal(run.inputs("ecs.Service", "web")["desiredCount"], 3);
    assert.deepEqual(run.resource("ecs.Service", "web").options.ignoreChanges, ["desiredCount"]);
  });

  it("is refused together with everything else that is wrong", async () => {
    const { message } = await refusal(() => build({ cpuUnits: 300, autoScaling: { minTasks: 2, maxTasks: 1 } }));
    assert.match(message, /^2 problems found; nothing was created\./);
    assert.match(message, /autoScaling\.maxTasks = 1\n.*It is less than minTasks \(2\)\./s);
  });
});

describe("the plan of auto scaling", () => {
  const problems = (change: Partial<AutoScalingArgs>, desiredCount?: number) => {
    const scaling = { minTasks: 2, maxTasks: 4, ...change };
    return checkAutoScaling('service "web"', desiredCount ?? scaling.minTasks, scaling).map(({ argument, message }) => [
      argument,
      message,
    ]);
  };

  it("takes every number in AWS's ranges", () => {
    assert.deepEqual(problems({ minTasks: 1, maxTasks: 5000, cpuPercent: 1, memoryPercent: 100 }), []);
    assert.deepEqual(problems({ minTasks: 4, scaleOutCooldownSeconds: 0, scaleInCooldownSeconds: 2 ** 31 - 1 }), []);
  });

  const wrong: readonly (readonly [Partial<AutoScalingArgs>, string, string])[] = [
    [{ minTasks: 0 }, "minTasks", "It is a whole number from 1 to 5000."],
    [{ maxTasks: 5001 }, "maxTasks", "It is a whole number from 1 to 5000."],
    [{ cpuPercent: 0 }, "cpuPercent", "It is a whole number from 1 to 100."],
    [{ memoryPercent: 101 }, "memoryPercent", "It is a whole number from 1 to 100."],
    [{ scaleOutCooldownSeconds: -1 }, "scaleOutCooldownSeconds", "It is a whole number from 0 to 2147483647."],
    [{ scaleInCooldownSeconds: 0.5 }, "scaleInCooldownSeconds", "It is a whole number from 0 to 2147483647."],
  ];
  for (const [change, argument, message] of wrong) {
    it(`refuses ${JSON.stringify(change)}`, () => {
      assert.deepEqual(problems(change), [[`autoScaling.${argument}`, message]]);
    });
  }

  it("refuses a number of tasks beside it", () => {
    assert.deepEqual(problems({}, 3), [
      ["desiredCount", "Auto scaling decides how many tasks run, and begins with minTasks."],
    ]);
  });
});
