import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { LoadBalancer } from "../../components/load-balancer/load-balancer";
import { Network } from "../../components/network/network";
import { Cluster } from "../../components/service/cluster";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { PROJECT } from "../support/settings";
import { existingConfig, STACK } from "../topologies/existing";

/** What another team has made. */
function platformProgram() {
  const options = { provider: new aws.Provider("aws", { region: "eu-central-1" }) };
  const network = new Network("shared", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" }, options);
  new Cluster("shared", {}, options);
  new LoadBalancer("shared", { network, plainHttp: true, deletionProtection: false }, options);
  new LoadBalancer("inside", { network, internal: true, plainHttp: true, deletionProtection: false }, options);
}

/** What the settings of others have to say about it. */
function settingsFor(account: SimulatedAws) {
  const made = (type: string, name: string) => {
    const found = account.existing.find((each) => each.type === type && each.urn.endsWith(`::${name}`));
    assert.ok(found, `${type} ${name}`);
    return found;
  };
  const id = (type: string, name: string) => made(type, name).id;
  const subnetIds = (tier: string) => {
    return { a: id("aws:ec2/subnet:Subnet", `shared-${tier}-a`), b: id("aws:ec2/subnet:Subnet", `shared-${tier}-b`) };
  };
  const loadBalancer = (name: string) => ({
    listenerArn: id("aws:lb/listener:Listener", `${name}-http`),
    protocol: "HTTP",
    securityGroupId: id("aws:ec2/securityGroup:SecurityGroup", name),
    dnsName: made("aws:lb/loadBalancer:LoadBalancer", name).outputs["dnsName"],
    addSecurityGroupRules: true,
  });
  return {
    network: {
      vpcId: id("aws:ec2/vpc:Vpc", "shared"),
      publicSubnetIds: subnetIds("public"),
      privateSubnetIds: subnetIds("private"),
      privateInternetAccess: true,
    },
    cluster: { clusterArn: id("aws:ecs/cluster:Cluster", "shared") },
    loadBalancer: loadBalancer("shared"),
    internalLoadBalancer: { ...loadBalancer("inside"), allowFrom: ["web"] },
  };
}

describe("an environment in what another program has made, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const account = new SimulatedAws({ accountId: "123456789012" });
  let platform: EngineStack;
  let stack: EngineStack;
  let preview: EngineRun;
  let up: EngineRun;
  let secondUp: EngineRun;
  let platformUp: EngineRun;
  let destroy: EngineRun;
  let platformDestroy: EngineRun;
  /** Everything that exists, before the environment comes and after it has gone. */
  let [made, left]: string[][] = [];

  const everything = () => account.existing.map(({ type, id, outputs }) => `${type} ${id} ${JSON.stringify(outputs)}`);

  before(async () => {
    platform = await EngineStack.create({
      project: "platform",
      stack: "shared",
      config: {},
      program: platformProgram,
      aws: account,
    });
    assertSucceeded(await platform.up());
    made = everything();
    const config = existingConfig(settingsFor(account));
    stack = await EngineStack.create({
      project: PROJECT,
      stack: STACK,
      config,
      program: environmentProgram,
      aws: account,
    });
    preview = await stack.preview();
    up = await stack.up();
    secondUp = await stack.up();
    platformUp = await platform.up({ refresh: true });
    destroy = await stack.destroy();
    left = everything();
    platformDestroy = await platform.destroy();
  });

  after(() => {
    // There are none if the engine is missing.
    stack?.dispose();
    platform?.dispose();
  });

  it("is previewed and created, and left alone by a second up", () => {
    assertSucceeded(preview);
    assertSucceeded(up);
    assertSucceeded(secondUp);
    assert.deepEqual(secondUp.changes, { same: up.steps.length });
    const created = up.steps
      .map(({ urn }) => urn)
      .filter((urn) => /::aws:(ec2\/(vpc|subnet|natGateway)|ecs\/cluster|lb\/(loadBalancer|listener)):/.test(urn));
    assert.deepEqual(created, []);
  });

  it("changes nothing for the program that has made it", () => {
    assertSucceeded(platformUp);
    assert.deepEqual(Object.keys(platformUp.changes), ["same"]);
  });

  it("leaves what exists as it was when it is destroyed, and in nobody's way", () => {
    assertSucceeded(destroy);
    assert.deepEqual(left, made);
    assertSucceeded(platformDestroy);
    assert.deepEqual(account.existing, []);
  });
});
