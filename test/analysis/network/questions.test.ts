import assert from "node:assert/strict";
import { portOf } from "../../../analysis/network/traffic";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { resource } from "./graph-of";
import { any, elements, EVERYWHERE, network, said, tcp } from "./two-instances";

describe("who may call something", () => {
  const callers = (ingress: readonly Properties[], others: readonly Resource[] = [], name = "b") => {
    const analysis = network({ ingress, others });
    return analysis.callersOf(analysis.named(name)[0]!).map((each) => each.name);
  };
  const elsewhere = resource("instance", "lost", { subnetId: "subnet-9", vpcSecurityGroupIds: ["sg-9"] });

  it("are those whom a rule lets in, by address or group, and those of whom that is not known", () => {
    assert.deepEqual(callers([]), []);
    assert.deepEqual(callers([tcp(80, "10.0.1.0/25")]), ["a"]);
    assert.deepEqual(callers([tcp(80, "10.0.9.0/24")]), []);
    assert.deepEqual(callers([{ ...tcp(80), ipv6CidrBlocks: ["::/0"] }]), []);
    const everywhere = resource("loadBalancer", "lb", { subnets: ["first", "second"], securityGroups: ["callers"] });
    assert.deepEqual(callers([tcp(80, "10.0.1.0/25")], [everywhere]), ["lb", "a"]);
    assert.deepEqual(callers([{ ...tcp(80), securityGroups: ["callers"] }]), ["a"]);
    const unknown = resource("instance", "c", { subnetId: "first", vpcSecurityGroupIds: [UNKNOWN] });
    const byGroup = { ...tcp(80), securityGroups: ["callers"] };
    assert.deepEqual(callers([byGroup], [unknown]), ["a", "c"]);
    assert.deepEqual(callers([byGroup, tcp(80, "10.0.9.0/24")], [unknown]), ["a", "c"]);
    assert.deepEqual(callers([tcp(80, "10.0.9.0/24")], [unknown]), []);
    assert.deepEqual(callers([byGroup], [resource("instance", "c", { vpcSecurityGroupIds: ["callers"] })]), ["a", "c"]);
    const nobodys = resource("group", "nobodys", { vpcId: "vpc" });
    assert.deepEqual(callers([{ ...tcp(80), securityGroups: ["nobodys"] }], [nobodys]), []);
    assert.deepEqual(callers([{ ...tcp(80), self: true }]), ["b"]);
    assert.deepEqual(callers([{ ...tcp(80), securityGroups: ["sg-9"] }], [elsewhere]), ["lost"]);
    assert.deepEqual(callers([{ ...tcp(80), securityGroups: ["sg-8"] }]), []);
    assert.deepEqual(callers([{ ...tcp(80), cidrBlocks: [UNKNOWN] }]), ["a", "b"]);
    const s3 = resource("endpoint", "s3", { vpcEndpointType: "Gateway" });
    assert.deepEqual(callers([{ ...tcp(80), prefixListIds: ["s3"] }], [s3]), []);
  });

  it("is everyone where the groups are not known, or where there are none", () => {
    assert.deepEqual(callers([], [elsewhere], "lost"), ["a", "b", "lost"]);
    const balancer = resource("loadBalancer", "lb", { subnets: ["second"], loadBalancerType: "network" });
    assert.deepEqual(callers([], [balancer], "lb"), ["lb", "a", "b"]);
  });
});

describe("a question about a network", () => {
  it("is about names in any case, with their kind or without", () => {
    const analysis = network({});
    for (const name of ["a", " A ", "Instance A"]) assert.equal(analysis.named(name)[0]?.name, "a");
    assert.deepEqual(analysis.named("service a"), []);
  });

  it("about one port is answered for that alone", () => {
    const analysis = network({ ingress: [tcp(80, EVERYWHERE), tcp(443, EVERYWHERE)], egress: [any(EVERYWHERE)] });
    const [a, b] = [analysis.named("a")[0]!, analysis.named("b")[0]!];
    assert.equal(said(analysis.between(a, b)), "reachable: tcp 80, tcp 443");
    assert.equal(said(analysis.between(a, b, portOf(6, 443))), "reachable: tcp 443");
    assert.equal(said(analysis.between(a, b, portOf(6, 22))), "blocked by security group called of b, in");
  });

  it("about packets that keep their senders' addresses is answered for those, as far as groups and ACLs look at them", () => {
    const analysis = network({ ingress: [tcp(80, "10.0.1.0/24", "10.0.2.0/24", "8.0.0.0/8")] });
    const [a, b] = [analysis.named("a")[0]!, analysis.named("b")[0]!];
    const ends = (...clients: readonly (typeof a | "internet")[]) =>
      analysis
        .between(a, b, undefined, ...clients)
        .packets.surely.map(({ source, destination }) => [source.first, destination.first, destination.last]);
    const target = [0x0a000200, 0x0a0002ff];
    assert.deepEqual(ends(), [[0x0a000100, ...target]]);
    assert.deepEqual(ends(b), [[0x0a000200, ...target]]);
    assert.deepEqual(ends("internet"), [[0x08000000, ...target]]);
    assert.deepEqual(ends(a), [[0x0a000100, ...target]]);
  });

  it("about something that stands nobody knows where names what isn't known, and what its groups say for certain", () => {
    const lost = resource("instance", "lost", { subnetId: "subnet-9", vpcSecurityGroupIds: ["called"] });
    const analysis = network({ ingress: [tcp(80, EVERYWHERE)], others: [lost] });
    const [a, c] = [analysis.named("a")[0]!, analysis.named("lost")[0]!];
    const place = (...names: string[]) => [
      "subnetId of lost (subnet-9)",
      "Analyse the stack together with the one that has the subnets.",
      names.join(),
    ];
    const into = (from: string) => [
      "security group called of lost, in",
      `Add a rule to security group called that lets traffic in from ${from}.`,
      "called",
    ];
    const reach = analysis.between(a, c);
    assert.deepEqual(
      [said(reach), reach.packets.unknowns.includes("subnetId of lost (subnet-9)")],
      ["unknown: tcp 80", true],
    );
    assert.deepEqual(elements(reach), [
      place("a", "lost"),
      [
        "security group callers of a, out",
        "Add a rule to security group callers that lets traffic out to lost.",
        "callers",
      ],
      into("a"),
    ]);
    const both = { subnets: ["subnet-8", "subnet-9"], securityGroups: ["called"] };
    const nowhere = network({ others: [resource("loadBalancer", "lb", both)] });
    const [lb] = nowhere.named("lb");
    const [what] = elements(nowhere.between(lb!, lb!))?.[0] ?? [];
    assert.equal(what, Array(2).fill("subnets of lb (subnet-8), subnets of lb (subnet-9)").join(", "));
    const inward = analysis.fromInternet(c);
    assert.deepEqual(
      [inward.verdict, elements(inward)?.map(([what]) => what)],
      ["unknown", ["subnetId of lost (subnet-9)", "public address of lost", "security group called of lost, in"]],
    );
    assert.deepEqual(
      elements(analysis.toInternet(c))?.map(([what]) => what),
      ["subnetId of lost (subnet-9)", "security group called of lost, out"],
    );
  });
});
