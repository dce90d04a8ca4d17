import assert from "node:assert/strict";
import { GraphIndex } from "../../../analysis/graph-index";
import { unjoinedReferences } from "../../../analysis/network/unjoined";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

const [VPC, OTHER] = [resource("vpc", "vpc"), resource("vpc", "other")];
const TABLES = [resource("routeTable", "one"), resource("routeTable", "two")];
const nameless = (each: Resource): Resource => ({ ...each, id: UNKNOWN, outputs: {} });
const computed = (each: Resource, input: string, ...from: readonly Resource[]): Resource => ({
  ...each,
  inputs: { ...each.inputs, [input]: Array.isArray(each.inputs[input]) ? [UNKNOWN] : UNKNOWN },
  propertyDependencies: { [input]: from.map(({ urn }) => urn) },
});
const unjoined = (...all: readonly Resource[]) => unjoinedReferences(new GraphIndex(graphOf(...all)));
const subnet = resource("subnet", "subnet", { vpcId: "vpc" });

describe("what holds a network together", () => {
  it("is known where ids lead to resources, also to those of other stacks", () => {
    assert.deepEqual(unjoined(VPC, subnet), []);
    assert.deepEqual(unjoined(OTHER, subnet), []);
    assert.deepEqual(unjoined(VPC, resource("subnet", "subnet")), []);
    assert.deepEqual(unjoined(VPC, computed(subnet, "vpcId", VPC)), []);
  });

  it("is not known where an id is unknown and was computed from nothing here, or from one of several", () => {
    assert.deepEqual(unjoined(VPC, computed(subnet, "vpcId")), ["vpcId of subnet"]);
    assert.deepEqual(unjoined(VPC, OTHER, computed(subnet, "vpcId", VPC, OTHER)), ["vpcId of subnet"]);
    const acl = resource("acl", "acl", { subnetIds: ["subnet", UNKNOWN] });
    assert.deepEqual(unjoined(VPC, subnet, acl), ["subnetIds of acl"]);
    assert.deepEqual(unjoined(VPC, subnet, resource("acl", "acl", { subnetIds: UNKNOWN })), ["subnetIds of acl"]);
  });

  it("is not known where an id may be one that isn't known yet", () => {
    assert.deepEqual(unjoined(nameless(VPC), subnet), ["vpcId of subnet"]);
    assert.deepEqual(unjoined(nameless(OTHER), VPC, subnet), []);
    assert.deepEqual(unjoined(nameless(VPC), resource("subnet", "subnet")), []);
    assert.deepEqual(unjoined(nameless(OTHER), subnet, resource("subnet", "again", { vpcId: "vpc-9" })), [
      "vpcId of subnet",
      "vpcId of again",
    ]);
    // A route may be about the VPC's default table, which is of another type.
    const defaultTable = { ...resource("routeTable", "default"), type: "aws:ec2/defaultRouteTable:DefaultRouteTable" };
    const route = resource("route", "r", { routeTableId: "rtb-9" });
    assert.deepEqual(unjoined(nameless(defaultTable), ...TABLES, route), ["routeTableId of r"]);
    const role = resource("rolePolicy", "policy", { role: "role" });
    assert.deepEqual(unjoined(nameless(VPC), role), []);
  });

  it("is known of a list that was computed as a whole, from all that it may hold", () => {
    const [a, b] = [resource("subnet", "a"), resource("subnet", "b")];
    const whole = {
      ...resource("acl", "acl", { subnetIds: UNKNOWN }),
      propertyDependencies: { subnetIds: [a.urn, b.urn] },
    };
    assert.deepEqual(unjoined(a, b, whole), []);
    assert.deepEqual(unjoined(a, b, computed(resource("acl", "acl", { subnetIds: [] }), "subnetIds", a, b)), [
      "subnetIds of acl",
    ]);
  });

  it("is told apart where one of two route tables may be meant: all else stays certain", () => {
    const either = (each: Resource) => computed(each, "routeTableId", ...TABLES);
    assert.deepEqual(unjoined(...TABLES, either(resource("route", "r", {}))), []);
    assert.deepEqual(unjoined(...TABLES, either(resource("association", "a", {}))), []);
    const subnets = [resource("subnet", "x"), resource("subnet", "y")];
    const association = computed(resource("association", "a", { routeTableId: "one" }), "subnetId", ...subnets);
    assert.deepEqual(unjoined(...TABLES, ...subnets, association), ["subnetId of a"]);
  });
});

describe("a VPC's defaults", () => {
  const acl = (inputs: Properties): Resource => ({
    ...resource("acl", "default", inputs),
    type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  });
  const withDefault = (id: Properties[string]): Resource => ({ ...VPC, outputs: { defaultNetworkAclId: id } });
  const ofNobody = ["defaultNetworkAclId of default"];

  it("are joined by the ids that the VPC has", () => {
    assert.deepEqual(unjoined(withDefault("acl-1"), acl({ defaultNetworkAclId: "acl-1" })), []);
    assert.deepEqual(unjoined(withDefault("acl-1"), acl({ defaultNetworkAclId: "acl-2" })), []);
  });

  it("may be those of a VPC of which they are not known", () => {
    assert.deepEqual(unjoined(withDefault(UNKNOWN), acl({ defaultNetworkAclId: "acl-1" })), ofNobody);
    assert.deepEqual(unjoined(withDefault(UNKNOWN), OTHER, acl({ defaultNetworkAclId: "acl-1" })), ofNobody);
    assert.deepEqual(unjoined(withDefault("acl-1"), acl({ defaultNetworkAclId: UNKNOWN })), ofNobody);
    const from = computed(acl({}), "defaultNetworkAclId", VPC);
    assert.deepEqual(unjoined(withDefault(UNKNOWN), from), []);
  });
});
