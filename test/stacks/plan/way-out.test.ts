import assert from "node:assert/strict";
import { runProgram } from "../../../simulator/in-process";
import { planEnvironment } from "../../../stacks/plan";
import { environmentProgram } from "../../../stacks/program";
import { thrownProblems } from "../../support/problems";
import { configuration, configValues, PROJECT, SETTINGS } from "../../support/settings";

function plan(change: Readonly<Record<string, unknown>>) {
  return planEnvironment(PROJECT, "staging", configuration(change));
}

function network(change: object) {
  return { ...SETTINGS.network, ...change };
}

const ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

/** Services with these images, and the problems of a network without NAT gateways. */
function problemsWithImages(images: readonly string[], change: object = { interfaceEndpoints: "minimal" }) {
  const containers = Object.fromEntries(images.map((image, index) => [`c${index}`, { image }]));
  return thrownProblems(() =>
    plan({ network: network({ nat: "none", ...change }), services: { worker: { containers } } }),
  ).map(({ component, argument, message }) => [component, argument, message]);
}

describe("the way out of an environment", () => {
  it("is needed by its tasks", () => {
    assert.deepEqual(problemsWithImages([`${ECR}/web:1`], {}), [
      ['network "main"', "nat", 'The tasks of "worker" could not pull their images or write their logs.'],
    ]);
    assert.deepEqual(plan({ network: network({ nat: "none" }), services: {} }).warnings, []);
  });

  it("need not be the internet, if interface endpoints lead to all images", () => {
    const services = { worker: { containers: { worker: { image: `${ECR}/web:1` } } } };
    for (const interfaceEndpoints of ["minimal", "full"]) {
      assert.deepEqual(plan({ network: network({ nat: "none", interfaceEndpoints }), services }).warnings, []);
    }
  });

  it("has to be the internet for images of public registries and of other regions", () => {
    const message = "Its registry is reached over the internet only, and the network has no NAT gateway.";
    const images = [
      "public.ecr.aws/docker/library/node:22",
      `${ECR}/web:1`,
      "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1",
      "nginx:1",
    ];
    assert.deepEqual(problemsWithImages(images), [
      ['service "worker"', "containers.c0.image", message],
      ['service "worker"', "containers.c2.image", message],
      ['service "worker"', "containers.c3.image", message],
    ]);
    plan({ network: network({ nat: "single" }), environmentType: "dev", notifications: undefined });
  });

  it("is the task's own address in public subnets, whatever the network has", () => {
    const services = (subnetTier?: string) => ({
      worker: { containers: { worker: { image: "nginx:1" } }, ...(subnetTier && { subnetTier }) },
    });
    const closed = network({ nat: "none" });
    assert.deepEqual(plan({ network: closed, services: services("public") }).warnings, []);
    assert.equal(thrownProblems(() => plan({ network: closed, services: services("private") })).length, 1);
    assert.equal(thrownProblems(() => plan({ network: closed, services: services() })).length, 1);
    const warnings = (change: object) =>
      plan({ network: network(change), services: services("public") }).warnings.map(({ message }) => message);
    assert.deepEqual(warnings({ nat: "single" }), [
      "It costs about 35 USD a month, and all tasks have public addresses of their own.",
    ]);
    // Whose names lead to the endpoints there too.
    assert.deepEqual(warnings({ nat: "none", interfaceEndpoints: "minimal" }), []);
  });

  it("is in one of two tiers", () => {
    const services = { worker: { containers: { worker: { image: "nginx:1" } }, subnetTier: "isolated" } };
    assert.deepEqual(
      thrownProblems(() => plan({ services })).map(({ argument, message }) => [argument, message]),
      [[`${PROJECT}:services.worker.subnetTier`, "It has to be one of private, public."]],
    );
  });

  it("has to be the internet for the image that opens volumes, unless that is a private one too", () => {
    const problems = (change: object, container: object) => {
      const containers = { worker: { image: `${ECR}/web:1`, ...container } };
      const services = { worker: { containers, ...change } };
      const settings = { network: network({ nat: "none", interfaceEndpoints: "minimal" }), services };
      return () => thrownProblems(() => plan(settings)).map(({ argument, value }) => [argument, value]);
    };
    const writable = { writablePaths: ["/tmp"] };
    assert.deepEqual(problems({}, writable)(), [["setupImage", "public.ecr.aws/docker/library/busybox:1.37"]]);
    const fine = [problems({ setupImage: `${ECR}/busybox:1` }, writable), problems({}, { ...writable, user: "0" })];
    for (const none of fine) assert.throws(none, /no problem was found/);
  });

  it("has to be the internet for secrets of other regions", () => {
    const image = `${ECR}/web:1`;
    const secrets = {
      HERE: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf",
      THERE: "arn:aws:secretsmanager:us-east-1:123456789012:secret:key-AbCdEf",
      PARAMETER: "arn:aws:ssm:us-east-1:123456789012:parameter/key",
    };
    const services = { worker: { containers: { worker: { image, secrets } } } };
    const problems = thrownProblems(() =>
      plan({ network: network({ nat: "none", interfaceEndpoints: "minimal" }), services }),
    );
    const message = "It is in us-east-1, which is reached over the internet only, and the network has no NAT gateway.";
    assert.deepEqual(
      problems.map(({ argument, value, message }) => [argument, value, message]),
      ["THERE", "PARAMETER"].map((name) => [`containers.worker.secrets.${name}`, "[not shown]", message]),
    );
    plan({ network: network({ nat: "single" }), services, environmentType: "dev" });
  });

  it("has to be the internet for the collector's image, unless that is a private one too", () => {
    const traced = (collectorImage?: string) => () =>
      thrownProblems(() =>
        plan({
          network: network({ nat: "none", interfaceEndpoints: "minimal" }),
          services: { worker: { containers: { worker: { image: `${ECR}/web:1` } }, tracing: true, collectorImage } },
        }),
      ).map(({ argument, message }) => [argument, message]);
    assert.deepEqual(traced()(), [
      ["collectorImage", "Its registry is reached over the internet only, and the network has no NAT gateway."],
    ]);
    assert.throws(traced(`${ECR}/collector:1`), /no problem was found/);
  });

  it("is warned of if it is paid for and nothing uses it", () => {
    const messages = (change: object) =>
      plan({ network: network(change), services: {} }).warnings.map(({ argument, value, message }) => [
        argument,
        value,
        message,
      ]);
    const unused = (cost: number) => `It costs about ${cost} USD a month, and there is no service to use it.`;
    assert.deepEqual(messages({ nat: "single" }), [["nat", "single", unused(35)]]);
    assert.deepEqual(messages({ nat: "perAz" }), [["nat", "perAz", unused(70)]]);
    assert.deepEqual(messages({ nat: "regional" }), [["nat", "regional", unused(70)]]);
    assert.deepEqual(messages({ nat: "instance" }), [["nat", "instance", unused(8)]]);
    assert.deepEqual(messages({}), messages({ nat: "perAz" }));
    assert.deepEqual(messages({ nat: "none", interfaceEndpoints: "full" }), [
      ["interfaceEndpoints", "full", unused(160)],
    ]);
    assert.deepEqual(messages({ nat: "none", interfaceEndpoints: "minimal" }), []);
  });

  it("is warned of if endpoints are named that are not made", () => {
    const warnings = (change: object) =>
      plan({ network: network({ endpointServices: ["sqs"], ...change }) }).warnings.map(({ argument, message }) => [
        argument,
        message,
      ]);
    assert.deepEqual(warnings({}), [["endpointServices", "There are no interface endpoints that could lead there."]]);
    assert.deepEqual(warnings({ interfaceEndpoints: "minimal" }), []);
    assert.deepEqual(warnings({ endpointServices: [] }), []);
  });

  it("is warned of if it hangs on one zone in prod, and only there", () => {
    const single = network({ nat: "single", zones: ["b", "a"] });
    assert.deepEqual(
      plan({ network: single }).warnings.map(({ message }) => message),
      ["If zone b fails, the tasks of all zones lose their way to the internet."],
    );
    assert.deepEqual(plan({ network: single, environmentType: "dev", notifications: undefined }).warnings, []);
    assert.deepEqual(plan({ network: network({ nat: "perAz" }) }).warnings, []);
    const instance = network({ nat: "instance" });
    assert.deepEqual(
      plan({ network: instance }).warnings.map(({ argument, value, message }) => [argument, value, message]),
      [
        [
          "nat",
          "instance",
          "If zone a or the one NAT instance fails, and whenever that is renewed, the tasks of all zones lose their way to the internet.",
        ],
      ],
    );
    assert.deepEqual(plan({ network: instance, environmentType: "dev", notifications: undefined }).warnings, []);
  });

  it("is warned of if an instance is described that there is none of", () => {
    const described = { natInstanceType: "t4g.small", natInstanceAmiId: "ami-0123456789abcdef0" };
    const warnings = (nat: string | undefined) =>
      plan({
        network: network({ ...described, nat }),
        environmentType: "dev",
        notifications: undefined,
      }).warnings.map(({ argument, message }) => [argument, message]);
    assert.deepEqual(warnings("instance"), []);
    assert.deepEqual(warnings("single"), [
      ["natInstanceType", "There is no NAT instance: nat is single."],
      ["natInstanceAmiId", "There is no NAT instance: nat is single."],
    ]);
    assert.deepEqual(warnings(undefined)[0], ["natInstanceType", "There is no NAT instance: nat is perAz."]);
  });

  it("is refused in the plan if the instance can't be what is asked for", () => {
    const problems = thrownProblems(() => plan({ network: network({ nat: "instance", natInstanceType: "t3.nano" }) }));
    assert.deepEqual(
      problems.map(({ component, argument, message }) => [component, argument, message]),
      [['network "main"', "natInstanceType", "The instance's image is for ARM64, and this type has other processors."]],
    );
  });

  it("is told about in every run of the program, which goes on", async () => {
    const config = configValues({ network: network({ nat: "single" }) });
    const run = await runProgram({ project: PROJECT, stack: "staging", config, program: environmentProgram });
    assert.equal(run.error, undefined);
    assert.deepEqual(run.messages, [
      {
        severity: "warning",
        text:
          'network "main": nat is "single". If zone a fails, the tasks of all zones lose their way to the internet. ' +
          "Set nat to perAz, or accept it.",
      },
    ]);
  });
});
