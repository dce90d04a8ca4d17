import assert from "node:assert/strict";
import type { DeploymentStrategyArgs } from "../../../components/service/strategy-plan";
import { service, web, type Args } from "../../support/fargate-service";
import type { Recorded } from "../../support/recorded";

const DEPLOYMENT_INPUTS = [
  "deploymentConfiguration",
  "deploymentMinimumHealthyPercent",
  "deploymentMaximumPercent",
  "deploymentCircuitBreaker",
  "alarms",
  "availabilityZoneRebalancing",
] as const;

/** What the ECS service is told about deployments. */
function deploymentOf(run: Recorded) {
  const inputs = run.inputs("ecs.Service", "web");
  return Object.fromEntries(DEPLOYMENT_INPUTS.flatMap((name) => (name in inputs ? [[name, inputs[name]]] : [])));
}

const BREAKER = { enable: true, rollback: true };
const NO_BREAKER = { enable: false, rollback: false };
const ALL_TASKS = { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 200 };

describe("deployments of a Fargate service on simulated AWS", () => {
  const strategies: readonly (readonly [DeploymentStrategyArgs, object])[] = [
    [
      { type: "rolling", minimumHealthyPercent: 50, maximumPercent: 150 },
      {
        deploymentConfiguration: { strategy: "ROLLING" },
        deploymentMinimumHealthyPercent: 50,
        deploymentMaximumPercent: 150,
        deploymentCircuitBreaker: BREAKER,
        availabilityZoneRebalancing: "ENABLED",
      },
    ],
    [
      { type: "recreate" },
      {
        deploymentConfiguration: { strategy: "ROLLING" },
        deploymentMinimumHealthyPercent: 0,
        deploymentMaximumPercent: 100,
        deploymentCircuitBreaker: BREAKER,
        availabilityZoneRebalancing: "DISABLED",
      },
    ],
    [
      { type: "blueGreen" },
      {
        deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "10" },
        ...ALL_TASKS,
        deploymentCircuitBreaker: BREAKER,
        availabilityZoneRebalancing: "ENABLED",
      },
    ],
    [
      { type: "canary" },
      {
        deploymentConfiguration: {
          strategy: "CANARY",
          bakeTimeInMinutes: "10",
          canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "10" },
        },
        ...ALL_TASKS,
        deploymentCircuitBreaker: NO_BREAKER,
        availabilityZoneRebalancing: "ENABLED",
      },
    ],
    [
      { type: "linear", stepPercent: 25, stepBakeTimeMinutes: 2, bakeTimeMinutes: 0 },
      {
        deploymentConfiguration: {
          strategy: "LINEAR",
          bakeTimeInMinutes: "0",
          linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: "2" },
        },
        ...ALL_TASKS,
        deploymentCircuitBreaker: NO_BREAKER,
        availabilityZoneRebalancing: "ENABLED",
      },
    ],
  ];
  for (const [strategy, expected] of strategies) {
    it(`are told to ECS: ${JSON.stringify(strategy)}`, async () => {
      assert.deepEqual(deploymentOf(await service({ strategy })), expected);
    });
  }

  it("fail when an alarm rings that is named, whatever the strategy", async () => {
    for (const type of ["rolling", "canary"] as const) {
      const run = await service({ strategy: { type }, rollbackAlarmNames: ["web-5xx", "web-latency"] });
      assert.deepEqual(deploymentOf(run)["alarms"], {
        enable: true,
        rollback: true,
        alarmNames: ["web-5xx", "web-latency"],
      });
    }
  });

  it("give new tasks time before the load balancer's verdict counts", async () => {
    const graceOf = async (args: Args) =>
      (await service(args)).inputs("ecs.Service", "web")["healthCheckGracePeriodSeconds"];
    const slow = { ...web, healthCheck: { command: ["CMD", "true"], startPeriodSeconds: 120 } };
    assert.equal(await graceOf({ containers: { web: slow } }), 120);
    assert.equal(await graceOf({ containers: { web: slow }, healthCheckGracePeriodSeconds: 0 }), 0);
  });

  it("can leave tasks where they are when the zones are out of balance", async () => {
    const run = await service({ availabilityZoneRebalancing: "DISABLED" });
    assert.equal(deploymentOf(run)["availabilityZoneRebalancing"], "DISABLED");
  });

  it("warn when they stop tasks before their successors work", async () => {
    const warnings = async (strategy?: DeploymentStrategyArgs) =>
      (await service({ ...(strategy && { strategy }) })).messages
        .map(({ text }) => text)
        .filter((text) => text.includes("strategy"));
    assert.deepEqual(await warnings(), []);
    assert.deepEqual(await warnings({ type: "blueGreen" }), []);
    assert.deepEqual(await warnings({ type: "recreate" }), [
      'service "web": strategy.type is "recreate" instead of the default "rolling". Each deployment may be an outage.',
    ]);
    assert.deepEqual(await warnings({ type: "rolling", minimumHealthyPercent: 50 }), [
      'service "web": strategy.minimumHealthyPercent is 50 instead of the default 100. Each deployment serves with fewer tasks.',
    ]);
  });
});

describe("deployments that shift requests, on simulated AWS", () => {
  const strategy = { type: "blueGreen" } as const;

  it("go back and forth between two target groups that are alike", async () => {
    const run = await service({ strategy, route: { paths: ["/*"], healthCheck: { path: "/health" } } });
    assert.deepEqual(run.names("lb.TargetGroup"), ["web", "web-B"]);
    const [first, second] = ["web", "web-B"].map((name) => {
      const { name: _physical, tags, ...inputs } = run.inputs("lb.TargetGroup", name);
      assert.deepEqual(tags, { Name: name });
      return inputs;
    });
    assert.deepEqual(second, first);
  });

  it("have a rule whose weights belong to ECS, right before the place of the rule that it replaces", async () => {
    const [plain, shifting] = await Promise.all([service(), service({ strategy })]);
    assert.deepEqual(shifting.names("lb.ListenerRule"), ["public-web.weighted"]);
    const { name: _none, ...inputs } = shifting.inputs("lb.ListenerRule", "public-web.weighted");
    assert.deepEqual(inputs, {
      listenerArn: shifting.output("lb.Listener", "public-http", "arn"),
      priority: Number(plain.inputs("lb.ListenerRule", "public-web")["priority"]) - 1,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [
        {
          type: "forward",
          forward: {
            targetGroups: [
              { arn: shifting.output("lb.TargetGroup", "web", "arn"), weight: 100 },
              { arn: shifting.output("lb.TargetGroup", "web-B", "arn"), weight: 0 },
            ],
          },
        },
      ],
      tags: { Name: "public-web.weighted" },
    });
    const targetGroups = ["web", "web-B"].map((name) => shifting.resource("lb.TargetGroup", name).urn);
    const { ignoreChanges, replaceWith, deleteBeforeReplace } = shifting.resource(
      "lb.ListenerRule",
      "public-web.weighted",
    ).options;
    assert.deepEqual(
      { ignoreChanges, replaceWith, deleteBeforeReplace },
      { ignoreChanges: ["actions"], replaceWith: targetGroups, deleteBeforeReplace: true },
    );
  });

  it("tell ECS where from and where to, and wait for its permissions", async () => {
    const run = await service({ strategy });
    assert.deepEqual(run.inputs("ecs.Service", "web")["loadBalancers"], [
      {
        targetGroupArn: run.output("lb.TargetGroup", "web", "arn"),
        containerName: "web",
        containerPort: 8080,
        advancedConfiguration: {
          alternateTargetGroupArn: run.output("lb.TargetGroup", "web-B", "arn"),
          productionListenerRule: run.output("lb.ListenerRule", "public-web.weighted", "arn"),
          roleArn: run.output("iam.Role", "web-infrastructure", "arn"),
        },
      },
    ]);
    const dependencies = run.dependencies("ecs.Service", "web");
    for (const needed of ["iam.RolePolicy web-infrastructure", "lb.ListenerRule public-web.weighted"]) {
      assert.ok(dependencies.includes(needed), `${needed} is not among ${dependencies.join(", ")}`);
    }
  });

  it("let ECS do so with a role of its own, for this service's parts alone", async () => {
    const boundary = "arn:aws:iam::123456789012:policy/boundary";
    const run = await service({ strategy, permissionsBoundaryArn: boundary });
    const role = run.inputs("iam.Role", "web-infrastructure");
    assert.equal(role["permissionsBoundary"], boundary);
    assert.deepEqual(JSON.parse(run.input("iam.Role", "web-infrastructure", "assumeRolePolicy")), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    assert.deepEqual(JSON.parse(run.input("iam.RolePolicy", "web-infrastructure", "policy")), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "FindRequests",
          Effect: "Allow",
          Action: ["DescribeListeners", "DescribeRules", "DescribeTargetGroups", "DescribeTargetHealth"].map(
            (action) => `elasticloadbalancing:${action}`,
          ),
          Resource: "*",
        },
        {
          Sid: "RegisterTasks",
          Effect: "Allow",
          Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
          Resource: ["web", "web-B"].map((name) => run.output("lb.TargetGroup", name, "arn")),
        },
        {
          Sid: "ShiftRequests",
          Effect: "Allow",
          Action: ["elasticloadbalancing:ModifyRule"],
          Resource: [run.output("lb.ListenerRule", "public-web.weighted", "arn")],
        },
      ],
    });
  });

  it("can be changed child by child", async () => {
    const run = await service({
      strategy,
      transform: {
        targetGroup: (args, options) => ({ args: { ...args, slowStart: 30 }, options }),
        infrastructureRole: {
          role: (args, options) => ({ args: { ...args, path: "/ecs/" }, options }),
          policy: (args, options) => ({ args, options: { ...options, protect: true } }),
        },
      },
    });
    for (const name of ["web", "web-B"]) assert.equal(run.inputs("lb.TargetGroup", name)["slowStart"], 30);
    assert.equal(run.inputs("iam.Role", "web-infrastructure")["path"], "/ecs/");
    assert.equal(run.resource("iam.RolePolicy", "web-infrastructure").options.protect, true);
  });

  it("need nothing of all that if they don't shift requests", async () => {
    const run = await service();
    assert.deepEqual(run.names("lb.TargetGroup"), ["web"]);
    assert.deepEqual(run.names("lb.ListenerRule"), ["public-web"]);
    assert.deepEqual(run.names("InfrastructureRole"), []);
  });
});
