import assert from "node:assert/strict";
import { Secret, UNKNOWN, type Properties } from "../../model/graph";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { changesBetween } from "../../simulator/simulated-diff";
import { urnOf } from "./account";
import { Scene } from "./scene";

const SERVICE = "aws:ecs/service:Service";
const FARGATE = { capacityProvider: "FARGATE", weight: 1 };
const SPOT = { capacityProvider: "FARGATE_SPOT", weight: 1 };

describe("a change of a resource", () => {
  const paths = (olds: Properties, news: Properties, replaceOn: string[] = []) =>
    changesBetween(olds, news, replaceOn).map(
      ({ path, kind, replaces }) => `${kind} ${path}${replaces ? " replaces" : ""}`,
    );

  it("is told by the path of what was added, deleted or updated", () => {
    const olds = { same: 1, gone: true, list: [1, { a: 1 }, 3], tags: { "a.b": "x", plain: "y" } };
    const news = { same: 1, fresh: null, list: [1, { a: 2 }], tags: { "a.b": "z", plain: "y" }, more: "" };
    assert.deepEqual(paths(olds, news), [
      "delete gone",
      "update list[1].a",
      "delete list[2]",
      'update tags["a.b"]',
      "add more",
    ]);
  });

  it("is none between a value and the same value as a secret", () => {
    assert.deepEqual(paths({ a: new Secret({ b: 1 }) }, { a: { b: 1 } }), []);
    assert.deepEqual(paths({ a: new Secret(1) }, { a: new Secret(2) }), ["update a"]);
  });

  it("is one wherever a value is unknown", () => {
    assert.deepEqual(paths({ a: [1] }, { a: [UNKNOWN] }), ["update a[0]"]);
    assert.deepEqual(paths({}, { a: UNKNOWN }), ["add a"]);
  });

  it("replaces the resource at a listed path and below it, in any item of a list", () => {
    const change = (replaceOn: string) => paths({ a: [{ b: { c: 1 } }] }, { a: [{ b: { c: 2 } }] }, [replaceOn]);
    for (const path of ["a", "a[].b", "a[].b.c"]) assert.deepEqual(change(path), ["update a[0].b.c replaces"]);
    for (const path of ["a[].bc", "b", "a[].b.c.d"]) assert.deepEqual(change(path), ["update a[0].b.c"]);
  });

  it("of a service's capacity providers replaces it unless a new deployment is forced from one strategy to another", () => {
    const aws = new SimulatedAws();
    const replaces = (olds: Properties, news: Properties) =>
      aws.diff({ type: SERVICE, urn: urnOf(SERVICE, "web") }, olds, news).changes.some((change) => change.replaces);
    const strategies = (...items: Properties[]) => ({ capacityProviderStrategies: items, forceNewDeployment: true });
    assert.equal(replaces(strategies(FARGATE), strategies(SPOT)), false);
    assert.equal(replaces(strategies(FARGATE), { ...strategies(SPOT), forceNewDeployment: false }), true);
    assert.equal(replaces({ launchType: "FARGATE", forceNewDeployment: true }, strategies(FARGATE)), true);
  });

  it("of a Network Load Balancer's security groups replaces it if it had none, or has none any more", () => {
    const aws = new SimulatedAws();
    const type = "aws:lb/loadBalancer:LoadBalancer";
    const replaces = (loadBalancerType: string, olds: string[], news: string[]) => {
      const inputs = (securityGroups: string[]) => ({ loadBalancerType, securityGroups });
      const { changes } = aws.diff({ type, urn: urnOf(type, "it") }, inputs(olds), inputs(news));
      return changes.some((change) => change.replaces);
    };
    assert.equal(replaces("network", [], ["sg-1"]), true);
    assert.equal(replaces("network", ["sg-1"], []), true);
    assert.equal(replaces("network", ["sg-1"], ["sg-2"]), false);
    assert.equal(replaces("application", [], ["sg-1"]), false);
  });

  it("deletes first what keeps a name of the program's own, and not what has an automatic one", () => {
    const aws = new SimulatedAws();
    const type = "aws:lb/targetGroup:TargetGroup";
    const deletesFirst = (oldName: string, newName: string) =>
      aws.diff({ type, urn: urnOf(type, "web") }, { name: oldName, port: 80 }, { name: newName, port: 81 })
        .deleteBeforeReplace;
    assert.equal(deletesFirst("mine", "mine"), true);
    assert.equal(deletesFirst("mine", "yours"), false);
    assert.equal(deletesFirst("web-0123abc", "web-0123abc"), false);
    assert.equal(
      aws.diff({ type, urn: urnOf(type, "web") }, { name: "mine" }, { name: "mine" }).deleteBeforeReplace,
      false,
    );
  });

  it("keeps what AWS has computed, and shows what follows from its surroundings", () => {
    const scene = new Scene();
    const { targetGroup } = scene;
    assert.deepEqual(scene.read(targetGroup)?.loadBalancerArns, []);
    void scene.rule;
    const read = scene.read(targetGroup);
    assert.deepEqual(read?.loadBalancerArns, [scene.loadBalancer.id]);
    const changed = scene.change(targetGroup, { deregistrationDelay: 15 });
    assert.deepEqual(changed.outputs, { ...read, deregistrationDelay: 15 });
  });

  it("is previewed with old outputs, and with unknown inputs where they are", () => {
    const scene = new Scene();
    const { vpc, aws } = { vpc: scene.vpc, aws: scene.aws };
    const previewed = aws.previewUpdate(vpc.type, vpc.outputs, { ...vpc.inputs, enableDnsSupport: UNKNOWN });
    assert.deepEqual(previewed, { ...vpc.outputs, enableDnsSupport: UNKNOWN });
  });

  it("frees what it no longer uses", () => {
    const scene = new Scene();
    const { service } = scene;
    const { group } = { group: scene.group("web") };
    scene.change(service, {
      networkConfiguration: { subnets: [scene.subnet("a").id], securityGroups: [scene.group("new").id] },
    });
    scene.delete(group);
    assert.equal(scene.read(group), undefined);
  });
});

describe("simulated AWS's memory", () => {
  it("survives as JSON: resources, secrets, counters and what was left behind", () => {
    const scene = new Scene();
    void scene.service;
    scene.make("aws:secretsmanager/secret:Secret", "s", { name: "kept" });
    scene.make("aws:secretsmanager/secretVersion:SecretVersion", "s", {
      secretId: "kept",
      secretString: new Secret("swordfish"),
    });
    scene.delete(scene.make("aws:secretsmanager/secret:Secret", "left", { name: "left" }));
    const saved = scene.aws.save();
    const again = new SimulatedAws({ saved });
    assert.equal(again.save(), saved);
    assert.deepEqual(again.leftBehind, scene.aws.leftBehind);
    const key = {
      type: "aws:ecs/taskDefinition:TaskDefinition",
      urn: urnOf("aws:ecs/taskDefinition:TaskDefinition", "web"),
    };
    assert.equal(again.create(key, scene.taskDefinition.inputs, scene.provider).outputs.revision, 2);
  });
});
