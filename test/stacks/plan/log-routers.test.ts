import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { usedEndpointServices } from "../../../stacks/plan/endpoint-services";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
const CLOSED = { ...SETTINGS.network, nat: "none", interfaceEndpoints: "minimal" };

/** An environment with one service that has the router, and one secret of its own. */
function environment(logRouter: object, network: object = SETTINGS.network) {
  const setupImage = `${ECR}/busybox:1`;
  const services = { jobs: { containers: { jobs: { image: `${ECR}/jobs:1` } }, logRouter, setupImage } };
  const change = { network, secrets: { key: "value" }, services };
  return planEnvironment(PROJECT, "staging", configuration(change, [`${PROJECT}:secrets`]));
}

const image = `${ECR}/router:1`;
const problemsOf = (...args: Parameters<typeof environment>) =>
  thrownProblems(() => environment(...args)).map(({ component, argument, value }) => [component, argument, value]);
const warningsOf = (...args: Parameters<typeof environment>) =>
  environment(...args)
    .warnings.filter(({ component }) => component === 'service "jobs"')
    .map(({ argument, value }) => [argument, value]);

describe("log routers in settings", () => {
  it("lead to the endpoints of where they send the logs", () => {
    const used = (logRouter: object) => {
      const { settings, services } = environment({ image, ...logRouter }, CLOSED);
      return usedEndpointServices(settings, services);
    };
    const always = ["ecr.api", "ecr.dkr", "logs"];
    assert.deepEqual(used({}), always);
    assert.deepEqual(used({ output: "kinesis_firehose", options: { delivery_stream: "d" } }), [
      "ecr.api",
      "ecr.dkr",
      "kinesis-firehose",
      "logs",
    ]);
    assert.deepEqual(used({ output: "s3", options: { bucket: "b" } }), always);
    const role_arn = "arn:aws:iam::210987654321:role/logs";
    assert.deepEqual(used({ output: "kinesis_streams", options: { stream: "s", role_arn } }), [
      "ecr.api",
      "ecr.dkr",
      "kinesis-streams",
      "logs",
      "sts",
    ]);
    assert.deepEqual(used({ output: "datadog", secretOptions: { apikey: "key" } }), [...always, "secretsmanager"]);
  });

  it("can't be reached in a network without a way out, be it for their image, their destination or their secrets", () => {
    assert.deepEqual(problemsOf({}, CLOSED), [
      ['service "jobs"', "logRouter.image", "public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.17"],
    ]);
    assert.deepEqual(problemsOf({ image, options: { region: "eu-west-1" } }, CLOSED), [
      ['service "jobs"', "logRouter.options.region", "eu-west-1"],
    ]);
    const apikey = "arn:aws:ssm:eu-west-1:123456789012:parameter/key";
    assert.deepEqual(problemsOf({ image, output: "datadog", secretOptions: { apikey } }, CLOSED), [
      ['service "jobs"', "logRouter.secretOptions.apikey", "[not shown]"],
    ]);
    assert.deepEqual(environment({ image, options: { region: "eu-central-1" } }, CLOSED).warnings, []);
  });

  it("are warned of where they hardly get out", () => {
    const http = { output: "http", options: { host: "logs.example.com", Port: "8088" } };
    assert.deepEqual(warningsOf(http), [["logRouter.options.port", "8088"]]);
    assert.deepEqual(warningsOf({ output: "http", options: { host: "h", port: "443" } }), []);
    assert.deepEqual(warningsOf({ image, output: "http", options: { host: "h" } }, CLOSED), [
      ["logRouter.output", "http"],
    ]);
    assert.deepEqual(warningsOf({ output: "http", options: { host: "h" } }), []);
    assert.deepEqual(warningsOf({ options: { log_group_template: "$app" } }), [
      ["logRouter.options.log_group_template", "$app"],
    ]);
  });

  it("refer to the environment's own secrets by name, and to no others", () => {
    assert.deepEqual(warningsOf({ output: "datadog", secretOptions: { apikey: "key" } }), []);
    assert.deepEqual(problemsOf({ output: "datadog", secretOptions: { apikey: "kye" } }), [
      ['service "jobs"', "logRouter.secretOptions.apikey", "[not shown]"],
    ]);
    // Found although the secret has no ARN yet.
    const twice = { output: "http", options: { host: "h" }, secretOptions: { Host: "key" } };
    assert.deepEqual(problemsOf(twice), [['service "jobs"', "logRouter.options.host", "[not shown]"]]);
  });
});
