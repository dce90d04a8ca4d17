import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { usedEndpointServices } from "../../../stacks/plan/endpoint-services";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

/** The services of AWS that a service with one container calls. */
function used(container: object, service: object = {}, network: object = {}) {
  const change = {
    network: { ...SETTINGS.network, ...network },
    secrets: { key: "value" },
    services: { worker: { containers: { worker: { image: "nginx:1", ...container } }, ...service } },
  };
  const { settings, services } = planEnvironment(PROJECT, "staging", configuration(change, [`${PROJECT}:secrets`]));
  return usedEndpointServices(settings, services);
}

describe("the services of AWS that tasks call", () => {
  it("are CloudWatch Logs, and ECR only if an image of theirs is in the region's private one", () => {
    assert.deepEqual(used({}), ["logs"]);
    assert.deepEqual(used({ image: `${ECR}/worker:1` }), ["ecr.api", "ecr.dkr", "logs"]);
    assert.deepEqual(used({ image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1" }), ["logs"]);
    assert.deepEqual(used({}, { tracing: true, collectorImage: `${ECR}/collector:1` }), [
      "ecr.api",
      "ecr.dkr",
      "logs",
      "xray",
    ]);
    assert.deepEqual(used({ image: undefined, build: { context: "apps/sample" } }), ["ecr.api", "ecr.dkr", "logs"]);
  });

  it("are those that hold their secrets", () => {
    const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf";
    const parameter = "arn:aws:ssm:eu-central-1:123456789012:parameter/key";
    assert.deepEqual(used({ secrets: { A: secret } }), ["logs", "secretsmanager"]);
    assert.deepEqual(used({ secrets: { A: "key" } }), ["logs", "secretsmanager"]);
    assert.deepEqual(used({ secrets: { A: parameter } }), ["logs", "ssm"]);
  });

  it("are Session Manager and KMS where shells are opened, and X-Ray where requests are traced", () => {
    assert.deepEqual(used({}, { executeCommand: true }), ["kms", "logs", "ssmmessages"]);
    assert.deepEqual(used({}, { tracing: true }), ["logs", "xray"]);
  });

  it("are SQS where they work on a queue", () => {
    const autoScaling = { minTasks: 2, maxTasks: 9, queue: { name: "jobs", messagesPerTask: 5 } };
    assert.deepEqual(used({}, { autoScaling }), ["logs", "sqs"]);
  });

  it("are also those that the settings name", () => {
    assert.deepEqual(used({}, {}, { endpointServices: ["sqs", "logs"] }), ["logs", "sqs"]);
  });

  it("are not those of tasks in public subnets, which reach them by the internet", () => {
    assert.deepEqual(used({}, { subnetTier: "public", executeCommand: true }), []);
  });

  it("are known by name", () => {
    const network = { ...SETTINGS.network, endpointServices: ["sqs", "rekognitoin"] };
    assert.deepEqual(
      thrownProblems(() => planEnvironment(PROJECT, "staging", configuration({ network }))).map(
        ({ argument }) => argument,
      ),
      [`${PROJECT}:network.endpointServices[1]`],
    );
  });
});
