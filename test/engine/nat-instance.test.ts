import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { operations } from "../support/operations";
import { engineSettings, PROJECT, SETTINGS } from "../support/settings";

const INSTANCE = "ec2/instance main-nat-instance-a";
const ROUTES = ["ec2/route main-private-a-internet", "ec2/route main-private-b-internet"];
const PARTS = [
  "ec2/eip main-nat-instance-a",
  INSTANCE,
  "ec2/networkInterface main-nat-instance-a",
  "ec2/securityGroup main-nat-instance-a",
  "vpc/securityGroupEgressRule main-nat-instance-a-https",
  "vpc/securityGroupIngressRule main-nat-instance-a-https",
];
const GATEWAY = ["ec2/eip main-nat-a", "ec2/natGateway main-a"];

/** A way out that is made, renewed, exchanged for a gateway, and exchanged back. */
describe("a NAT instance, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: "123456789012" });
  const runs: Record<string, EngineRun> = {};
  let stack: EngineStack;
  let addresses: unknown[];

  before(async () => {
    const settings = (network: object) =>
      engineSettings({
        environmentType: "dev",
        network: { ...SETTINGS.network, nat: "instance", ...network },
        services: {},
      });
    const upWith = async (network: object) => {
      await stack.reconfigure(settings(network));
      return stack.up();
    };
    const program = environmentProgram;
    stack = await EngineStack.create({ project: PROJECT, stack: "nat", config: settings({}), program, aws });
    runs["preview"] = await stack.preview();
    runs["up"] = await stack.up();
    const address = async () =>
      (await stack.state()).find(({ urn }) => urn.endsWith("Eip::main-nat-instance-a"))?.outputs?.["publicIp"];
    addresses = [await address()];
    // By now AWS names another image as the newest.
    runs["secondUp"] = await stack.up({ refresh: true });
    runs["larger"] = await upWith({ natInstanceType: "t4g.small" });
    runs["renewed"] = await upWith({ natInstanceType: "t4g.small", natInstanceAmiId: "ami-0123456789abcdef0" });
    addresses.push(await address());
    runs["gateway"] = await upWith({ nat: "single" });
    runs["back"] = await upWith({});
    runs["none"] = await upWith({ nat: "none" });
    runs["destroy"] = await stack.destroy();
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
  });

  it("is made, and left alone although there is a newer image", () => {
    for (const name of ["preview", "up", "secondUp"]) assertSucceeded(runs[name]!);
    assert.deepEqual(operations(runs["secondUp"]!), {});
  });

  it("gets another type without being replaced", () => {
    assertSucceeded(runs["larger"]!);
    assert.deepEqual(operations(runs["larger"]!), { update: [INSTANCE] });
  });

  it("gets another image by another instance, which comes when the old one is gone, and nothing else changes", () => {
    assertSucceeded(runs["renewed"]!);
    assert.deepEqual(operations(runs["renewed"]!), {
      "delete-replaced": [INSTANCE],
      replace: [INSTANCE],
      "create-replacement": [INSTANCE],
    });
    const order = runs["renewed"]!.steps.filter(({ urn }) => urn.endsWith("instance:Instance::main-nat-instance-a"));
    assert.deepEqual(
      order.map(({ op }) => op).filter((op) => op !== "replace"),
      ["delete-replaced", "create-replacement"],
    );
    assert.match(String(addresses[0]), /^\d+\.\d+\.\d+\.\d+$/);
    assert.equal(addresses[1], addresses[0]);
  });

  it("is exchanged for a gateway and back, for which the routes change and nothing is replaced", () => {
    assertSucceeded(runs["gateway"]!);
    assert.deepEqual(operations(runs["gateway"]!), { create: GATEWAY, update: ROUTES, delete: PARTS });
    assertSucceeded(runs["back"]!);
    assert.deepEqual(operations(runs["back"]!), { create: PARTS, update: ROUTES, delete: GATEWAY });
  });

  it("goes, and takes nothing along but the routes to it", () => {
    assertSucceeded(runs["none"]!);
    const { update, ...others } = operations(runs["none"]!);
    assert.deepEqual(others, { delete: [...PARTS, ...ROUTES].sort() });
    // Without NAT, images come from the region's own buckets alone.
    assert.deepEqual(update, ["ec2/vpcEndpoint main-s3"]);
  });

  it("comes down cleanly", async () => {
    assertSucceeded(runs["destroy"]!);
    assert.deepEqual(await stack.state(), []);
    assert.deepEqual(aws.existing, []);
  });
});
