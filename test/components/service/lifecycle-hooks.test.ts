import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { LifecycleHookArgs } from "../../../components/service/lifecycle-hook-plan";
import { plainService } from "../../../components/service/service-args";
import { checkService } from "../../../components/service/service-plan";
import type { DeploymentStrategyArgs } from "../../../components/service/strategy-plan";
import { service, type Args } from "../../support/fargate-service";

const functionArn = "arn:aws:lambda:eu-central-1:123456789012:function:smoke-test";
const ask: LifecycleHookArgs = { functionArn, stages: ["POST_SCALE_UP"] };
const strategyWith = (...lifecycleHooks: LifecycleHookArgs[]): DeploymentStrategyArgs => ({
  type: "blueGreen",
  lifecycleHooks,
});

function problemsOf(strategy: DeploymentStrategyArgs) {
  const containers = { web: { image: "example/web:1", containerPort: 8080 } };
  return checkService(plainService("web", { containers, route: {}, strategy })).map(({ argument, message }) => [
    argument,
    message,
  ]);
}

describe("lifecycle hooks of a Fargate service on simulated AWS", () => {
  const hooked = (args: Partial<Args> = {}) =>
    service({
      strategy: strategyWith(
        { ...ask, details: { url: "https://example.com/health", tries: 3 } },
        { functionArn: pulumi.output(`${functionArn}:live`), stages: ["PRODUCTION_TRAFFIC_SHIFT", "PRE_SCALE_UP"] },
      ),
      ...args,
    });

  it("are asked by ECS with a role of its own, which the service waits for", async () => {
    const run = await hooked();
    const roleArn = run.output("iam.Role", "web-hooks", "arn");
    const { deploymentConfiguration } = run.inputs("ecs.Service", "web");
    assert.deepEqual(deploymentConfiguration, {
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: "10",
      lifecycleHooks: [
        {
          hookTargetArn: functionArn,
          roleArn,
          lifecycleStages: ["POST_SCALE_UP"],
          hookDetails: '{"url":"https://example.com/health","tries":3}',
        },
        {
          hookTargetArn: `${functionArn}:live`,
          roleArn,
          lifecycleStages: ["PRODUCTION_TRAFFIC_SHIFT", "PRE_SCALE_UP"],
        },
      ],
    });
    assert.ok(run.dependencies("ecs.Service", "web").includes("iam.RolePolicy web-hooks"));
  });

  it("let ECS call these functions, and do nothing else", async () => {
    const run = await hooked({ permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary" });
    assert.equal(
      run.input("iam.Role", "web-hooks", "permissionsBoundary"),
      "arn:aws:iam::123456789012:policy/boundary",
    );
    assert.deepEqual(JSON.parse(run.input("iam.Role", "web-hooks", "assumeRolePolicy")), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    assert.deepEqual(JSON.parse(run.input("iam.RolePolicy", "web-hooks", "policy")), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AskHooks",
          Effect: "Allow",
          Action: ["lambda:InvokeFunction"],
          Resource: [functionArn, `${functionArn}:live`],
        },
      ],
    });
  });

  it("make no role where there are none", async () => {
    const run = await service({ strategy: { type: "blueGreen" } });
    assert.ok(!run.names("iam.Role").includes("web-hooks"));
    assert.deepEqual(run.inputs("ecs.Service", "web")["deploymentConfiguration"], {
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: "10",
    });
  });

  it("have a role that transform reaches", async () => {
    const run = await hooked({
      transform: {
        lifecycleHookRole: { role: (args, options) => ({ args: { ...args, path: "/hooks/" }, options }) },
      },
    });
    assert.equal(run.inputs("iam.Role", "web-hooks")["path"], "/hooks/");
  });
});

describe("the plan of lifecycle hooks", () => {
  it("takes functions by name, version and alias, and those that are known later", () => {
    for (const arn of [functionArn, `${functionArn}:7`, `${functionArn}:$LATEST`, pulumi.output(functionArn)]) {
      assert.deepEqual(problemsOf(strategyWith({ ...ask, functionArn: arn })), [], String(arn));
    }
  });

  it("refuses what is no function", () => {
    for (const arn of ["smoke-test", functionArn.replace("lambda", "sns"), `${functionArn}:a:b`, `${functionArn}/x`]) {
      assert.deepEqual(problemsOf(strategyWith({ ...ask, functionArn: arn })), [
        [
          "strategy.lifecycleHooks[0].functionArn",
          "It is not the ARN of a Lambda function: arn:aws:lambda:REGION:ACCOUNT:function:NAME.",
        ],
      ]);
    }
  });

  it("refuses hooks that are never asked, or twice in a stage, or in stages that there aren't", () => {
    const stages = (...names: string[]) => strategyWith(ask, { ...ask, stages: names as LifecycleHookArgs["stages"] });
    for (const wrong of [stages(), stages("PRE_SCALE_UP", "PRE_SCALE_UP"), stages("PRE_SCALE_DOWN")]) {
      assert.deepEqual(
        problemsOf(wrong).map(([argument]) => argument),
        ["strategy.lifecycleHooks[1].stages"],
      );
    }
  });

  it("refuses hooks of deployments that have no second set of tasks", () => {
    for (const type of ["rolling", "recreate"] as const) {
      assert.deepEqual(
        problemsOf({ type, lifecycleHooks: [ask] }).map(([argument]) => argument),
        ["strategy.lifecycleHooks"],
      );
      assert.deepEqual(problemsOf({ type, lifecycleHooks: [] }), []);
    }
    for (const type of ["canary", "linear"] as const) assert.deepEqual(problemsOf({ type, lifecycleHooks: [ask] }), []);
  });
});
