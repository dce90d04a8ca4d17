import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { operations } from "../support/operations";
import { engineSettings, PROJECT, SETTINGS } from "../support/settings";

const SMALL = {
  ...SETTINGS.network,
  tiers: ["public", "private"],
  nat: "regional",
  interfaceEndpoints: "minimal",
  flowLogDestinations: ["cloud-watch-logs", "s3"],
};
const LARGE = { ...SMALL, zones: ["a", "b", "c"], tiers: ["public", "private", "isolated"] };

/** The only resources that know of all zones or tiers. */
const CHANGED = [
  "ec2/natGateway main-regional",
  "ec2/networkAcl main-private",
  "ec2/networkAcl main-public",
  "ec2/vpcEndpoint main-dynamodb",
  "ec2/vpcEndpoint main-endpoints-logs",
  "ec2/vpcEndpoint main-s3",
  "ecs/service web",
  "lb/loadBalancer public",
];

const NEW = [
  "ec2/eip main-nat-regional-c",
  "ec2/networkAcl main-isolated",
  "ec2/route main-private-c-internet",
  "ec2/routeTable main-isolated",
  "ec2/routeTable main-private-c",
  ...["isolated-a", "isolated-b", "isolated-c", "private-c", "public-c"].flatMap((subnet) => [
    `ec2/routeTableAssociation main-${subnet}`,
    `ec2/subnet main-${subnet}`,
  ]),
].sort();

/** A zone and a tier come to a network that is in use, and go again. */
describe("a network in use, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: "123456789012" });
  let stack: EngineStack;
  let up: EngineRun;
  let secondUp: EngineRun;
  let larger: EngineRun;
  let smaller: EngineRun;
  let dualStack: EngineRun;
  let afterDualStack: EngineRun;
  let destroy: EngineRun;

  before(async () => {
    const loadBalancer = { ...SETTINGS.loadBalancer, deletionProtection: false };
    const settings = (network: object) =>
      engineSettings({ environmentType: "dev", network, loadBalancer, services: SETTINGS.services });
    const program = environmentProgram;
    stack = await EngineStack.create({ project: PROJECT, stack: "growth", config: settings(SMALL), program, aws });
    const upWith = async (network: object) => {
      await stack.reconfigure(settings(network));
      return stack.up();
    };
    up = await stack.up();
    secondUp = await stack.up({ refresh: true });
    larger = await upWith(LARGE);
    smaller = await upWith(SMALL);
    dualStack = await upWith({ ...SMALL, ipv6: true });
    afterDualStack = await stack.up({ refresh: true });
    destroy = await stack.destroy();
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
  });

  it("is found as it was made", () => {
    assertSucceeded(up);
    assertSucceeded(secondUp);
    assert.deepEqual(operations(secondUp), {});
  });

  it("gets a zone and a tier without replacing or deleting anything", () => {
    assertSucceeded(larger);
    assert.deepEqual(operations(larger), { create: NEW, update: CHANGED });
  });

  it("loses them again, and nothing else", () => {
    assertSucceeded(smaller);
    assert.deepEqual(operations(smaller), { delete: NEW, update: CHANGED });
  });

  it("gets IPv6 without replacing anything, and is then left alone", () => {
    assertSucceeded(dualStack);
    assert.deepEqual(operations(dualStack), {
      create: [
        "ec2/egressOnlyInternetGateway main",
        "ec2/route main-private-a-internet-ipv6",
        "ec2/route main-private-b-internet-ipv6",
        "ec2/route main-public-internet-ipv6",
        "vpc/securityGroupEgressRule web-https-ipv6",
        "vpc/securityGroupIngressRule public-http-ipv6",
        "vpc/securityGroupIngressRule public-https-ipv6",
      ],
      update: [
        "ec2/networkAcl main-private",
        "ec2/networkAcl main-public",
        "ec2/subnet main-private-a",
        "ec2/subnet main-private-b",
        "ec2/subnet main-public-a",
        "ec2/subnet main-public-b",
        "ec2/vpc main",
        "lb/loadBalancer public",
      ],
    });
    assertSucceeded(afterDualStack);
    assert.deepEqual(operations(afterDualStack), {});
  });

  it("comes down cleanly", async () => {
    assertSucceeded(destroy);
    assert.deepEqual(await stack.state(), []);
    assert.deepEqual(aws.existing, []);
  });
});
