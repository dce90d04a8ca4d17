import assert from "node:assert/strict";
import { runProgram, type ProgramRun } from "../../../simulator/in-process";
import type { Existing } from "../../../simulator/behaviour";
import { SimulatedAws } from "../../../simulator/simulated-aws";
import { withRolledBackApi } from "../../diagnosis/failed-deployment";
import type { AwsApi } from "../../support/aws-api";
import { build, type Args } from "../../support/fargate-service";

describe("a Fargate service's deployment", () => {
  let api: AwsApi;
  withRolledBackApi((started) => (api = started));

  function run(aws: SimulatedAws, args: Args = {}, preview = false): Promise<ProgramRun> {
    const program = () => ({ serviceName: build(args).serviceName });
    return runProgram({ project: "p", stack: "dev", config: { "aws:region": "eu-central-1" }, program, aws, preview });
  }

  it("is awaited before the service's name is told, and asks nobody but the provider", async () => {
    const { error, graph } = await run(new SimulatedAws());
    assert.equal(error, undefined);
    assert.match(String(graph.outputs["serviceName"]), /^web-[0-9a-f]{7}$/);
    assert.deepEqual(api.calls, []);
  });

  it("asks nothing in a first preview, when there is no service", async () => {
    const aws = new SimulatedAws();
    aws.invoke = (token, ...rest) => {
      assert.notEqual(token, "aws:ecs/getService:getService");
      return SimulatedAws.prototype.invoke.call(aws, token, ...rest);
    };
    const { error, messages } = await run(aws, {}, true);
    assert.equal(error, undefined);
    assert.deepEqual(
      messages.filter(({ urn = "" }) => urn.endsWith("::web")),
      [],
    );
  });

  it("fails the program with the diagnosis, without a stack trace, when all is registered", async () => {
    const aws = new SimulatedAws();
    aws.failDeployments(() => "tasks failed to start");
    const { error, graph } = await run(aws, { autoScaling: { minTasks: 1, maxTasks: 2 } });
    assert.ok(error instanceof Error);
    assert.match(
      error.message,
      /^Service "web": the deployment failed, and ECS had no completed one to go back to\.\n/,
    );
    assert.match(error.message, /\n {4}A container used more memory than its task has, and was killed\.\n/);
    assert.equal(error.stack, `Error: ${error.message}`);
    assert.ok(graph.resources.some(({ type }) => type === "aws:appautoscaling/policy:Policy"));
  });

  it("looks closer when the provider doesn't tell how the deployment ended", async () => {
    const aws = new SimulatedAws();
    aws.failDeployments(() => "tasks failed to start");
    const withoutCircuitBreaker: Args = {
      transform: {
        service: ({ deploymentCircuitBreaker: _, ...rest }, options) => ({ args: rest, options }),
      },
    };
    api.answer("DescribeServices", () => {
      const [{ inputs }] = aws.existing.filter(({ type }) => type === "aws:ecs/service:Service") as [Existing];
      const deployments = [{ id: "ecs-svc/1", status: "PRIMARY", rolloutState: "COMPLETED" }];
      return {
        services: [{ taskDefinition: inputs["taskDefinition"], desiredCount: 2, runningCount: 1, deployments }],
      };
    });
    const { error, messages } = await run(aws, withoutCircuitBreaker);
    assert.equal(error, undefined);
    assert.deepEqual(api.calls, ["DescribeServices"]);
    const [warning] = messages.filter(({ urn = "" }) => urn.endsWith("FargateService::web"));
    assert.equal(
      warning?.text,
      'Service "web": its last deployment is complete. Tasks that have stopped since and are being replaced: 1.',
    );
  });

  it("asks by the role that the provider takes on", async () => {
    const aws = new SimulatedAws();
    aws.failDeployments(() => "tasks failed to start");
    const { error } = await run(aws, { assumeRoleArn: "arn:aws:iam::111122223333:role/deploy" });
    assert.ok(error instanceof Error);
    // The role's credentials would come from STS, which this API doesn't answer for.
    assert.match(error.message, /\(needs ecs:ListTasks\): /);
    assert.ok(api.calls.length > 0 && api.calls.every((call) => call === "/"), api.calls.join());
  });
});
