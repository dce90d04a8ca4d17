import assert from "node:assert/strict";
import { Reachability } from "../../../analysis/network/reachability";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

const SUBNET = resource("subnet", "subnet", { vpcId: "vpc", cidrBlock: "10.0.1.0/24" });
const ENI = resource("networkInterface", "eni", { subnetId: "subnet", securityGroups: ["sg-1"] });
const byInterface = { primaryNetworkInterface: { networkInterfaceId: "eni" } };
const eip = (inputs: Properties) => resource("address", "eip", inputs);
const associated = (inputs: Properties) => resource("addressAssociation", "x", inputs);
/** As a first preview has it. */
const unborn = (each: Resource): Resource => ({ ...each, id: UNKNOWN, outputs: {} });

function endpoint(inputs: Properties, others: readonly Resource[] = [], change: Partial<Resource> = {}) {
  const instance = { ...resource("instance", "i", inputs), ...change };
  const all = others.some(({ name }) => name === "subnet") ? others : [SUBNET, ...others];
  return new Reachability(graphOf(resource("vpc", "vpc"), ...all, instance)).named("instance i")[0]!;
}
const isPublic = (...given: Parameters<typeof endpoint>) => endpoint(...given).isPublic;
const IN = { subnetId: "subnet" };

// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html#concepts-public-addresses
describe("the public address of an instance", () => {
  it("is asked for, or decided by its subnet", () => {
    const subnet = (mapPublicIpOnLaunch: Value) => [
      resource("subnet", "subnet", { ...SUBNET.inputs, mapPublicIpOnLaunch }),
    ];
    assert.equal(isPublic(IN), false);
    assert.equal(isPublic({ ...IN, associatePublicIpAddress: true }), true);
    assert.equal(isPublic({ ...IN, associatePublicIpAddress: UNKNOWN }), "unknown");
    assert.equal(isPublic(IN, subnet(true)), true);
    assert.equal(isPublic({ ...IN, associatePublicIpAddress: null }, subnet(true)), true);
    assert.equal(isPublic({ ...IN, associatePublicIpAddress: false }, subnet(true)), false);
    assert.equal(isPublic(IN, subnet(false)), false);
    assert.equal(isPublic(IN, subnet(UNKNOWN)), "unknown");
    // That of another stack, or AWS's default one, which gives every instance an address.
    assert.equal(isPublic({ subnetId: "subnet-1" }), "unknown");
    assert.equal(isPublic({}), "unknown");
  });

  it("is what AWS says, once it exists", () => {
    const says = (publicIp: Value, subnetId = "subnet-1") => isPublic({ subnetId }, [], { outputs: { publicIp } });
    assert.deepEqual([says("203.0.113.7"), says(""), says("203.0.113.7", "subnet")], [true, false, true]);
  });

  it("is none of an interface that was made before it, whatever the subnet says", () => {
    const subnet = resource("subnet", "subnet", { ...SUBNET.inputs, mapPublicIpOnLaunch: true });
    assert.equal(isPublic(byInterface, [subnet, ENI]), false);
    assert.equal(isPublic({ networkInterfaces: [{ networkInterfaceId: "eni" }] }, [subnet, ENI]), false);
  });

  it("may be an Elastic IP address of its own, or of its interface", () => {
    for (const address of [eip({ instance: "i" }), associated({ instanceId: "i", allocationId: "eip" })]) {
      assert.equal(isPublic(IN, [address]), true);
    }
    for (const address of [eip({ networkInterface: "eni" }), associated({ networkInterfaceId: "eni" })]) {
      assert.equal(isPublic(byInterface, [ENI, address]), true);
      assert.equal(isPublic(IN, [ENI, address]), false);
    }
    assert.equal(isPublic(IN, [eip({ instance: "i-other" })]), false);
    assert.equal(isPublic(IN, [eip({})]), false);
  });

  it("may be an Elastic IP address of which nobody knows whose it is, unless something else takes it", () => {
    const unknown = eip({ instance: UNKNOWN });
    assert.equal(isPublic(IN, [unknown]), "unknown");
    assert.equal(isPublic(IN, [eip({ networkInterface: UNKNOWN })]), "unknown");
    assert.equal(isPublic(IN, [unknown, associated({ networkInterfaceId: "eni", allocationId: "eip" }), ENI]), false);
    assert.equal(isPublic(IN, [unknown, resource("natGateway", "nat", { allocationId: "eip" })]), false);
    assert.equal(isPublic(IN, [unknown, resource("natGateway", "nat", { allocationId: "eip-2" })]), "unknown");
    // An id that is known may be this instance's while that has none.
    const inSubnet = { inputs: { ...IN, associatePublicIpAddress: false } };
    assert.equal(
      isPublic(IN, [eip({ instance: "i-9" })], { ...unborn(resource("instance", "i")), ...inSubnet }),
      "unknown",
    );
    assert.equal(isPublic(IN, [eip({ instance: "" })], { ...unborn(resource("instance", "i")), ...inSubnet }), false);
    const both: Resource = {
      ...unknown,
      propertyDependencies: { instance: [resource("instance", "i").urn, resource("instance", "j").urn] },
    };
    const other = resource("instance", "j", IN);
    assert.equal(isPublic(IN, [both, other]), "unknown");
    assert.equal(isPublic(IN, [{ ...both, propertyDependencies: { instance: [other.urn] } }, other]), false);
  });
});

describe("the interfaces of an instance", () => {
  it("decide where it stands, and which groups it has", () => {
    const own = endpoint({ ...byInterface, vpcSecurityGroupIds: ["sg-2"] }, [ENI]);
    assert.deepEqual(own.unknownGroups, ["securityGroups of eni (sg-1)"]);
    assert.deepEqual(
      own.subnets.map(({ resource: { name } }) => name),
      ["subnet"],
    );
    const listed = endpoint({ networkInterfaces: [{ networkInterfaceId: "eni" }] }, [ENI]);
    assert.deepEqual(listed.unknownGroups, ["securityGroups of eni (sg-1)"]);
    assert.deepEqual(endpoint({ ...IN, vpcSecurityGroupIds: ["sg-2"] }, [ENI]).unknownGroups, [
      "vpcSecurityGroupIds of i (sg-2)",
    ]);
  });

  it("may be one that is not in this stack, with an address of its own", () => {
    const asked = { associatePublicIpAddress: false };
    const named = (networkInterfaceId: Value) => ({ ...asked, primaryNetworkInterface: { networkInterfaceId } });
    assert.equal(isPublic(named("eni-9")), "unknown");
    assert.equal(isPublic(named(UNKNOWN)), "unknown");
    assert.equal(isPublic({ ...asked, networkInterfaces: [{ networkInterfaceId: "eni-9" }] }), "unknown");
    assert.equal(isPublic({ ...asked, primaryNetworkInterface: UNKNOWN }), "unknown");
    for (const nothing of [null, ""]) assert.equal(isPublic(named(nothing)), false);
    assert.equal(isPublic(named("eni"), [ENI]), false);
    // One that comes along stands in the instance's subnet, known or computed.
    assert.equal(isPublic({ ...named(UNKNOWN), subnetId: "subnet-1" }), false);
    const computed = { propertyDependencies: { subnetId: [SUBNET.urn] } };
    assert.equal(isPublic({ ...named(UNKNOWN), subnetId: UNKNOWN }, [], computed), false);
    assert.equal(isPublic({ ...named(UNKNOWN), subnetId: UNKNOWN }, []), "unknown");
  });
});
