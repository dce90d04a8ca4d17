import assert from "node:assert/strict";
import fc from "fast-check";
import type { Endpoint } from "../../../analysis/network/interfaces";
import { reachOf, type Reach } from "../../../analysis/network/reach";
import { Reachability } from "../../../analysis/network/reachability";
import { SharedAnswers, textOf } from "../../../analysis/network/shared-answers";
import { INTERNET } from "../../../analysis/network/stages";
import { UNKNOWN, type Properties, type Resource, type ResourceGraph } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";
import { build, network } from "./random-network";

/** Everything that is said of a way, with the elements on it. */
function said({ walk, ...answer }: Reach) {
  return { ...answer, stages: walk?.stages.map(({ what }) => what), blockedBy: walk?.blockedBy?.what };
}

type Question = (analysis: Reachability, of: (resource: Resource) => Endpoint) => Reach;

/** All questions about the instances of a graph. */
function questions(instances: readonly Resource[]): Question[] {
  return instances.flatMap((one): Question[] => [
    (analysis, of) => analysis.fromInternet(of(one)),
    (analysis, of) => analysis.toInternet(of(one)),
    ...instances.map(
      (other): Question =>
        (analysis, of) =>
          analysis.between(of(one), of(other)),
    ),
  ]);
}

/** @returns how many answers of one analysis were shared by more than one question */
function agrees(graph: ResourceGraph, instances: readonly Resource[]): number {
  const ask = (analysis: Reachability) => (question: Question) =>
    question(analysis, (each) => analysis.of(each) ?? assert.fail());
  const together = questions(instances).map(ask(new Reachability(graph)));
  const alone = questions(instances).map((question) => ask(new Reachability(graph))(question));
  assert.deepEqual(together.map(said), alone.map(said));
  return together.length - new Set(together.map(({ packets }) => packets)).size;
}

describe("answers that several ends share", () => {
  it("are those that each would get alone, of every network", () => {
    let [shared, networks] = [0, 0];
    fc.assert(
      fc.property(network, (drawn) => {
        networks += 1;
        const { graph, instances } = build(drawn);
        shared += agrees(graph, instances);
      }),
      { numRuns: 100 },
    );
    // A run that is cut short, as with mutations, has too few to tell.
    assert.ok(shared >= 100 * Math.floor(networks / 100), `only ${shared} answers were shared`);
  }).timeout(60_000);

  it("are not shared where what is unknown has another name, or something else listens", () => {
    const rule = { protocol: "tcp", fromPort: 0, toPort: 65535 };
    const service = (name: string, port: number) => [
      resource("taskDefinition", name, {
        containerDefinitions: JSON.stringify([{ name, portMappings: [{ containerPort: port }] }]),
      }),
      resource("service", name, {
        taskDefinition: name,
        networkConfiguration: { subnets: ["subnet"], securityGroups: [`group-${name}`] },
      }),
      resource("group", `group-${name}`, {
        ingress: [{ ...rule, cidrBlocks: ["10.0.0.0/16"] }],
        egress: [{ ...rule, cidrBlocks: ["10.0.0.0/16"] }],
      }),
    ];
    const subnet = resource("subnet", "subnet", { vpcId: "vpc", cidrBlock: "10.0.0.0/24" });
    const all = [resource("vpc", "vpc"), subnet, ...service("a", 80), ...service("b", 81), ...service("c", 80)];
    const elsewhere = resource("service", "d", {
      networkConfiguration: { subnets: ["subnet-of-others"], securityGroups: ["group-a"] },
    });
    const services = [...all, elsewhere].filter(({ type }) => type.endsWith(":Service"));
    assert.ok(agrees(graphOf(...all, elsewhere), services) > 0);
  });
});

describe("what decides an answer", () => {
  const rule = { protocol: "tcp", fromPort: 443, toPort: 443 };
  const unclear = { ...rule, toPort: UNKNOWN };
  /** Two groups "one" and "two" with the rules, and an instance in each; "one" calls by default. */
  const asked = (
    one: Properties,
    two: Properties,
    instances: readonly [Properties, Properties] = [{}, {}],
    others: readonly Resource[] = [],
  ) => {
    const subnet = resource("subnet", "subnet", { vpcId: "vpc", cidrBlock: "10.0.0.0/24" });
    const analysis = new Reachability(
      graphOf(
        ...[resource("vpc", "vpc"), subnet, ...others],
        ...[resource("group", "one", { ingress: [one] }), resource("group", "two", { ingress: [two] })],
        ...["one", "two"].map((name, index) =>
          resource("instance", name, { subnetId: "subnet", vpcSecurityGroupIds: [name], ...instances[index] }),
        ),
      ),
    );
    const of = (name: string) => analysis.named(name)[0] ?? assert.fail(name);
    return { shared: new SharedAnswers(analysis.topology.securityGroups), one: of("one"), two: of("two"), of };
  };
  const alike = (one: Properties, two: Properties, others: readonly Resource[] = []) => {
    const { shared, one: a, two: b } = asked(one, two, [{}, {}], others);
    const [first, second] = [shared.rules("ingress", a, INTERNET), shared.rules("ingress", b, INTERNET)];
    assert.equal(shared.rules("ingress", a, INTERNET), first);
    return first === second;
  };

  it("is what rules say: to whom, on which ports, in which direction", () => {
    const here = { ...rule, cidrBlocks: ["10.0.0.0/8"] };
    assert.equal(alike(here, here), true);
    assert.equal(alike(here, { ...here, cidrBlocks: ["10.0.0.0/9"] }), false);
    assert.equal(alike(here, { ...here, cidrBlocks: ["10.0.0.0/8", "10.0.0.0/9"] }), false);
    assert.equal(alike(here, { ...here, toPort: 444 }), false);
    assert.equal(alike(here, { ...here, protocol: "udp" }), false);
    assert.equal(alike({ ...rule, cidrBlocks: ["0.0.0.0/0"] }, { ...rule, ipv6CidrBlocks: ["::/0"] }), false);
    const { shared, one } = asked(here, here);
    assert.notEqual(shared.rules("ingress", one, INTERNET), shared.rules("egress", one, INTERNET));
  });

  it("is whose rule it is, too, where something of it is not known: the answer names it", () => {
    const perhaps = { ...unclear, cidrBlocks: ["10.0.0.0/8"] };
    assert.equal(alike(perhaps, perhaps), false);
    assert.equal(alike({ ...rule, cidrBlocks: [UNKNOWN] }, { ...rule, cidrBlocks: [UNKNOWN] }), false);
    assert.equal(alike({ ...rule, securityGroups: ["sg-1"] }, { ...rule, securityGroups: ["sg-2"] }), true);
    assert.equal(alike({ ...unclear, securityGroups: ["sg-1"] }, { ...unclear, securityGroups: ["sg-1"] }), false);
    const endpoint = resource("endpoint", "s3");
    const service = { ...rule, prefixListIds: ["s3"] };
    assert.equal(alike(service, service, [endpoint]), false);
  });

  it("is whose rule it is, too, where it may be about one of several groups", () => {
    const computed = (name: string) => ({
      ...resource("group", name, { ingress: [{ ...rule, securityGroups: [UNKNOWN] }] }),
      propertyDependencies: { ingress: ["one", "two"].map((each) => resource("group", each).urn) },
    });
    const member = (name: string) => resource("instance", name, { subnetId: "subnet", vpcSecurityGroupIds: [name] });
    const others = ["three", "four"].flatMap((name) => [computed(name), member(name)]);
    const { shared, one, of } = asked({}, {}, [{}, {}], others);
    assert.notEqual(shared.rules("ingress", of("three"), one), shared.rules("ingress", of("four"), one));
  });

  it("is the same of two groups that let in the same third one, and another if they do so on other ports", () => {
    const letIn = (id: string, port: number) => ({ ...rule, fromPort: port, toPort: port, securityGroups: [id] });
    const third = [
      resource("group", "third"),
      resource("instance", "third", { subnetId: "subnet", vpcSecurityGroupIds: ["third"] }),
      resource("instance", "unknown", { subnetId: "subnet", vpcSecurityGroupIds: [UNKNOWN] }),
      resource("instance", "foreign", { subnetId: "subnet", vpcSecurityGroupIds: ["sg-1"] }),
    ];
    const isAlike = (id: string, ports: readonly [number, number], other: string) => {
      const { shared, one, two, of } = asked(letIn(id, ports[0]), letIn(id, ports[1]), [{}, {}], third);
      return shared.rules("ingress", one, of(other)) === shared.rules("ingress", two, of(other));
    };
    for (const [id, other] of [
      ["third", "third"],
      ["third", "unknown"],
      ["sg-1", "foreign"],
    ] as const) {
      assert.deepEqual([isAlike(id, [80, 80], other), isAlike(id, [80, 81], other)], [true, false]);
    }
  });

  it("is which service of AWS a rule is about, though the groups have one name", () => {
    const [s3, dynamodb] = ["s3", "dynamodb"].map((name) => {
      const group = resource("group", "list", { egress: [{ ...rule, prefixListIds: [name] }] });
      return { ...group, id: `list-${name}`, urn: `${group.urn}-${name}` };
    });
    const endpoints = ["s3", "dynamodb"].map((name) => resource("endpoint", name));
    const { shared, one } = asked({}, {}, [{}, {}], [s3!, dynamodb!, ...endpoints]);
    const said = [s3!, dynamodb!].map((group) => shared.rules("egress", { ...one, groups: [group] }, INTERNET));
    assert.notEqual(said[0], said[1]);
  });

  it("is whether the other end is one that a rule names, or may be", () => {
    const byGroup = { ...rule, securityGroups: ["two"] };
    const { shared, one, two, of } = asked(
      byGroup,
      {},
      [{}, {}],
      [
        resource("instance", "unknown", { subnetId: "subnet", vpcSecurityGroupIds: [UNKNOWN] }),
        resource("endpoint", "s3"),
        resource("endpoint", "dynamodb"),
        resource("group", "list", { egress: [{ ...rule, prefixListIds: ["s3"] }] }),
        resource("instance", "lists", { subnetId: "subnet", vpcSecurityGroupIds: ["list"] }),
      ],
    );
    const said = [two, one, of("unknown")].map((other) => shared.rules("ingress", one, other));
    assert.equal(new Set(said).size, 3);
    // Of two that have the same name, and so the same unknown groups, one may have the group that the rule names.
    const unknown = { name: "same", unknownGroups: ["groups of same"] };
    const members = [{ groups: two.groups }, { groups: [] }].map((member) =>
      shared.rules("ingress", one, { ...unknown, ...member }),
    );
    assert.equal(new Set(members).size, 2);
    const outside = asked({ ...rule, securityGroups: ["sg-1"] }, {});
    const strangers = ["sg-1", "sg-2"].map((id) =>
      outside.shared.rules("ingress", outside.one, { ...unknown, groups: [], outsideGroups: [id] }),
    );
    assert.equal(new Set(strangers).size, 2);
    const through = (name: string) => ({ name, groups: [], through: resource("endpoint", name) });
    const lists = of("lists");
    const ways = [one, INTERNET, through("s3"), through("dynamodb")].map((other) =>
      shared.rules("egress", lists, other),
    );
    assert.equal(new Set(ways).size, 4);
    assert.equal(
      shared.rules("ingress", { ...one, isUnfiltered: true }, two),
      shared.rules("ingress", { ...two, isUnfiltered: true }, one),
    );
    assert.notEqual(shared.rules("ingress", { ...one, isUnfiltered: true }, two), said[0]);
    assert.notEqual(shared.rules("ingress", { ...one, unknownGroups: ["x"] }, two), said[0]);
  });

  it("is where something stands and whether it is public, but not its name, unless that is not known", () => {
    const places = (one: Properties, two: Properties) => {
      const { shared, one: a, two: b } = asked({}, {}, [one, two]);
      assert.equal(shared.place(a), shared.place(a));
      return shared.place(a) === shared.place(b);
    };
    const isPublic = { associatePublicIpAddress: true };
    assert.equal(places({}, {}), true);
    assert.equal(places(isPublic, {}), false);
    assert.equal(places(isPublic, isPublic), true);
    assert.equal(places({ associatePublicIpAddress: UNKNOWN }, { associatePublicIpAddress: UNKNOWN }), false);
    assert.equal(places({}, { subnetId: "subnet-9" }), false);
    const { shared, one } = asked({}, {});
    const inSix = {
      ...one,
      subnets: one.subnets.map((each) => ({ ...each, ranges: { ...each.ranges, ipv6: { first: 0n, last: 1n } } })),
    };
    assert.notEqual(shared.place(inSix), shared.place(one));
  });

  it("is what it listens on, and whether that is all", () => {
    const { shared, one } = asked({}, {});
    const answers = (first: number, unknown?: string) =>
      shared.listens({
        ...one,
        listens: {
          surely: [{ protocol: { first: 6, last: 6 }, destinationPort: { first, last: 90 } }],
          ...(unknown && { unknown }),
        },
      });
    const ids = [
      shared.listens(one),
      answers(80),
      answers(81),
      answers(80, "its containers"),
      answers(80, "other containers"),
      shared.listens({ ...one, listens: { surely: [] } }),
    ];
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(answers(80), answers(80));
  });

  it("is told apart wherever its parts end", () => {
    const { shared, one } = asked({}, {});
    const answer = (verdict: Reach["verdict"]) => (): Reach => ({ ...reachOf([]), verdict });
    assert.equal(shared.of([1, 11], answer("reachable")).verdict, "reachable");
    assert.equal(shared.of([11, 1], answer("unknown")).verdict, "unknown");
    assert.equal(shared.of([1, 11], answer("unknown")).verdict, "reachable");
    const at = (...unknownSubnets: string[]) => shared.place({ ...one, unknownSubnets });
    assert.notEqual(at("ab", "c"), at("a", "bc"));
    const ports = (first: number, last: number) =>
      textOf({ protocol: { first: 6, last: 6 }, destinationPort: { first, last } });
    assert.notEqual(ports(1, 234), ports(12, 34));
  });
});
