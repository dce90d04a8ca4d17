import assert from "node:assert/strict";
import { UNKNOWN, type Properties } from "../../../model/graph";
import { resource } from "./graph-of";
import { any, between, EVERYWHERE, network, said, SUBNETS, tcp } from "./two-instances";

const acl = (subnet: string, ingress: readonly Properties[], egress: readonly Properties[]) =>
  resource("acl", `acl-${subnet}`, { vpcId: "vpc", subnetIds: [subnet], ingress, egress });
const aclRule = (ruleNo: number, action: string, fromPort: number, toPort: number, cidrBlock = EVERYWHERE) => ({
  ruleNo,
  action,
  protocol: "tcp",
  fromPort,
  toPort,
  cidrBlock,
});
const ALL_TCP = aclRule(100, "allow", 0, 65535);

describe("who reaches whom: security groups", () => {
  it("both ends have to agree, on the ports that both allow", () => {
    assert.equal(said(between(network({ ingress: [tcp(80, "10.0.1.0/24")] }))), "reachable: tcp 80");
    assert.equal(
      said(between(network({ egress: [tcp(443, EVERYWHERE)], ingress: [tcp(80, EVERYWHERE)] }))),
      "blocked by security group called of b, in",
    );
    assert.equal(said(between(network({ egress: [] }))), "blocked by security group callers of a, out");
  });

  it("a reference means the members of a group, and `self` its own", () => {
    const reference = { protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: ["callers"] };
    assert.equal(said(between(network({ ingress: [reference] }))), "reachable: tcp 5432");
    assert.equal(
      said(between(network({ ingress: [{ ...reference, securityGroups: ["called"] }] }))),
      "blocked by security group called of b, in",
    );
    const self = network({ ingress: [{ ...reference, securityGroups: [], self: true }] });
    assert.equal(said(between(self, "b", "b")), "reachable: tcp 5432");
    assert.equal(said(between(self)), "blocked by security group called of b, in");
  });

  it("rules beside the group count as those inside", () => {
    const others = [
      resource("ingressRule", "one", {
        securityGroupId: "called",
        ipProtocol: "tcp",
        fromPort: 81,
        toPort: 82,
        cidrIpv4: "10.0.0.0/16",
      }),
      resource("groupRule", "other", {
        type: "ingress",
        securityGroupId: "called",
        protocol: "udp",
        fromPort: 53,
        toPort: 53,
        cidrBlocks: ["10.0.0.0/16"],
      }),
    ];
    assert.equal(said(between(network({ ingress: [], others }))), "reachable: tcp 81-82, udp 53");
  });

  it("ranges that don't hold the caller's address don't count, and half of its subnet counts as not always", () => {
    assert.equal(between(network({ ingress: [tcp(80, "10.0.9.0/24")] })).verdict, "not reachable");
    const half = between(network({ ingress: [tcp(80, "10.0.1.0/25")] }));
    assert.deepEqual([half.verdict, half.always], ["reachable", false]);
    assert.equal(between(network({ ingress: [tcp(80, "10.0.1.0/24")] })).always, true);
  });

  it("a service and a load balancer are reached only where they listen", () => {
    const containers = JSON.stringify([{ name: "c", portMappings: [{ containerPort: 8080 }] }, { name: "sidecar" }]);
    const others = [
      resource("taskDefinition", "task", { containerDefinitions: containers }),
      resource("service", "tasks", {
        taskDefinition: "task",
        networkConfiguration: { subnets: ["second"], securityGroups: ["called"] },
      }),
    ];
    assert.equal(said(between(network({ others }), "a", "tasks")), "reachable: tcp 8080");
    const wrongPort = network({ ingress: [tcp(9090, EVERYWHERE)], others });
    assert.equal(said(between(wrongPort, "a", "tasks")), "blocked by ports that tasks listens on");
  });
});

// Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
describe("who reaches whom: network ACLs", () => {
  it("have to let the answers pass, which go to the port that was called from", () => {
    const others = [acl("second", [ALL_TCP], [aclRule(100, "allow", 1024, 65535)])];
    assert.equal(said(between(network({ others }))), "reachable: tcp");
    const none = [acl("second", [ALL_TCP], [])];
    assert.equal(
      said(between(network({ others: none }))),
      "blocked by network ACL acl-second, answers out of subnet second",
    );
    const some = between(network({ others: [acl("second", [ALL_TCP], [aclRule(100, "allow", 32768, 65535)])] }));
    assert.deepEqual([some.verdict, some.always], ["reachable", false]);
  });
});

describe("who reaches whom: what nobody knows", () => {
  it("is never taken for closed, and named", () => {
    const reach = between(network({ ingress: [{ ...tcp(80), cidrBlocks: [UNKNOWN] }] }));
    assert.deepEqual([said(reach), reach.walk?.arrives.unknowns], ["unknown: tcp 80", ["cidrBlocks of called"]]);
    const elsewhere = between(network({ instance: { vpcSecurityGroupIds: ["sg-of-others"] } }));
    assert.equal(elsewhere.verdict, "unknown");
    assert.equal(between(network({ instance: { subnetId: "subnet-of-others" } })).verdict, "unknown");
  });

  it("doesn't hide what is known to be closed", () => {
    assert.equal(between(network({ egress: [], instance: { subnetId: UNKNOWN } })).verdict, "not reachable");
  });

  it("may be found by what it was computed from", () => {
    const instance = resource("instance", "c", { subnetId: UNKNOWN, vpcSecurityGroupIds: [UNKNOWN] });
    const [first, group] = [
      SUBNETS[0]!,
      resource("group", "known", { vpcId: "vpc", egress: [any(EVERYWHERE)], ingress: [] }),
    ];
    const joined = { ...instance, propertyDependencies: { subnetId: [first.urn], vpcSecurityGroupIds: [group.urn] } };
    assert.equal(between(network({ others: [group, joined] }), "c", "b").verdict, "reachable");
  });

  it("is a border: the way into another VPC is not followed", () => {
    const other = [resource("vpc", "other"), resource("subnet", "third", { vpcId: "other", cidrBlock: "10.1.0.0/24" })];
    const reach = between(network({ instance: { subnetId: "third" }, others: other }));
    assert.equal(said(reach), "blocked by border between the VPCs vpc and other");
  });

  it("is reported where it is malformed, and breaks nothing", () => {
    const analysis = network({ ingress: [tcp(80, "10.0.0.1/8"), { protocol: "tcp", fromPort: 9, toPort: 1 }] });
    assert.deepEqual(
      analysis.topology.malformed.map(({ resource: { name }, what }) => `${name}: ${what}`),
      ["called: cidrBlocks is no range of addresses", "called: its protocol or ports are none that AWS knows"],
    );
    assert.equal(between(analysis).verdict, "not reachable");
  });
});
