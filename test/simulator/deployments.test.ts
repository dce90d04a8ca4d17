import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type * as aws from "@pulumi/aws";
import type { Properties } from "../../model/graph";
import { NotReadyError } from "../../simulator/aws-error";
import { SimulatedAws } from "../../simulator/simulated-aws";
import type { DeploymentFailure } from "../../simulator/rollout";
import type { Made } from "./account";
import { assertRefused } from "./account";
import { Scene, taskDefinitionInputs } from "./scene";

const TOKEN = "aws:ecs/getService:getService";
const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true }, forceNewDeployment: true };
const isBad: DeploymentFailure = ({ images }) => (images.includes("bad") ? "tasks failed to start" : undefined);

/** A service, and what ECS says about it after each change. */
class Deployments extends Scene {
  made: Made | undefined;

  constructor(private readonly serviceArgs: Properties = BREAKER) {
    super();
    this.aws.failDeployments(isBad);
  }

  revision(image: string): string {
    const definition = this.make("aws:ecs/taskDefinition:TaskDefinition", "web", taskDefinitionInputs({ image }));
    return definition.outputs["arn"] as string;
  }

  deploy(image: string, changes: Properties = {}): string {
    const taskDefinition = this.revision(image);
    void this.capacityProviders;
    void this.rule;
    this.made = this.made
      ? this.change(this.made, { taskDefinition, ...changes })
      : this.make("aws:ecs/service:Service", "web", { ...this.serviceInputs(), ...this.serviceArgs, taskDefinition });
    return taskDefinition;
  }

  say(changes: Properties): void {
    this.made = this.change(this.made!, changes);
  }

  get said(): aws.ecs.GetServiceResult {
    const [, serviceName = ""] = /([^/]+)$/.exec(this.made!.id) ?? [];
    const args = { clusterArn: this.cluster.id, serviceName };
    return this.aws.invoke(TOKEN, args, this.provider) as unknown as aws.ecs.GetServiceResult;
  }

  /** Messages without the service's name and the ids of deployments, the newest first. */
  get messages(): string[] {
    return this.said.events.map(({ message }) =>
      message.replace(/^\(service [\w-]+\) /, "").replaceAll(/ecs-svc\/\d+/g, "ID"),
    );
  }

  get deployments(): (readonly [string, string, number])[] {
    return this.said.deployments.map(({ status, taskDefinition, runningCount }) => [
      status,
      taskDefinition,
      runningCount,
    ]);
  }
}

const COMPLETE = ["has reached a steady state.", "(deployment ID) deployment completed."];
const FAILED = "(deployment ID) deployment failed: tasks failed to start.";

describe("deployments of simulated services", () => {
  it("are complete at once, and one event says which", () => {
    const scene = new Deployments();
    const revision = scene.deploy("good");
    assert.equal(scene.said.taskDefinition, revision);
    assert.deepEqual(scene.deployments, [["PRIMARY", revision, 1]]);
    assert.deepEqual(scene.messages, COMPLETE);
    assert.ok(scene.said.events[1]!.message.includes(`(deployment ${scene.said.deployments[0]!.id})`));
    assert.equal(scene.said.runningCount, 1);
  });

  it("answer with everything that the provider's type declarations promise", () => {
    const scene = new Deployments();
    scene.deploy("good");
    const declarations = readFileSync(require.resolve("@pulumi/aws/ecs/getService.d.ts"), "utf8");
    const result = /interface GetServiceResult \{([\s\S]*?)\n\}/.exec(declarations)![1]!;
    const promised = [...result.matchAll(/^ {4}readonly (\w+):/gm)].map(([, name]) => name!);
    assert.ok(promised.length > 20);
    assert.deepEqual(
      promised.filter((name) => !(name in scene.said)),
      [],
    );
  });

  it("are rolled back to the last complete one: the caller reads that only afterwards", () => {
    const scene = new Deployments();
    const good = scene.deploy("good");
    const bad = scene.deploy("bad");
    assert.equal(scene.made!.outputs["taskDefinition"], bad);
    assert.equal(scene.read(scene.made!)?.["taskDefinition"], good);
    assert.equal(scene.said.taskDefinition, good);
    assert.deepEqual(scene.deployments, [["PRIMARY", good, 1]]);
    assert.deepEqual(scene.messages, [...COMPLETE, "rolling back to deployment ID.", FAILED, ...COMPLETE]);
    scene.deploy("bad");
    assert.equal(scene.said.taskDefinition, good);
  });

  it("stay failed if there is nothing to go back to", () => {
    const scene = new Deployments();
    const bad = scene.deploy("bad");
    assert.equal(scene.said.taskDefinition, bad);
    assert.deepEqual(scene.deployments, [["PRIMARY", bad, 0]]);
    assert.deepEqual(scene.messages, [FAILED]);
    const good = scene.deploy("good");
    assert.deepEqual(scene.deployments, [["PRIMARY", good, 1]]);
  });

  it("keep the older tasks if they are not rolled back", () => {
    const scene = new Deployments({ ...BREAKER, deploymentCircuitBreaker: { enable: true, rollback: false } });
    const good = scene.deploy("good");
    const bad = scene.deploy("bad");
    assert.deepEqual(scene.deployments, [
      ["PRIMARY", bad, 0],
      ["ACTIVE", good, 1],
    ]);
    assert.deepEqual(scene.messages, [FAILED, ...COMPLETE]);
  });

  it("never end without a circuit breaker", () => {
    const scene = new Deployments({});
    scene.deploy("bad");
    assert.deepEqual(scene.messages, ["is unable to consistently start tasks successfully."]);
  });

  it("don't begin with a change of tags alone, and begin with any other if they are forced", () => {
    const scene = new Deployments();
    scene.deploy("good");
    const first = scene.said.deployments[0]!.id;
    scene.say({ tags: { team: "a" } });
    assert.equal(scene.said.deployments[0]!.id, first);
    scene.say({ desiredCount: 2 });
    assert.notEqual(scene.said.deployments[0]!.id, first);
    assert.equal(scene.said.runningCount, 2);
  });

  it("begin unforced with what tasks are made of, not with their number", () => {
    const scene = new Deployments({});
    scene.deploy("good");
    const first = scene.said.deployments[0]!.id;
    scene.say({ desiredCount: 2 });
    assert.equal(scene.said.deployments[0]!.id, first);
    scene.deploy("better");
    assert.notEqual(scene.said.deployments[0]!.id, first);
  });

  it("don't ask for the failed task definition again with another change: the provider sends what differs", () => {
    const scene = new Deployments();
    const good = scene.deploy("good");
    scene.deploy("bad");
    const { length } = scene.messages;
    scene.say({ desiredCount: 2 });
    assert.equal(scene.said.taskDefinition, good);
    assert.deepEqual(scene.messages.slice(0, -length), COMPLETE);
  });

  it("fail the provider's call where it waits for them, once: what nothing differs in is not waited for", () => {
    const scene = new Deployments({ ...BREAKER, waitForSteadyState: true });
    const good = scene.deploy("good");
    const failed = (error: unknown) =>
      error instanceof NotReadyError && /^waiting for ECS Service \(arn:.*\) update: tasks failed/.test(error.message);
    const bad = scene.revision("bad");
    assert.throws(() => scene.say({ taskDefinition: bad }), failed);
    assert.equal(scene.said.taskDefinition, good);
    const remembered = { ...scene.made!, inputs: { ...scene.made!.inputs, taskDefinition: bad } };
    scene.made = { ...remembered, outputs: { ...remembered.outputs, taskDefinition: bad } };
    scene.say({});
    assert.equal(scene.said.taskDefinition, good);
  });

  it("begin again by hand", () => {
    const scene = new Deployments();
    const bad = scene.deploy("bad");
    scene.aws.failDeployments(() => undefined);
    scene.aws.redeploy(scene.made!.id);
    assert.deepEqual(scene.deployments, [["PRIMARY", bad, 1]]);
    assertRefused(() => scene.aws.redeploy("none"), "ServiceNotFoundException");
  });

  it("are remembered with everything else, and forgotten with their service", () => {
    const scene = new Deployments({ ...BREAKER, name: "web" });
    const good = scene.deploy("good");
    scene.deploy("bad");
    const args = { clusterArn: scene.cluster.id, serviceName: scene.said.serviceName };
    const loaded = new SimulatedAws({ saved: scene.aws.save() });
    assert.deepEqual(loaded.invoke(TOKEN, args, scene.provider), scene.said);
    assert.equal(scene.said.taskDefinition, good);
    scene.delete(scene.made!);
    assertRefused(() => scene.aws.invoke(TOKEN, args, scene.provider), "NotFound", /no matching ECS Service found/);
    scene.made = undefined;
    scene.deploy("bad");
    assert.deepEqual(scene.messages, [FAILED]);
  });
});
