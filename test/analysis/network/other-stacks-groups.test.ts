import assert from "node:assert/strict";
import { UNKNOWN, type Value } from "../../../model/graph";
import { resource } from "./graph-of";
import { between, EVERYWHERE, network, routes, said, tcp } from "./two-instances";

/** What an instance "c" with some groups may call at "b", which lets in one group. */
function called(letIn: Value, groups: readonly Value[]) {
  const analysis = network({
    ingress: [{ ...tcp(80), securityGroups: [letIn] }],
    others: [
      resource("group", "another", { vpcId: "vpc", ingress: [], egress: [] }),
      resource("instance", "c", { subnetId: "first", vpcSecurityGroupIds: groups }),
    ],
  });
  const callers = analysis.callersOf(analysis.named("b")[0]!).map(({ name }) => name);
  return { said: said(between(analysis, "c")), isCaller: callers.includes("c") };
}

const BLOCKED = { said: "blocked by security group called of b, in", isCaller: false };

/** "b" has a public address and a way out. */
const instance = { associatePublicIpAddress: true };
const PUBLIC = routes("second", { cidrBlock: EVERYWHERE, gatewayId: "igw-1" });

describe("a rule for a group of another stack", () => {
  it("lets in who has that group, and nobody else", () => {
    assert.deepEqual(called("sg-1", ["callers", "sg-1"]), { said: "reachable: tcp 80", isCaller: true });
    assert.deepEqual(called("sg-2", ["callers", "sg-1"]), BLOCKED);
    assert.deepEqual(called("sg-1", ["callers"]), BLOCKED);
    const analysis = network({ ingress: [{ ...tcp(80), securityGroups: ["sg-1"] }], instance, others: PUBLIC });
    assert.equal(said(analysis.fromInternet(analysis.named("b")[0]!)), BLOCKED.said);
  });

  it("lets in nobody for certain whose groups are not known", () => {
    assert.deepEqual(called("sg-1", ["callers", UNKNOWN]), { said: "unknown: tcp 80", isCaller: true });
  });
});

describe("a rule for a group of this stack", () => {
  it("does not let in who has groups of another stack", () => {
    assert.deepEqual(called("another", ["callers", "sg-1"]), BLOCKED);
  });

  it("may let in whose groups are not known", () => {
    assert.deepEqual(called("another", ["callers", UNKNOWN]), { said: "unknown: tcp 80", isCaller: true });
    assert.deepEqual(called("callers", ["callers", UNKNOWN]), { said: "reachable: tcp 80", isCaller: true });
  });
});
