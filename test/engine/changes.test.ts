import assert from "node:assert/strict";
import { parseUrn } from "../../model/urn";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { accountOf, PROJECT, settingsOf, type Settings } from "../support/environments";

/** What an edit of a running environment's settings does: a story of three edits, each checked for all it changes. */
describe("an edit of a running environment's settings", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: accountOf("dev") });
  const settings = settingsOf("dev");
  const services = settings[`${PROJECT}:services`] as Record<string, Settings>;
  const network = settings[`${PROJECT}:network`] as Settings;
  let stack: EngineStack;

  before(async () => {
    const program = environmentProgram;
    stack = await EngineStack.create({ project: PROJECT, stack: "dev", config: settings, program, aws });
    assertSucceeded(await stack.up());
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
  });

  async function upWith(change: Settings): Promise<EngineRun> {
    Object.assign(settings, change);
    await stack.reconfigure(settings);
    const run = await stack.up();
    assertSucceeded(run);
    return run;
  }

  it("adds a zone without replacing anything", async () => {
    const run = await upWith({ [`${PROJECT}:network`]: { ...network, zones: ["a", "b", "c"] } });
    const { create = [], ...others } = operations(run);
    assert.deepEqual(
      create.filter((resource) => !resource.endsWith("-c") && !resource.endsWith("-c-internet")),
      [],
    );
    assert.deepEqual(others, {
      update: [
        "aws:ec2/networkAcl:NetworkAcl main-isolated",
        "aws:ec2/networkAcl:NetworkAcl main-private",
        "aws:ec2/networkAcl:NetworkAcl main-public",
        "aws:ec2/vpcEndpoint:VpcEndpoint main-dynamodb",
        "aws:ec2/vpcEndpoint:VpcEndpoint main-s3",
        "aws:ecs/service:Service feed",
        "aws:ecs/service:Service payments",
        "aws:ecs/service:Service users",
        "aws:ecs/service:Service web",
        "aws:lb/loadBalancer:LoadBalancer network",
        "aws:lb/loadBalancer:LoadBalancer private",
        "aws:lb/loadBalancer:LoadBalancer public",
      ],
    });
  });

  it("adds a service without touching the one that is there", async () => {
    const image = "public.ecr.aws/docker/library/node:22-alpine";
    const api = { ...services.web, containers: { api: { image, containerPort: 8080 } }, route: { paths: ["/api/*"] } };
    const run = await upWith({ [`${PROJECT}:services`]: { ...services, api } });
    const { create = [], ...others } = operations(run);
    assert.ok(create.includes("aws:ecs/service:Service api"));
    assert.deepEqual(
      create.filter((resource) => !/ (public-(to-)?)?api(-|$)/.test(resource)),
      [],
    );
    assert.deepEqual(others, {});
  });

  it("gives a service that speaks something else a new target group, while the service itself stays", async () => {
    const withApi = settings[`${PROJECT}:services`] as Record<string, Settings>;
    await upWith({
      [`${PROJECT}:loadBalancer`]: {
        certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
        deletionProtection: false,
      },
    });
    const api = { ...withApi.api, route: { paths: ["/api/*"], protocolVersion: "GRPC" } };
    const run = await upWith({ [`${PROJECT}:services`]: { ...withApi, api } });
    const targetGroup = ["aws:lb/targetGroup:TargetGroup api"];
    assert.deepEqual(operations(run), {
      "create-replacement": targetGroup,
      replace: targetGroup,
      update: ["aws:ecs/service:Service api", "aws:lb/listenerRule:ListenerRule public-api"],
      "delete-replaced": targetGroup,
    });
  });

  it("rolls out a new image as a new revision, and keeps the old one to roll back to", async () => {
    const container = { image: "public.ecr.aws/docker/library/node:24-alpine", containerPort: 8080 };
    const run = await upWith({
      [`${PROJECT}:services`]: {
        ...(settings[`${PROJECT}:services`] as Settings),
        web: { ...services.web, containers: { web: container } },
      },
    });
    assert.deepEqual(operations(run), {
      "create-replacement": ["aws:ecs/taskDefinition:TaskDefinition web"],
      replace: ["aws:ecs/taskDefinition:TaskDefinition web"],
      update: ["aws:ecs/service:Service web"],
      "delete-replaced": ["aws:ecs/taskDefinition:TaskDefinition web"],
    });
    assert.equal(aws.leftBehind.length, 1);
    assert.match(aws.leftBehind[0]!.id, /-web:1$/);
  });
});

/** Type and name of each resource that is not left as it is, by what is done to it; components left out. */
function operations(run: EngineRun): Partial<Record<string, string[]>> {
  const resources = run.steps.filter(({ op, type }) => op !== "same" && type.startsWith("aws:"));
  const byOperation: Record<string, string[]> = {};
  for (const { op, type, urn } of resources) (byOperation[op] ??= []).push(`${type} ${parseUrn(urn).name}`);
  for (const list of Object.values(byOperation)) list.sort();
  return byOperation;
}
