import assert from "node:assert/strict";
import { type Properties, UNKNOWN } from "../../model/graph";
import { Reader } from "../../policies/reader";
import { type Join, StackIndex, type StackResource } from "../../policies/stack-index";

function resource(
  urn: string,
  type: string,
  properties: Properties,
  propertyDependencies: StackResource["propertyDependencies"] = {},
): StackResource {
  const readers = { properties: new Reader(properties), provider: new Reader(undefined) };
  return { urn, type, ...readers, options: { protect: false, ignoreChanges: [] }, propertyDependencies };
}

const VPC = resource("vpc", "Vpc", { id: "vpc-1", arn: "arn:vpc-1" });
const OTHER_VPC = resource("vpc2", "Vpc", { id: UNKNOWN, arn: UNKNOWN });
const SUBNET = resource("subnet", "Subnet", { id: "subnet-1" });

/** Which resources a flow log's `vpcId` refers to. */
function joined(vpcId: Properties[string], computedFrom: readonly string[] = [], types = ["Vpc"]): unknown {
  const from = resource("log", "FlowLog", { vpcId }, { vpcId: computedFrom });
  const join: Join = new StackIndex([VPC, OTHER_VPC, SUBNET, from]).referredTo(from, "vpcId", types);
  return join.state === "found" ? join.resources.map(({ urn }) => urn) : join.state;
}

function log(urn: string, vpcId: Properties[string], computedFrom: readonly string[] = []): StackResource {
  return resource(urn, "FlowLog", { vpcId }, { vpcId: computedFrom });
}

/** Which of the resources refer to the target by `vpcId`. */
function referring(target: StackResource, ...others: readonly StackResource[]): unknown {
  const index = new StackIndex([VPC, OTHER_VPC, SUBNET, ...others]);
  const referrals = index.referringTo(target, "vpcId", ["FlowLog"]);
  return Object.fromEntries(referrals.map(({ resource: { urn }, refers }) => [urn, refers]));
}

describe("the stack's index", () => {
  it("finds what a known reference names, by id or by ARN", () => {
    assert.deepEqual(joined("vpc-1"), ["vpc"]);
    assert.deepEqual(joined("arn:vpc-1"), ["vpc"]);
  });

  it("says that a known reference leads outside of the stack, whatever it was computed from", () => {
    assert.deepEqual(joined("vpc-9", ["vpc"]), "outside");
    assert.deepEqual(joined("subnet-1"), "outside", "a resource of another type");
  });

  it("finds what an unknown reference was computed from, of the wanted types", () => {
    assert.deepEqual(joined(UNKNOWN, ["vpc2"]), ["vpc2"]);
    assert.deepEqual(joined(UNKNOWN, ["subnet", "vpc", "vpc2"]), ["vpc", "vpc2"]);
    assert.deepEqual(joined(UNKNOWN, ["subnet", "vpc"], ["Subnet", "Vpc"]), ["subnet", "vpc"]);
  });

  it("knows nothing of an unknown reference that was computed from something else", () => {
    assert.deepEqual(joined(UNKNOWN), "unknown");
    assert.deepEqual(joined(UNKNOWN, ["subnet", "not-in-the-stack"]), "unknown");
  });

  it("tells an absent reference", () => {
    assert.deepEqual(joined(null, ["vpc"]), "absent");
  });

  it("finds nothing recorded about a resource that it doesn't know, or about another property", () => {
    const stranger = resource("stranger", "FlowLog", { vpcId: UNKNOWN }, { vpcId: ["vpc"] });
    assert.deepEqual(new StackIndex([VPC]).referredTo(stranger, "vpcId", ["Vpc"]), { state: "unknown" });
    const other = resource("log", "FlowLog", { vpcId: UNKNOWN }, { roleArn: ["vpc"] });
    assert.deepEqual(new StackIndex([VPC, other]).referredTo(other, "vpcId", ["Vpc"]), { state: "unknown" });
  });

  it("finds all resources that have the same identity", () => {
    const twin = resource("twin", "Vpc", { id: "vpc-1", arn: "vpc-1" });
    const from = resource("log", "FlowLog", { vpcId: "vpc-1" });
    assert.deepEqual(new StackIndex([VPC, twin, from]).referredTo(from, "vpcId", ["Vpc"]), {
      state: "found",
      resources: [VPC, twin],
    });
  });

  it("finds what refers to a resource, and what may do so", () => {
    assert.deepEqual(referring(VPC, log("a", "vpc-1"), log("b", "vpc-2"), log("c", null)), { a: true });
    assert.deepEqual(referring(VPC, log("a", UNKNOWN, ["vpc"]), log("b", UNKNOWN, ["vpc2"])), { a: true });
    assert.deepEqual(referring(VPC, log("a", UNKNOWN, ["vpc", "vpc2"]), log("b", UNKNOWN)), {
      a: "unknown",
      b: "unknown",
    });
  });

  it("finds what refers to each of several resources by the identity that they share", () => {
    const twin = resource("twin", "Vpc", { id: "vpc-1" });
    const reference = log("a", "vpc-1");
    assert.deepEqual([referring(VPC, twin, reference), referring(twin, twin, reference)], [{ a: true }, { a: true }]);
  });

  it("takes a known reference for one to a resource that has no id yet, unless another resource has it", () => {
    assert.deepEqual(referring(OTHER_VPC, log("a", "vpc-1"), log("b", "vpc-9")), { b: "unknown" });
  });

  it("looks at no other type, and at no other property", () => {
    const association = resource("association", "Association", { vpcId: "vpc-1" });
    const other = resource("other", "FlowLog", { subnetId: "vpc-1" });
    assert.deepEqual(referring(VPC, association, other), {});
  });

  it("knows a bucket by its name, which it has before its id, and nothing else by that property", () => {
    const type = "aws:s3/bucket:Bucket";
    const bucket = resource("bucket", type, { id: UNKNOWN, bucket: "logs" });
    const block = resource("block", "Block", { bucket: "logs" });
    const twin = resource("twin", "Block", { bucket: "logs" });
    const index = new StackIndex([bucket, block, twin]);
    assert.deepEqual(index.referredTo(block, "bucket", [type, "Block"]), { state: "found", resources: [bucket] });
    assert.deepEqual(
      index.referringTo(bucket, "bucket", ["Block"]).map(({ resource: { urn }, refers }) => [urn, refers]),
      [
        ["block", true],
        ["twin", true],
      ],
    );
  });
});
