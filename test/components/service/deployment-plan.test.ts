import assert from "node:assert/strict";
import { checkDeployment } from "../../../components/service/deployment-plan";
import { plainService } from "../../../components/service/service-args";
import { plainStrategy, waitingMinutes, type DeploymentStrategyArgs } from "../../../components/service/strategy-plan";
import { build, web } from "../../support/fargate-service";
import { refusal } from "../../support/recorded";

describe("the plan of a deployment", () => {
  type PlanArgs = Partial<Parameters<typeof plainService>[1]>;
  const route = { paths: ["/*"] };

  function problemsOf(args: PlanArgs, name = "web") {
    const plan = plainService(name, { containers: { web }, route, ...args });
    return checkDeployment(`service "${name}"`, plan).map(({ argument, message }) => [argument, message]);
  }
  const withoutRoute = (args: PlanArgs) => {
    const { route: _none, ...plan } = plainService("web", { containers: { web }, route, ...args });
    return checkDeployment('service "web"', plan).map(({ argument, message }) => [argument, message]);
  };

  const waits: readonly (readonly [DeploymentStrategyArgs, number])[] = [
    [{ type: "rolling" }, 0],
    [{ type: "recreate" }, 0],
    [{ type: "blueGreen", bakeTimeMinutes: 60 }, 60],
    [{ type: "canary", canaryBakeTimeMinutes: 30, bakeTimeMinutes: 5 }, 35],
    [{ type: "linear" }, 9 * 6 + 10],
  ];
  for (const [strategy, minutes] of waits) {
    it(`knows that ECS waits ${minutes} minutes with ${JSON.stringify(strategy)}`, () => {
      assert.equal(waitingMinutes(plainStrategy(strategy)), minutes);
    });
  }

  it("finds nothing wrong with any strategy as it is", () => {
    for (const type of ["rolling", "recreate", "blueGreen", "canary", "linear"] as const) {
      assert.deepEqual(problemsOf({ strategy: { type } }), []);
    }
  });

  const ONE_TO_DAY = "It is a whole number from 0 to 1440.";
  const wrong: readonly (readonly [DeploymentStrategyArgs, string, string])[] = [
    [{ type: "rolling", minimumHealthyPercent: 101 }, "minimumHealthyPercent", "It is a whole number from 0 to 100."],
    [{ type: "rolling", maximumPercent: 201 }, "maximumPercent", "It is a whole number from 100 to 200."],
    [{ type: "blueGreen", bakeTimeMinutes: 1441 }, "bakeTimeMinutes", ONE_TO_DAY],
    [{ type: "blueGreen", bakeTimeMinutes: 1.5 }, "bakeTimeMinutes", ONE_TO_DAY],
    [
      { type: "canary", canaryPercent: 0 },
      "canaryPercent",
      "It is a number from 0.1 to 100 with at most one decimal place.",
    ],
    [
      { type: "canary", canaryPercent: 5.55 },
      "canaryPercent",
      "It is a number from 0.1 to 100 with at most one decimal place.",
    ],
    [{ type: "canary", canaryBakeTimeMinutes: -1 }, "canaryBakeTimeMinutes", ONE_TO_DAY],
    [
      { type: "linear", stepPercent: 2.9 },
      "stepPercent",
      "It is a number from 3 to 100 with at most one decimal place.",
    ],
    [{ type: "linear", stepBakeTimeMinutes: 1441 }, "stepBakeTimeMinutes", ONE_TO_DAY],
    [
      { type: "rolling", bakeTimeMinutes: 5 },
      "bakeTimeMinutes",
      "A deployment of type rolling has minimumHealthyPercent, maximumPercent only.",
    ],
    [{ type: "recreate", maximumPercent: 100 }, "maximumPercent", "A deployment of type recreate has no options."],
    [
      { type: "canary", stepPercent: 200 },
      "stepPercent",
      "A deployment of type canary has bakeTimeMinutes, canaryPercent, canaryBakeTimeMinutes only.",
    ],
  ];
  for (const [strategy, argument, message] of wrong) {
    it(`refuses ${JSON.stringify(strategy)}`, () => {
      assert.deepEqual(problemsOf({ strategy }), [[`strategy.${argument}`, message]]);
    });
  }

  it("refuses to shift the requests of a service that gets none", () => {
    for (const type of ["blueGreen", "canary", "linear"] as const) {
      assert.deepEqual(withoutRoute({ strategy: { type } }), [
        [
          "strategy.type",
          "It shifts a load balancer's requests from old tasks to new ones, and this service gets none.",
        ],
      ]);
    }
    assert.deepEqual(withoutRoute({ strategy: { type: "recreate" } }), []);
  });

  it("refuses to shift requests beside connections that it can't shift", () => {
    const networkRoutes = [{ port: 5000 }];
    assert.deepEqual(problemsOf({ networkRoutes }), []);
    assert.deepEqual(problemsOf({ networkRoutes, strategy: { type: "canary" } }), [
      ["strategy.type", "It shifts the requests of a route alone, and this service has network routes too."],
    ]);
    assert.deepEqual(withoutRoute({ networkRoutes, healthCheckGracePeriodSeconds: 30 }), []);
  });

  it("refuses to scale by the requests of a target group that they may have left", () => {
    const autoScaling = { minTasks: 2, maxTasks: 4, requestsPerTargetPerMinute: 100 };
    assert.deepEqual(problemsOf({ autoScaling }), []);
    assert.deepEqual(problemsOf({ autoScaling, strategy: { type: "linear" } }), [
      [
        "autoScaling.requestsPerTargetPerMinute",
        "It counts one target group's requests, and a deployment of type linear shifts them to another one.",
      ],
    ]);
  });

  it("refuses a grace period without a load balancer, and one that is no time", () => {
    assert.deepEqual(withoutRoute({ healthCheckGracePeriodSeconds: 60 }), [
      [
        "healthCheckGracePeriodSeconds",
        "It postpones a load balancer's verdict on new tasks, and this service has no load balancer.",
      ],
    ]);
    assert.deepEqual(problemsOf({ healthCheckGracePeriodSeconds: 2_147_483_648 }), [
      ["healthCheckGracePeriodSeconds", "It is a whole number from 0 to 2147483647."],
    ]);
    assert.deepEqual(problemsOf({ healthCheckGracePeriodSeconds: 2_147_483_647 }), []);
  });

  it("refuses rebalancing where there is no room for it, and does without where it isn't asked for", () => {
    const strategy = { type: "rolling", minimumHealthyPercent: 0, maximumPercent: 100 } as const;
    assert.deepEqual(problemsOf({ strategy }), []);
    assert.deepEqual(problemsOf({ strategy, availabilityZoneRebalancing: "DISABLED" }), []);
    assert.deepEqual(problemsOf({ strategy, availabilityZoneRebalancing: "ENABLED" }), [
      [
        "availabilityZoneRebalancing",
        "It starts a task before it stops another one, and the deployment's maximum of 100 % leaves no room for that.",
      ],
    ]);
  });

  it("refuses percentages between which no task could ever stop or start", () => {
    const strategy = { type: "rolling", maximumPercent: 125 } as const;
    assert.deepEqual(problemsOf({ strategy, desiredCount: 4 }), []);
    assert.deepEqual(problemsOf({ strategy, desiredCount: 3 }), [
      [
        "strategy.maximumPercent",
        "With 3 tasks at least 3 have to keep running (100 % rounded up) and at most 3 may (125 % rounded down), so no deployment could ever stop or start one.",
      ],
    ]);
    assert.deepEqual(problemsOf({ strategy: { ...strategy, minimumHealthyPercent: 67 }, desiredCount: 3 }).length, 1);
    assert.deepEqual(problemsOf({ strategy: { ...strategy, minimumHealthyPercent: 66 }, desiredCount: 3 }), []);
    assert.deepEqual(problemsOf({ strategy: { type: "rolling", maximumPercent: 100 } }).length, 1);
  });

  it("looks at each number of tasks that auto scaling may choose", () => {
    const strategy = { type: "rolling", maximumPercent: 125 } as const;
    const tasks = (minTasks: number, maxTasks: number) => problemsOf({ strategy, autoScaling: { minTasks, maxTasks } });
    assert.deepEqual(tasks(4, 10), []);
    assert.match(tasks(3, 10)[0]![1]!, /^With 3 tasks/);
  });

  it("refuses alarms without a name, with one that is too long, and those that are named twice", () => {
    const longest = "a".repeat(255);
    assert.deepEqual(problemsOf({ rollbackAlarmNames: ["a", longest] }), []);
    assert.deepEqual(problemsOf({ rollbackAlarmNames: ["", `${longest}a`, "b", "b"] }), [
      ["rollbackAlarmNames[0]", "An alarm's name has 1 to 255 characters."],
      ["rollbackAlarmNames[1]", "An alarm's name has 1 to 255 characters."],
      ["rollbackAlarmNames[3]", "It is named twice."],
    ]);
  });

  it("stops the service before anything is registered", async () => {
    const { message } = await refusal(() => build({ strategy: { type: "blueGreen", bakeTimeMinutes: -1 } }));
    assert.match(message, /service "web": strategy.bakeTimeMinutes = -1/);
  });
});
