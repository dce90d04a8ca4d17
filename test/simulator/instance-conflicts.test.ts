import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { assertRefused } from "./account";
import { otherVpc, Scene, subnetIn } from "./scene";

const INSTANCE = "aws:ec2/instance:Instance";
const NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
const EIP = "aws:ec2/eip:Eip";
const ROUTE = "aws:ec2/route:Route";

const networkInterface = (scene: Scene, change: Properties = {}) =>
  scene.make(NETWORK_INTERFACE, "eni", { subnetId: scene.subnet().id, securityGroups: [scene.group().id], ...change });
const inputs = (networkInterfaceId: string, change: Properties = {}) => ({
  ami: "ami-0123456789abcdef0",
  instanceType: "t4g.nano",
  primaryNetworkInterface: { networkInterfaceId },
  ...change,
});

describe("an instance with a network interface of its own", () => {
  it("stands where the interface stands, with its groups and its Elastic IP address", () => {
    const scene = new Scene();
    void scene.gateway;
    const own = networkInterface(scene);
    const address = scene.make(EIP, "x", { domain: "vpc", networkInterface: own.id });
    const { outputs } = scene.make(INSTANCE, "x", inputs(own.id));
    assert.deepEqual(
      [outputs.subnetId, outputs.vpcSecurityGroupIds, outputs.privateIp, outputs.publicIp, outputs.publicDns],
      [
        scene.subnet().id,
        [scene.group().id],
        own.outputs.privateIp,
        address.outputs.publicIp,
        address.outputs.publicDns,
      ],
    );
  });

  it("holds the interface, which holds its subnet and its groups, so that it goes first", () => {
    const scene = new Scene();
    const own = networkInterface(scene);
    const made = scene.make(INSTANCE, "x", inputs(own.id));
    assertRefused(() => scene.delete(own), "InvalidNetworkInterface.InUse", /eni-/);
    scene.delete(made);
    assertRefused(() => scene.delete(scene.subnet()), "DependencyViolation");
    assertRefused(() => scene.delete(scene.group()), "DependencyViolation");
    scene.delete(own);
    scene.delete(scene.subnet());
    scene.delete(scene.group());
  });

  it("shares it with no other instance", () => {
    const scene = new Scene();
    const own = networkInterface(scene);
    scene.make(INSTANCE, "one", inputs(own.id));
    assertRefused(() => scene.make(INSTANCE, "two", inputs(own.id)), "InvalidNetworkInterface.InUse", /in use: i-/);
  });

  it("is made anew by another image or, if that is wanted, by another script, and not by another type", () => {
    const scene = new Scene();
    const replacing = (olds: Properties, news: Properties) =>
      scene.aws
        .diff({ type: INSTANCE, urn: `urn:pulumi:dev::p::${INSTANCE}::x` }, olds, news)
        .changes.filter(({ replaces }) => replaces)
        .map(({ path }) => path);
    const before = inputs("eni-0123456789abcdef0", { userData: "one" });
    assert.deepEqual(replacing(before, { ...before, ami: "ami-11111111" }), ["ami"]);
    assert.deepEqual(replacing(before, { ...before, instanceType: "t4g.small" }), []);
    assert.deepEqual(replacing(before, { ...before, userData: "two" }), []);
    assert.deepEqual(replacing(before, { ...before, userData: "two", userDataReplaceOnChange: true }), ["userData"]);
  });
});

describe("simulated AWS refuses of network interfaces", () => {
  it("groups of another VPC, and addresses of another subnet", () => {
    const scene = new Scene();
    const foreign = scene.make("aws:ec2/securityGroup:SecurityGroup", "x", { vpcId: otherVpc(scene).id });
    assertRefused(
      () => networkInterface(scene, { securityGroups: [foreign.id] }),
      "InvalidParameter",
      /different networks/,
    );
    assertRefused(
      () => networkInterface(scene, { privateIps: ["10.0.9.9"] }),
      "InvalidParameterValue",
      /does not fall within/,
    );
  });

  it("a public address without internet gateway, which can't go as long as there is one", () => {
    const scene = new Scene();
    const own = networkInterface(scene);
    const withAddress = () => scene.make(EIP, "x", { domain: "vpc", networkInterface: own.id });
    assertRefused(withAddress, "Gateway.NotAttached", /not attached to any internet gateway/);
    void scene.gateway;
    const address = withAddress();
    assertRefused(() => scene.delete(scene.gateway), "DependencyViolation", /mapped public address/);
    scene.delete(address);
    scene.delete(scene.gateway);
  });

  it("addresses and routes of ones that don't exist", () => {
    const scene = new Scene();
    const networkInterfaceId = "eni-00000000000000000";
    const route = { routeTableId: scene.routeTable.id, destinationCidrBlock: "0.0.0.0/0", networkInterfaceId };
    const missing = "InvalidNetworkInterfaceID.NotFound";
    assertRefused(() => scene.make(ROUTE, "x", route), missing);
    assertRefused(() => scene.make(EIP, "x", { domain: "vpc", networkInterface: networkInterfaceId }), missing);
    assertRefused(() => scene.make(INSTANCE, "x", inputs(networkInterfaceId)), missing);
    assertRefused(() => networkInterface(scene, { subnetId: "subnet-00000000000000000" }), "InvalidSubnetID.NotFound");
  });

  it("nothing of one that a route leads to: the route stays, as a black hole", () => {
    const scene = new Scene();
    const own = scene.make(NETWORK_INTERFACE, "eni", {
      subnetId: subnetIn(scene, "x", scene.vpc.id, "10.0.3.0/24").id,
    });
    const route = { routeTableId: scene.routeTable.id, destinationCidrBlock: "0.0.0.0/0", networkInterfaceId: own.id };
    scene.make(ROUTE, "x", route);
    scene.delete(own);
  });
});
