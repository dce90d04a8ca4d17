import assert from "node:assert/strict";
import fc from "fast-check";
import type { Endpoint } from "../../../analysis/network/interfaces";
import type { Reach } from "../../../analysis/network/reach";
import { Reachability } from "../../../analysis/network/reachability";
import type { Resource, ResourceGraph } from "../../../model/graph";
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
