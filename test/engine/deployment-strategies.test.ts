import assert from "node:assert/strict";
import { LoadBalancer } from "../../components/load-balancer/load-balancer";
import { Network } from "../../components/network/network";
import { Cluster } from "../../components/service/cluster";
import { FargateService } from "../../components/service/fargate-service";
import type { DeploymentStrategyArgs } from "../../components/service/strategy-plan";
import { parseUrn } from "../../model/urn";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";

/** One service on its way from rolling to blue/green deployments and back: a story, told in order. */
describe("deployments that shift requests, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws();
  let strategy: DeploymentStrategyArgs | undefined;
  let tag = 1;
  let containerPort = 8080;
  let stack: EngineStack;

  const program = () => {
    const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
    const loadBalancer = new LoadBalancer("public", { network, plainHttp: true, deletionProtection: false });
    new FargateService("web", {
      cluster: new Cluster("main", {}),
      network,
      containers: { web: { image: `example/web:${tag}`, containerPort } },
      route: { loadBalancer, paths: ["/*"] },
      ...(strategy && { strategy }),
    });
  };

  before(async () => {
    stack = await EngineStack.create({
      project: "test",
      stack: "dev",
      config: { "aws:region": "eu-central-1" },
      program,
      aws,
    });
    assertSucceeded(await stack.up());
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
  });

  async function up(): Promise<EngineRun> {
    const run = await stack.up();
    assertSucceeded(run);
    return run;
  }

  /** The weight of each target group, by its logical name, in the rule that comes first. */
  function weights(): Record<string, number> {
    const [rule] = aws.existing
      .filter(({ type }) => type === "aws:lb/listenerRule:ListenerRule")
      .sort((a, b) => Number(a.outputs["priority"]) - Number(b.outputs["priority"]));
    const [action] = rule!.inputs["actions"] as unknown as [
      { forward?: { targetGroups: { arn: string; weight: number }[] }; targetGroupArn?: string },
    ];
    const groups = action.forward?.targetGroups ?? [{ arn: action.targetGroupArn!, weight: 1 }];
    const nameOf = (arn: string) => parseUrn(aws.existing.find(({ id }) => id === arn)!.urn).name;
    return Object.fromEntries(groups.map(({ arn, weight }) => [nameOf(arn), weight]));
  }

  it("begin without another service: a second target group, a rule before the first one, and a role", async () => {
    strategy = { type: "blueGreen", bakeTimeMinutes: 5 };
    const run = await up();
    assert.deepEqual(operations(run), {
      create: [
        "RolePolicy web-infrastructure",
        "Role web-infrastructure",
        "ListenerRule public-web.weighted",
        "TargetGroup web-B",
      ].sort(),
      update: ["Service web"],
      delete: ["ListenerRule public-web"],
    });
    assert.deepEqual(weights(), { web: 0, "web-B": 100 });
  });

  it("leave nothing to do for the next up, although ECS has rewritten the weights", async () => {
    assert.deepEqual(operations(await up()), {});
  });

  it("are not undone after a refresh has seen the weights", async () => {
    const refresh = await stack.refresh();
    assertSucceeded(refresh);
    assert.equal(refresh.changes.update, 1);
    assert.deepEqual(operations(await up()), {});
    assert.deepEqual(weights(), { web: 0, "web-B": 100 });
  });

  it("change nothing but the task definition and the service for a new version, and move on to the other target group", async () => {
    tag = 2;
    assert.deepEqual(operations(await up()), {
      "create-replacement": ["TaskDefinition web"],
      replace: ["TaskDefinition web"],
      update: ["Service web"],
      "delete-replaced": ["TaskDefinition web"],
    });
    assert.deepEqual(weights(), { web: 100, "web-B": 0 });
  });

  it("get a new rule with new target groups, since the old one's were left to ECS", async () => {
    containerPort = 9090;
    const { "create-replacement": created = [], update } = operations(await up());
    assert.deepEqual(created.sort(), [
      "ListenerRule public-web.weighted",
      "TargetGroup web",
      "TargetGroup web-B",
      "TaskDefinition web",
    ]);
    assert.deepEqual(
      update?.filter((each) => each.startsWith("Service")),
      ["Service web"],
    );
    tag = 3;
    await up();
    assert.deepEqual(weights(), { web: 100, "web-B": 0 });
  });

  it("become canary deployments by a change of the service alone", async () => {
    strategy = { type: "canary" };
    assert.deepEqual(operations(await up()), { update: ["Service web"] });
  });

  it("get a rule for test requests by a change of the service, not by another one, and lose it again", async () => {
    const testRule = { headers: { "X-Test": ["new"] }, sourceCidrs: ["192.0.2.0/24"] };
    strategy = { type: "canary", testRule };
    assert.deepEqual(operations(await up()), {
      create: ["ListenerRule public-web.test.weighted"],
      update: ["RolePolicy web-infrastructure", "Service web"],
    });
    assert.deepEqual(operations(await up()), {});
    // The rule that comes first is that of the test requests: they have moved on to the new tasks too.
    assert.deepEqual(Object.values(weights()).sort(), [0, 100]);
    strategy = { type: "canary" };
    assert.deepEqual(operations(await up()), {
      update: ["RolePolicy web-infrastructure", "Service web"],
      delete: ["ListenerRule public-web.test.weighted"],
    });
  });

  it("end without another service, and take with them what they needed", async () => {
    strategy = undefined;
    const run = await up();
    assert.deepEqual(operations(run), {
      create: ["ListenerRule public-web"],
      update: ["Service web"],
      delete: [
        "RolePolicy web-infrastructure",
        "Role web-infrastructure",
        "ListenerRule public-web.weighted",
        "TargetGroup web-B",
      ].sort(),
    });
    assert.deepEqual(weights(), { web: 1 });
  });

  it("come down cleanly", async () => {
    strategy = { type: "linear" };
    await up();
    assertSucceeded(await stack.destroy());
    assert.deepEqual(aws.existing, []);
  });
});

/** Type and name of each resource that is not left as it is, by what is done to it; components left out. */
function operations(run: EngineRun): Partial<Record<string, string[]>> {
  const resources = run.steps.filter(({ op, type }) => !["same", "refresh"].includes(op) && type.startsWith("aws:"));
  const byOperation: Record<string, string[]> = {};
  for (const { op, type, urn } of resources)
    (byOperation[op] ??= []).push(`${type.split(":")[2]} ${parseUrn(urn).name}`);
  for (const list of Object.values(byOperation)) list.sort();
  return byOperation;
}
