import assert from "node:assert/strict";
import {
  addressStage,
  aclStages,
  borderAclStages,
  groupStage,
  INTERNET,
  listeningStage,
  type Stage,
} from "../../../analysis/network/stages";
import { sureTraffic } from "../../../analysis/network/reach";
import { Reachability } from "../../../analysis/network/reachability";
import { formatTraffic } from "../../../analysis/network/traffic";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";
import { any, EVERYWHERE, network, said, SUBNETS, tcp } from "./two-instances";

type Rest = Omit<Stage, "filter" | "resources">;
const rest = ({ what, fix }: Rest) => [what, fix];
const held = ({ resources }: Stage) => resources.map(({ name }) => name);
const opens = ({ filter: { surely, possibly, unknowns } }: Stage) => [surely.length > 0, possibly.length > 0, unknowns];
const ACL = { vpcId: "vpc", subnetIds: ["second"] };

describe("an element on the way", () => {
  const analysis = network({ others: [resource("acl", "acl", ACL)] });
  const [a, b] = [analysis.named("a")[0]!, analysis.named("b")[0]!];
  const { securityGroups } = analysis.topology;

  it("is a security group, which says whom it lets in or out", () => {
    const [out, into] = [
      groupStage(securityGroups, "ipv4", "egress", a, b),
      groupStage(securityGroups, "ipv4", "ingress", b, a),
    ];
    assert.deepEqual(rest(out), [
      "security group callers of a, out",
      "Add a rule to security group callers that lets traffic out to b.",
    ]);
    assert.deepEqual(rest(into), [
      "security group called of b, in",
      "Add a rule to security group called that lets traffic in from a.",
    ]);
    assert.deepEqual([held(out), held(into)], [["callers"], ["called"]]);
    const both = groupStage(securityGroups, "ipv4", "egress", { ...a, groups: [...a.groups, ...b.groups] }, INTERNET);
    assert.equal(both.what, "security group callers, called of a, out");
    const none = groupStage(securityGroups, "ipv4", "ingress", { ...a, groups: [] }, INTERNET);
    assert.deepEqual([none.what, opens(none)], ["security group none of a, in", [false, false, []]]);
  });

  it("is nothing that filters where something has no groups at all", () => {
    const open = groupStage(securityGroups, "ipv4", "ingress", { ...b, isUnfiltered: true }, a);
    assert.deepEqual(rest(open), ["b without security groups, in", "Give it a security group."]);
    assert.deepEqual([held(open), opens(open)], [[], [true, true, []]]);
  });

  it("is the ACL of each subnet, for the packets and for the answers", () => {
    const [first, second] = [a.subnets[0]!, b.subnets[0]!];
    const packets = "Add a rule to network ACL acl that allows the packets ";
    const answers = "Add a rule to network ACL acl that allows the answers, on ports 1024 to 65535, ";
    assert.deepEqual(aclStages("ipv4", first, second).map(rest), [
      ["network ACL acl, into subnet second", `${packets}into the subnet.`],
      ["network ACL acl, answers out of subnet second", `${answers}out of the subnet.`],
    ]);
    assert.deepEqual(aclStages("ipv4", second, first).map(rest), [
      ["network ACL acl, out of subnet second", `${packets}out of the subnet.`],
      ["network ACL acl, answers into subnet second", `${answers}into the subnet.`],
    ]);
    assert.deepEqual(
      borderAclStages("ipv4", second, "in").map(({ what }) => what),
      ["network ACL acl, into subnet second", "network ACL acl, answers out of subnet second"],
    );
    assert.deepEqual(
      borderAclStages("ipv4", second, "out").map(({ what }) => what),
      ["network ACL acl, out of subnet second", "network ACL acl, answers into subnet second"],
    );
    assert.deepEqual([aclStages("ipv4", second, second), borderAclStages("ipv4", first, "in")], [[], []]);
    assert.deepEqual(aclStages("ipv4", first, second).map(held), [["acl"], ["acl"]]);
  });

  it("is a public address, which IPv6 addresses always are", () => {
    const [no, perhaps, six] = [
      addressStage("ipv4", a),
      addressStage("ipv4", { ...a, isPublic: "unknown" }),
      addressStage("ipv6", a),
    ];
    assert.deepEqual(rest(no), [
      "public address of a",
      "Give a a public address, or its subnet a route to a NAT gateway.",
    ]);
    assert.deepEqual([held(no), opens(no)], [["a"], [false, false, []]]);
    assert.deepEqual(opens(perhaps), [false, true, ["whether a has a public address"]]);
    assert.deepEqual(opens(six), [true, true, []]);
  });

  it("is the ports that something listens on, if that can be told", () => {
    assert.deepEqual(listeningStage("ipv4", a), []);
    const listens = { surely: [{ protocol: { first: 6, last: 6 }, destinationPort: { first: 80, last: 80 } }] };
    const [stage, ...more] = listeningStage("ipv4", { ...a, listens });
    assert.deepEqual(rest(stage!), ["ports that a listens on", "Nothing listens there; declare the port at a."]);
    assert.deepEqual([held(stage!), opens(stage!), more], [["a"], [true, true, []], []]);
  });
});

describe("a rule of a security group", () => {
  const ask = (rule: Properties, caller: Properties = {}, others: readonly Resource[] = []) => {
    const analysis = network({
      ingress: [rule],
      others: [
        resource("instance", "c", { subnetId: "first", vpcSecurityGroupIds: ["callers"], ...caller }),
        resource("group", "twins", { vpcId: "vpc", egress: [any(EVERYWHERE)] }),
        ...others,
      ],
    });
    const reach = analysis.between(analysis.named("c")[0]!, analysis.named("b")[0]!);
    return [said(reach), ...(reach.verdict === "unknown" ? new Set(reach.packets.unknowns) : [])];
  };
  const BLOCKED = "blocked by security group called of b, in";
  const byGroup = (id: string) => ({ protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [id] });

  it("about a group lets in its members, and perhaps somebody whose groups are not known", () => {
    assert.deepEqual(ask(byGroup("callers")), ["reachable: tcp 80"]);
    assert.deepEqual(ask(byGroup("twins")), [BLOCKED]);
    const unknown = { vpcSecurityGroupIds: ["callers", UNKNOWN] };
    assert.deepEqual(ask(byGroup("twins"), unknown), ["unknown: tcp 80", "vpcSecurityGroupIds of c"]);
    assert.deepEqual(ask(byGroup("callers"), unknown)[0], "reachable: tcp 80");
    assert.deepEqual(ask(byGroup("sg-1"), unknown)[0], "unknown: tcp 80");
    assert.deepEqual(ask(byGroup("sg-1")), [BLOCKED]);
  });

  it("of which the ports are not known lets in anything, or nothing, from those whom it names", () => {
    const unknownPort = { protocol: "tcp", fromPort: UNKNOWN, toPort: 80 };
    const [perhaps, ...unknowns] = ask({ ...unknownPort, cidrBlocks: ["10.0.1.0/24"] });
    assert.match(perhaps!, /^unknown: tcp, udp/);
    assert.deepEqual(unknowns, ["a rule in called"]);
    assert.deepEqual(ask({ ...unknownPort, cidrBlocks: ["10.0.9.0/24"] }), [BLOCKED]);
    assert.match(ask({ ...unknownPort, securityGroups: ["callers"] })[0]!, /^unknown: tcp, udp/);
    assert.deepEqual(ask({ ...unknownPort, ipv6CidrBlocks: ["::/0"] }), [BLOCKED]);
  });

  it("of which something is not known adds what it may let in to what others do", () => {
    const perhaps = { ...tcp(443), cidrBlocks: [UNKNOWN] };
    for (const rules of [
      [tcp(80, EVERYWHERE), perhaps],
      [perhaps, tcp(80, EVERYWHERE)],
    ]) {
      const analysis = network({ ingress: rules });
      const reach = analysis.between(analysis.named("a")[0]!, analysis.named("b")[0]!);
      assert.equal(said(reach), "reachable: tcp 80, tcp 443");
      assert.deepEqual(sureTraffic(reach).map(formatTraffic), ["tcp 80"]);
    }
  });

  it("about AWS's own list for a gateway endpoint is about nobody in the VPC, and unknown about the internet", () => {
    const endpoint = resource("endpoint", "s3", { vpcId: "vpc", vpcEndpointType: "Gateway" });
    const rule = { protocol: "tcp", fromPort: 443, toPort: 443, prefixListIds: ["s3"] };
    assert.deepEqual(ask(rule, {}, [endpoint]), [BLOCKED]);
    const analysis = new Reachability(
      graphOf(
        ...[resource("vpc", "vpc"), ...SUBNETS, endpoint, resource("endpoint", "dynamodb", { vpcId: "vpc" })],
        resource("group", "out", { vpcId: "vpc", egress: [rule] }),
        resource("instance", "a", { subnetId: "first", vpcSecurityGroupIds: ["out"] }),
        resource("internetGateway", "igw", { vpcId: "vpc" }),
        resource("routeTable", "t", { vpcId: "vpc", routes: [{ cidrBlock: EVERYWHERE, gatewayId: "igw" }] }),
        resource("association", "t", { routeTableId: "t", subnetId: "first" }),
      ),
    );
    const from = { ...analysis.named("a")[0]!, isPublic: true as const };
    const gateway = (name: string) => analysis.topology.index.ofType(endpoint.type).find((each) => each.name === name)!;
    assert.equal(
      said(analysis.toService(from, { name: "S3", gateway: gateway("s3") }, undefined)),
      "reachable: tcp 443",
    );
    const other = analysis.toService(from, { name: "DynamoDB", gateway: gateway("dynamodb") }, undefined);
    assert.deepEqual([other.verdict, other.packets.unknowns], ["unknown", ["a rule in out"]]);
    assert.equal(analysis.toInternet(from).verdict, "unknown");
  });
});

describe("what a walk finds", () => {
  it("is the first element that lets nothing through, and the first that makes it uncertain", () => {
    const ask = (ingress: readonly Properties[], egress: readonly Properties[]) => {
      const analysis = network({ ingress, egress });
      const { walk } = analysis.between(analysis.named("a")[0]!, analysis.named("b")[0]!);
      return [walk?.blockedBy?.what, walk?.uncertainAt?.what, Object.keys(walk ?? {}).sort()];
    };
    const [out, into] = ["security group callers of a, out", "security group called of b, in"];
    const perhaps = [{ ...tcp(80), cidrBlocks: [UNKNOWN] }];
    assert.deepEqual(ask([any(EVERYWHERE)], [any(EVERYWHERE)]), [undefined, undefined, ["arrives", "stages"]]);
    assert.deepEqual(ask(perhaps, perhaps), [undefined, out, ["arrives", "stages", "uncertainAt"]]);
    assert.deepEqual(ask(perhaps, [any(EVERYWHERE)]), [undefined, into, ["arrives", "stages", "uncertainAt"]]);
    assert.deepEqual(ask([], perhaps), [into, out, ["arrives", "blockedBy", "stages", "uncertainAt"]]);
    assert.deepEqual(ask([], [any(EVERYWHERE)]), [into, undefined, ["arrives", "blockedBy", "stages"]]);
  });
});
