import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { engineSettings, PROJECT, SETTINGS } from "../support/settings";

describe("an environment without a way to the internet, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: "123456789012" });
  let stack: EngineStack;
  let up: EngineRun;
  let secondUp: EngineRun;
  let more: EngineRun;
  let destroy: EngineRun;

  before(async () => {
    const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1";
    const logRouter = {
      output: "kinesis_firehose",
      options: { delivery_stream: "logs" },
      image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/aws-for-fluent-bit:3",
    };
    const settings = (interfaceEndpoints: string) =>
      engineSettings({
        network: { ...SETTINGS.network, nat: "none", interfaceEndpoints },
        services: { worker: { containers: { worker: { image } }, logRouter } },
      });
    const config = settings("minimal");
    stack = await EngineStack.create({ project: PROJECT, stack: "closed", config, program: environmentProgram, aws });
    up = await stack.up();
    secondUp = await stack.up();
    await stack.reconfigure(settings("full"));
    more = await stack.up();
    destroy = await stack.destroy();
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
  });

  it("is created with endpoints and without NAT gateways", () => {
    assertSucceeded(up);
    const names = (type: string) =>
      [...up.results.values()].flatMap(({ new: state }) =>
        state?.type === type ? [state.urn.split("::").at(-1)] : [],
      );
    const services = ["ecr.api", "ecr.dkr", "kinesis-firehose", "logs"];
    assert.deepEqual(names("aws:ec2/vpcEndpoint:VpcEndpoint").sort(), [
      "main-dynamodb",
      ...services.map((service) => `main-endpoints-${service}`),
      "main-s3",
    ]);
    assert.deepEqual([...names("aws:ec2/natGateway:NatGateway"), ...names("aws:ec2/eip:Eip")], []);
  });

  it("is left alone by a second up", () => {
    assertSucceeded(secondUp);
    assert.deepEqual(secondUp.changes, { same: up.steps.length });
  });

  it("gets more endpoints without a change of those it has", () => {
    assertSucceeded(more);
    assert.deepEqual(more.changes, { same: up.steps.length, create: 7 });
  });

  it("is destroyed with its endpoints and their security group", async () => {
    assertSucceeded(destroy);
    assert.deepEqual(await stack.state(), []);
    assert.deepEqual(aws.existing, []);
  });
});
