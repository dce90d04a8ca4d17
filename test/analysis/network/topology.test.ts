import assert from "node:assert/strict";
import { GraphIndex } from "../../../analysis/graph-index";
import { ALL_ADDRESSES, FAMILIES } from "../../../analysis/network/addresses";
import { box } from "../../../analysis/network/packet-set";
import { unknownPart } from "../../../analysis/network/routes";
import { readTopology, routedOf } from "../../../analysis/network/topology";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

const vpc = (change: Properties = {}): Resource => ({ ...resource("vpc", "vpc"), inputs: change, outputs: change });
const subnet = (change: Properties = {}, outputs: Properties = {}): Resource => {
  const inputs = { vpcId: "vpc", cidrBlock: "10.0.1.0/24", ...change };
  return { ...resource("subnet", "subnet", inputs), outputs: { ...inputs, ...outputs } };
};
const typed = (type: string, name: string, inputs: Properties): Resource => ({
  ...resource("acl", name, inputs),
  type: `aws:ec2/${type}`,
});
const read = (...all: readonly Resource[]) => readTopology(new GraphIndex(graphOf(...all)));

/** The VPC, route table and ACL of the only subnet. */
function around(...others: readonly Resource[]) {
  const [found] = [...read(subnet(), ...others).subnets.values()];
  return [found?.vpc?.name, found?.routeTable?.resource.name, found?.acl?.resource.name];
}

// Sources: https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html,
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
describe("what belongs to a subnet", () => {
  const tables = [resource("routeTable", "main"), resource("routeTable", "own")];
  const main = resource("mainAssociation", "m", { vpcId: "vpc", routeTableId: "main" });
  const own = resource("association", "a", { subnetId: "subnet", routeTableId: "own" });
  const defaultTable = typed("defaultRouteTable:DefaultRouteTable", "default", { defaultRouteTableId: "rtb-1" });
  const defaultAcl = typed("defaultNetworkAcl:DefaultNetworkAcl", "default", { defaultNetworkAclId: "acl-1" });
  const acl = (inputs: Properties) => resource("acl", "acl", inputs);
  const associated = (change: Properties = {}) =>
    typed("networkAclAssociation:NetworkAclAssociation", "x", { networkAclId: "acl", subnetId: "subnet", ...change });

  it("is its own route table, else the VPC's main one, else nothing that is known", () => {
    assert.deepEqual(around(vpc(), ...tables), ["vpc", undefined, undefined]);
    assert.deepEqual(around(vpc(), ...tables, main), ["vpc", "main", undefined]);
    assert.deepEqual(around(vpc(), ...tables, main, own), ["vpc", "own", undefined]);
    const elsewhere = resource("association", "a", { subnetId: "other", routeTableId: "own" });
    const otherMain = resource("mainAssociation", "m", { ...main.inputs, vpcId: "other" });
    assert.deepEqual(around(vpc(), ...tables, elsewhere, otherMain), ["vpc", undefined, undefined]);
  });

  it("may be a table or an ACL of another stack, of which nothing is known", () => {
    assert.deepEqual(around(), [undefined, "subnet", undefined]);
    const [unseen] = [...read(subnet()).subnets.values()];
    const [route] = routedOf(unseen!, "ipv4").map((each) => each.route);
    assert.equal(unknownPart(route!, "target"), "the main route table of the VPC of subnet");
    assert.deepEqual(around(...tables, own), [undefined, "own", undefined]);
    const ofOthers = resource("association", "b", { subnetId: "subnet", routeTableId: "rtb-9" });
    assert.deepEqual(around(vpc(), ...tables, main, ofOthers), ["vpc", "b", undefined]);
    const mainOfOthers = resource("mainAssociation", "m", { vpcId: "vpc", routeTableId: "rtb-9" });
    const known = vpc({ defaultRouteTableId: "rtb-1" });
    assert.deepEqual(around(known, defaultTable, mainOfOthers), ["vpc", "m", undefined]);
    const [found] = [...read(subnet(), vpc(), mainOfOthers, associated({ networkAclId: "acl-9" })).subnets.values()];
    const unknowns = FAMILIES.map((family) =>
      routedOf(found!, family).map(({ route, destinations }) => [unknownPart(route, "target"), destinations.surely]),
    );
    assert.deepEqual(unknowns, Array(2).fill([["routeTableId of m", []]]));
    for (const { ipv4, ipv6 } of [found!.acl!.inbound, found!.acl!.outbound]) {
      for (const [family, { opening, answers }] of [["ipv4", ipv4] as const, ["ipv6", ipv6] as const]) {
        const everything = [box(ALL_ADDRESSES[family])];
        const perhaps = { surely: [], possibly: everything, unknowns: ["networkAclId of x"] };
        assert.deepEqual([opening, answers], [perhaps, perhaps]);
      }
    }
  });

  it("is the VPC's default table and ACL, of the VPC that has them by their ids", () => {
    const ids = { defaultRouteTableId: "rtb-1", defaultNetworkAclId: "acl-1" };
    assert.deepEqual(around(vpc(ids), defaultTable, defaultAcl), ["vpc", "default", "default"]);
    const otherIds = { defaultRouteTableId: "rtb-2", defaultNetworkAclId: "acl-2" };
    assert.deepEqual(around(vpc(otherIds), defaultTable, defaultAcl), ["vpc", undefined, undefined]);
    assert.deepEqual(around(vpc(ids), ...tables, main, defaultTable), ["vpc", "main", undefined]);
    // Before deployment, by what they were computed from.
    const computed = (each: Resource, input: string, from: readonly Resource[]): Resource => ({
      ...each,
      inputs: { [input]: UNKNOWN },
      propertyDependencies: { [input]: from.map(({ urn }) => urn) },
    });
    const unknown = vpc({ defaultRouteTableId: UNKNOWN, defaultNetworkAclId: UNKNOWN });
    const found = [
      computed(defaultTable, "defaultRouteTableId", [unknown]),
      computed(defaultAcl, "defaultNetworkAclId", [unknown]),
    ];
    assert.deepEqual(around(unknown, ...found), ["vpc", "default", "default"]);
    assert.deepEqual(around(unknown, computed(defaultAcl, "defaultNetworkAclId", [])), ["vpc", undefined, undefined]);
  });

  it("is the ACL that names it, or that an association gives it, which may be the default one", () => {
    assert.deepEqual(around(acl({ subnetIds: ["other", "subnet"] }))[2], "acl");
    assert.deepEqual(around(acl({ subnetIds: ["other"] }))[2], undefined);
    assert.deepEqual(around(acl({}), associated())[2], "acl");
    assert.deepEqual(around(acl({}), associated({ subnetId: "other" }))[2], undefined);
    const made = { ...acl({ subnetIds: UNKNOWN }), propertyDependencies: { subnetIds: [subnet().urn] } };
    assert.deepEqual(around(made)[2], "acl");
    const byDefault = vpc({ defaultNetworkAclId: "acl-1" });
    assert.deepEqual(around(byDefault, defaultAcl, acl({ subnetIds: ["subnet"] }))[2], "acl");
    assert.deepEqual(
      around(byDefault, { ...defaultAcl, inputs: { ...defaultAcl.inputs, subnetIds: ["subnet"] } })[2],
      "default",
    );
  });
});

describe("the addresses of a subnet", () => {
  const ranges = (given: Resource, ...others: readonly Resource[]) => {
    const { subnets, malformed, unknownRanges } = read(given, ...others);
    return [
      Object.keys([...subnets.values()][0]!.ranges),
      malformed.map(({ resource: { name }, what }) => `${name}: ${what}`),
      unknownRanges,
    ];
  };

  it("are those that AWS says, before those that were asked for", () => {
    const asked = subnet({ ipv6CidrBlock: "2001:db8::/64" }, { cidrBlock: "10.0.2.0/24" });
    const [found] = [...read(asked).subnets.values()];
    assert.deepEqual(found?.ranges.ipv4, { first: 0x0a000200, last: 0x0a0002ff });
    assert.deepEqual(ranges(asked), [["ipv4", "ipv6"], [], []]);
    const [before] = [...read({ ...subnet(), outputs: {} }).subnets.values()];
    assert.deepEqual(before?.ranges.ipv4, { first: 0x0a000100, last: 0x0a0001ff });
  });

  it("are none where nothing is set, and said to be wrong where it is no range", () => {
    for (const nothing of [undefined!, null, ""]) {
      assert.deepEqual(ranges(subnet({ ipv6CidrBlock: nothing })), [["ipv4"], [], []]);
    }
    const wrong = "subnet: cidrBlock is no range of addresses";
    for (const given of ["10.0.0.1/24", "everything", 7]) {
      assert.deepEqual(ranges(subnet({ cidrBlock: given })), [[], [wrong], []]);
    }
  });

  it("are not known where the program doesn't know them yet, of IPv6 only if it may have any", () => {
    assert.deepEqual(ranges(subnet({ cidrBlock: UNKNOWN })), [[], [], ["cidrBlock of subnet"]]);
    const decidedByAws = subnet({}, { ipv6CidrBlock: UNKNOWN });
    assert.deepEqual(ranges(decidedByAws), [["ipv4"], [], []]);
    assert.deepEqual(ranges(decidedByAws, vpc()), [["ipv4"], [], []]);
    const generated = vpc({ assignGeneratedIpv6CidrBlock: true });
    assert.deepEqual(ranges(decidedByAws, generated), [["ipv4"], [], ["ipv6CidrBlock of subnet"]]);
    assert.deepEqual(ranges(decidedByAws, vpc({ assignGeneratedIpv6CidrBlock: false })), [["ipv4"], [], []]);
    const computed = (from: readonly string[]): Resource => ({
      ...subnet({ ipv6CidrBlock: UNKNOWN as Value }),
      propertyDependencies: { ipv6CidrBlock: from },
    });
    assert.deepEqual(ranges(computed(["urn:vpc"])), [["ipv4"], [], ["ipv6CidrBlock of subnet"]]);
    assert.deepEqual(ranges(computed([])), [["ipv4"], [], []]);
    assert.deepEqual(ranges(subnet({ ipv6CidrBlock: UNKNOWN as Value })), [["ipv4"], [], []]);
  });
});
