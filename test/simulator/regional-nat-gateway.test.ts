import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { assertRefused } from "./account";
import { Scene } from "./scene";

const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const SOURCE = "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html";

const address = (scene: Scene, name = "x") => scene.make("aws:ec2/eip:Eip", name, { domain: "vpc" });
const inZone = (zone: string, ...allocationIds: string[]) => ({
  availabilityZone: `eu-central-1${zone}`,
  allocationIds,
});

/** A regional gateway in the scene's VPC, which has an internet gateway. */
function regional(scene: Scene, ...availabilityZoneAddresses: Properties[]) {
  void scene.gateway;
  return scene.make(NAT_GATEWAY, "regional", inputs(scene, ...availabilityZoneAddresses));
}

function inputs(scene: Scene, ...addresses: Properties[]): Properties {
  return {
    vpcId: scene.vpc.id,
    availabilityMode: "regional",
    ...(addresses.length > 0 && { availabilityZoneAddresses: addresses }),
  };
}

describe(`a regional NAT gateway (${SOURCE})`, () => {
  it("belongs to a VPC, and stands in no subnet with no address of its own", () => {
    const scene = new Scene();
    const valid = inputs(scene, inZone("a", "eipalloc-0123456789abcdef0"));
    const refused = (change: Properties) => scene.check(NAT_GATEWAY, { ...valid, ...change }).failures.length > 0;
    assert.equal(refused({}), false);
    assert.equal(refused({ availabilityZoneAddresses: null }), false);
    assert.equal(refused({ vpcId: null }), true);
    assert.equal(refused({ subnetId: "subnet-0123456789abcdef0" }), true);
    assert.equal(refused({ allocationId: "eipalloc-0123456789abcdef0" }), true);
    assert.equal(refused({ connectivityType: "private" }), true);
    assert.equal(refused({ availabilityZoneAddresses: [inZone("d", "eipalloc-0123456789abcdef0")] }), true);
    assert.equal(refused({ availabilityZoneAddresses: [{ availabilityZone: "eu-central-1a" }] }), true);
    assert.equal(refused({ availabilityZoneAddresses: [{ allocationIds: ["eipalloc-0123456789abcdef0"] }] }), true);
    assert.equal(refused({ availabilityZoneAddresses: [inZone("a", "eip-1")] }), true);
  });

  it("has a route table of its own, and the addresses that it was given in each zone", () => {
    const scene = new Scene();
    const [a, b] = [address(scene, "a"), address(scene, "b")];
    const { outputs } = regional(scene, inZone("a", a.id), inZone("b", b.id));
    assert.match(outputs.routeTableId as string, /^rtb-[0-9a-f]{17}$/);
    assert.deepEqual(
      [outputs.autoProvisionZones, outputs.networkInterfaceId, outputs.publicIp, outputs.vpcId],
      ["disabled", "", "", scene.vpc.id],
    );
    assert.deepEqual(
      (outputs.regionalNatGatewayAddresses as Properties[]).map(
        ({ availabilityZone, availabilityZoneId, publicIp }) => [availabilityZone, availabilityZoneId, publicIp],
      ),
      [
        ["eu-central-1a", "euc1-az1", a.outputs.publicIp],
        ["eu-central-1b", "euc1-az2", b.outputs.publicIp],
      ],
    );
  });

  it("leaves zones and addresses to AWS if it was given none", () => {
    assert.equal(regional(new Scene()).outputs.autoProvisionZones, "enabled");
  });

  it("gets addresses in further zones without being replaced, but for those that it had from AWS", () => {
    const scene = new Scene();
    const made = regional(scene, inZone("a", address(scene).id));
    const more = [...(made.inputs.availabilityZoneAddresses as Properties[]), inZone("b", address(scene, "y").id)];
    const replaces = (olds: Properties, news: Properties) =>
      scene.aws
        .diff({ type: NAT_GATEWAY, urn: "urn:pulumi:dev::p::x::regional" }, olds, news)
        .changes.some((change) => change.replaces);
    assert.equal(replaces(made.inputs, { ...made.inputs, availabilityZoneAddresses: more }), false);
    assert.equal(replaces(made.inputs, { ...made.inputs, availabilityZoneAddresses: [] }), true);
    assert.equal(replaces(inputs(scene), made.inputs), true);
    const changed = scene.change(made, { availabilityZoneAddresses: more });
    assert.equal((changed.outputs.regionalNatGatewayAddresses as Properties[]).length, 2);
  });

  it("shares no address with another gateway, and holds its addresses, its VPC and the internet gateway", () => {
    const scene = new Scene();
    const { nat } = scene;
    assertRefused(() => regional(scene, inZone("a", scene.address.id)), "Resource.AlreadyAssociated");
    scene.delete(nat);
    const made = regional(scene, inZone("a", scene.address.id));
    assertRefused(() => scene.delete(scene.address), "InvalidIPAddress.InUse");
    assertRefused(() => scene.delete(scene.gateway), "DependencyViolation");
    assertRefused(() => scene.delete(scene.vpc), "DependencyViolation");
    scene.delete(made);
    scene.delete(scene.address);
    scene.delete(scene.gateway);
  });

  it("needs an internet gateway", () => {
    const scene = new Scene();
    assertRefused(() => scene.make(NAT_GATEWAY, "x", inputs(scene)), "Gateway.NotAttached");
  });
});
