import assert from "node:assert/strict";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { resource } from "./graph-of";
import { any, EVERYWHERE, network, said, tcp } from "./two-instances";

const table = (name: string, route: Properties, subnet: string) => [
  resource("routeTable", name, { vpcId: "vpc", routes: [{ cidrBlock: EVERYWHERE, ...route }] }),
  resource("association", `${name}-${subnet}`, { routeTableId: name, subnetId: subnet }),
];
const PUBLIC = [
  resource("internetGateway", "igw", { vpcId: "vpc" }),
  ...table("public", { gatewayId: "igw" }, "second"),
];
const TO_INTERFACE = table("private", { networkInterfaceId: "eni" }, "first");
const group = (change: Properties = {}) =>
  resource("group", "nat-group", {
    vpcId: "vpc",
    ingress: [tcp(443, "10.0.1.0/24")],
    egress: [tcp(443, EVERYWHERE)],
    ...change,
  });
const eni = (change: Properties = {}) =>
  resource("networkInterface", "eni", {
    subnetId: "second",
    securityGroups: ["nat-group"],
    sourceDestCheck: false,
    ...change,
  });
const address = resource("address", "eip", { networkInterface: "eni" });
const nat = resource("instance", "nat", { primaryNetworkInterface: { networkInterfaceId: "eni" } });

/** A whole way out, in which parts can be exchanged by name, or left out. */
function reach(change: Readonly<Record<string, Resource | undefined>> = {}) {
  const parts: Readonly<Record<string, Resource | undefined>> = { group: group(), eni: eni(), address, nat, ...change };
  const others = [...PUBLIC, ...TO_INTERFACE, ...Object.values(parts).filter((part) => part !== undefined)];
  const analysis = network({ others });
  return analysis.toInternet(analysis.named("a")[0]!);
}

describe("who reaches whom: a NAT instance (https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html)", () => {
  it("leads out what its security group lets in and out", () => {
    const way = reach();
    assert.deepEqual([said(way), way.through], ["reachable: tcp 443", "NAT instance"]);
    const ingress = [any("10.0.1.0/24")];
    assert.equal(said(reach({ group: group({ ingress, egress: [tcp(80, EVERYWHERE)] }) })), "reachable: tcp 80");
    assert.equal(
      said(reach({ group: group({ ingress: [tcp(443, "10.0.9.0/24")] }) })),
      "blocked by security group nat-group of eni, in",
    );
    assert.equal(said(reach({ group: group({ egress: [] }) })), "blocked by security group nat-group of eni, out");
  });

  it("may let in one group and not another that says the same", () => {
    const byName = group({ ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: ["callers"] }] });
    const twin = resource("group", "twins", { vpcId: "vpc", ingress: [], egress: [any(EVERYWHERE)] });
    const other = resource("instance", "c", { subnetId: "first", vpcSecurityGroupIds: ["twins"] });
    const analysis = network({ others: [...PUBLIC, ...TO_INTERFACE, byName, twin, other, eni(), address, nat] });
    const [a, c] = ["a", "c"].map((name) => said(analysis.toInternet(analysis.named(name)[0]!)));
    assert.deepEqual([a, c], ["reachable: tcp 443", "blocked by security group nat-group of eni, in"]);
    // So it is if only one of its subnets leads there, by one of its routes.
    const balancer = (name: string, ...securityGroups: string[]) =>
      resource("loadBalancer", name, { subnets: ["third", "first"], securityGroups });
    const more = [
      ...[balancer("one", "callers"), balancer("two", "twins"), twin],
      resource("subnet", "third", { vpcId: "vpc", cidrBlock: "10.0.3.0/24" }),
      resource("route", "peering", {
        ...{ routeTableId: "private", destinationCidrBlock: "10.9.0.0/16", vpcPeeringConnectionId: "pcx-1" },
      }),
    ];
    const both = network({ others: [...PUBLIC, ...TO_INTERFACE, byName, eni(), address, nat, ...more] });
    const [one, two] = ["one", "two"].map((name) => both.toInternet(both.named(name)[0]!).verdict);
    assert.deepEqual([one, two], ["reachable", "not reachable"]);
  });

  it("takes packets for others only if AWS doesn't check that they are its own", () => {
    const what = "blocked by network interface eni, for packets that are not its own";
    assert.equal(said(reach({ eni: eni({ sourceDestCheck: true }) })), what);
    assert.equal(said(reach({ eni: eni({ sourceDestCheck: null }) })), what);
    assert.equal(reach({ eni: eni({ sourceDestCheck: UNKNOWN }) }).verdict, "unknown");
  });

  it("needs a public address, however that is given, and a subnet with a way out", () => {
    assert.equal(said(reach({ address: undefined })), "blocked by public address of eni");
    const associated = resource("addressAssociation", "x", { networkInterfaceId: "eni", allocationId: "eip" });
    assert.equal(said(reach({ address: associated })), "reachable: tcp 443");
    assert.equal(
      said(reach({ eni: eni({ subnetId: "first" }) })),
      "blocked by route of subnet first to an internet gateway",
    );
  });

  it("is unknown while nobody knows what stands behind the interface, or where the interface is", () => {
    assert.equal(reach({ nat: undefined }).verdict, "unknown");
    assert.equal(reach({ eni: undefined, address: undefined, nat: undefined }).verdict, "unknown");
    const attached = resource("interfaceAttachment", "x", { networkInterfaceId: "eni", instanceId: "a" });
    assert.equal(said(reach({ nat: attached })), "reachable: tcp 443");
    const elsewhere = resource("interfaceAttachment", "x", { networkInterfaceId: "eni", instanceId: "i-9" });
    assert.equal(reach({ nat: elsewhere }).verdict, "unknown");
    const made = resource("interfaceAttachment", "x", { networkInterfaceId: "eni", instanceId: UNKNOWN });
    const urn = resource("instance", "a").urn;
    const computed = { ...made, propertyDependencies: { instanceId: [urn] } };
    assert.equal(said(reach({ nat: computed })), "reachable: tcp 443");
  });

  it("may have an interface that came along with it", () => {
    const own = resource("instance", "nat", {
      subnetId: "second",
      vpcSecurityGroupIds: ["nat-group"],
      sourceDestCheck: false,
      associatePublicIpAddress: true,
    });
    const parts = { ...own, outputs: { ...own.outputs, primaryNetworkInterfaceId: "eni" } };
    assert.equal(said(reach({ eni: undefined, address: undefined, nat: parts })), "reachable: tcp 443");
    const checked = { ...parts, inputs: { ...own.inputs, sourceDestCheck: true } };
    assert.equal(reach({ eni: undefined, address: undefined, nat: checked }).verdict, "not reachable");
  });

  it("is looked at where its own interface stands, also if the route is computed from the instance", () => {
    const { urn } = nat;
    const route = { routeTableId: "private", destinationCidrBlock: EVERYWHERE, networkInterfaceId: UNKNOWN };
    const others = [
      ...[...PUBLIC, group(), eni(), address, nat],
      resource("routeTable", "private", { vpcId: "vpc" }),
      resource("association", "private-first", { routeTableId: "private", subnetId: "first" }),
      { ...resource("route", "out", route), propertyDependencies: { networkInterfaceId: [urn] } },
    ];
    const analysis = network({ others });
    assert.equal(said(analysis.toInternet(analysis.named("a")[0]!)), "reachable: tcp 443");
  });

  it("is passed by way of its subnet's ACL, as well as the sender's own", () => {
    const open = { ruleNo: 1, action: "allow", protocol: "-1", cidrBlock: EVERYWHERE, fromPort: 0, toPort: 0 };
    const acl = (name: string, ...subnetIds: string[]) =>
      resource("acl", name, { subnetIds, ingress: [open], egress: [open] });
    const acls = (...others: readonly Resource[]) =>
      reach(Object.fromEntries(others.map((each) => [each.name, each]))).walk?.stages.flatMap(({ what }) =>
        what.startsWith("network ACL") ? [what.replace("network ACL ", "")] : [],
      );
    const own = (name: string) => [`${name}, out of subnet first`, `${name}, answers into subnet first`];
    const its = (name: string) =>
      ["into", "answers out of", "out of", "answers into"].map((way) => `${name}, ${way} subnet second`);
    assert.deepEqual(acls(acl("one", "first"), acl("two", "second")), [...own("one"), ...its("two")]);
    assert.deepEqual(acls(acl("both", "first", "second")), [...own("both"), ...its("both")]);
    assert.deepEqual(acls(acl("one", "first")), own("one"));
    const inOne = reach({ one: acl("one", "first"), eni: eni({ subnetId: "first" }) }).walk?.stages;
    assert.equal(inOne?.filter(({ what }) => what.startsWith("network ACL one, into")).length, 0);
  });

  it("stands where its interface stands, is public by its address, and lets nobody in from the internet", () => {
    const analysis = network({ others: [...PUBLIC, ...TO_INTERFACE, group(), eni(), address, nat] });
    const [endpoint] = analysis.named("nat");
    assert.deepEqual(
      endpoint?.subnets.map(({ resource: { name } }) => name),
      ["second"],
    );
    assert.deepEqual(
      endpoint?.groups.map(({ name }) => name),
      ["nat-group"],
    );
    assert.equal(endpoint?.isPublic, true);
    assert.equal(said(analysis.fromInternet(endpoint)), "blocked by security group nat-group of nat, in");
  });

  it("passes the ACL of its own subnet, answers included", () => {
    const rule = { ruleNo: 1, action: "allow", protocol: "-1", cidrBlock: EVERYWHERE, fromPort: 0, toPort: 0 };
    const acl = (ingress: Properties) =>
      resource("acl", "acl", { subnetIds: ["second"], ingress: [{ ...rule, ...ingress }], egress: [rule] });
    assert.equal(said(reach({ acl: acl({}) })), "reachable: tcp 443");
    // From the private subnet, but no answers from the internet.
    assert.match(said(reach({ acl: acl({ cidrBlock: "10.0.0.0/16" }) })), /^blocked by network ACL acl, answers into/);
    assert.match(said(reach({ acl: acl({ cidrBlock: "192.0.2.0/24" }) })), /^blocked by network ACL acl, into subnet/);
  });
});
