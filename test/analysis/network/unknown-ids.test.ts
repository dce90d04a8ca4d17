/** Before anything exists, no id is known: what is certain then has to be so for whatever the ids turn out to be. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { isSubset } from "../../../analysis/network/packet-set";
import type { Reach } from "../../../analysis/network/reach";
import { Reachability } from "../../../analysis/network/reachability";
import { isProperties, UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { graphOf, TYPES } from "./graph-of";
import { build, network } from "./random-network";

/** One id in the inputs of a resource. */
interface Reference {
  readonly holder: Resource;
  readonly input: string;
  /** Which of the ids in the input, counted as they are written. */
  readonly place: number;
  readonly target: Resource;
}

function referencesIn(resources: readonly Resource[]): Reference[] {
  // Nothing refers to associations.
  const targets = resources.filter(({ type }) => type !== TYPES.association);
  const byId = new Map(targets.map((resource) => [resource.id, resource]));
  return resources.flatMap((holder) =>
    Object.entries(holder.inputs).flatMap(([input, value]) => {
      const found: Reference[] = [];
      mapped(value, (id) => {
        const target = byId.get(id);
        if (target !== undefined) found.push({ holder, input, place: found.length, target });
        return id;
      });
      return found;
    }),
  );
}

/** The value with each text replaced. */
function mapped(value: Value, change: (text: string) => Value): Value {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map((each) => mapped(each, change));
  return isProperties(value) ? mappedProperties(value, change) : value;
}

function mappedProperties(value: Properties, change: (text: string) => Value): Properties {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, change)]));
}

type Meant = (reference: Reference) => { readonly id: Value; readonly computedFrom: readonly Resource[] };

/** The resources with other ids for those that their inputs refer to. */
function withIds(resources: readonly Resource[], meant: Meant): Resource[] {
  const references = referencesIn(resources);
  const ids = new Set(resources.map(({ id }) => id));
  return resources.map((holder) => {
    const inputs: Record<string, Value> = {};
    const propertyDependencies: Record<string, string[]> = {};
    for (const [input, value] of Object.entries(holder.inputs)) {
      const own = references.filter((each) => each.holder === holder && each.input === input).map(meant);
      propertyDependencies[input] = [...new Set(own.flatMap(({ computedFrom }) => computedFrom.map(({ urn }) => urn)))];
      let place = 0;
      inputs[input] = mapped(value, (text) => (ids.has(text) ? own[place++]!.id : text));
    }
    return { ...holder, inputs, outputs: { ...holder.outputs, ...inputs }, propertyDependencies };
  });
}

/** As a first preview has them. */
function withoutIds(resources: readonly Resource[], isReversed: boolean): Resource[] {
  const order = (list: readonly Resource[]) => (isReversed ? list.toReversed() : list);
  return order(withIds(order(resources), ({ target }) => ({ id: UNKNOWN, computedFrom: [target] }))).map((each) => {
    const { arn: _arn, ...outputs } = each.outputs;
    return { ...each, id: UNKNOWN, outputs };
  });
}

function answers(resources: readonly Resource[]) {
  const analysis = new Reachability(graphOf(...resources));
  const [from, to] = [analysis.named("0")[0]!, analysis.named("1")[0]!];
  const ways = [analysis.between(from, to), analysis.toInternet(from), analysis.fromInternet(to)];
  return { ways, unknowns: analysis.unknowns };
}

/** What is certain without the ids is so with them. */
function assertCovers(unknown: Reach, known: Reach, what = ""): void {
  assert.ok(isSubset(unknown.packets.surely, known.packets.surely), `${what} takes something for open`);
  assert.ok(isSubset(known.packets.possibly, unknown.packets.possibly), `${what} takes something for closed`);
}

describe("the analysis of a network without ids", () => {
  it("says nothing for certain that is not so with the ids, in whatever order the resources are", () => {
    const verdicts = { reachable: 0, "not reachable": 0, unknown: 0 };
    let networks = 0;
    fc.assert(
      fc.property(network, fc.boolean(), (drawn, isReversed) => {
        networks += 1;
        const { graph } = build(drawn);
        const unknown = answers(withoutIds(graph.resources, isReversed));
        assert.deepEqual(unknown.unknowns, []);
        answers(graph.resources).ways.forEach((known, index) => {
          assertCovers(unknown.ways[index]!, known);
          verdicts[unknown.ways[index]!.verdict] += 1;
        });
      }),
      { numRuns: 1500 },
    );
    // A run that is cut short, as with mutations, has too few to tell.
    const enough = Math.floor(networks / 1000);
    for (const count of Object.values(verdicts)) assert.ok(count >= enough, JSON.stringify(verdicts));
  }).timeout(120_000);

  it("takes an id that was computed from two resources for neither of them", () => {
    const outcomes = { certain: 0, uncertain: 0 };
    fc.assert(
      fc.property(network, fc.nat(), fc.nat(), fc.boolean(), (drawn, which, other, isFirst) => {
        const { resources } = build(drawn).graph;
        const references = referencesIn(resources);
        const reference = references[which % references.length]!;
        // Nobody writes an id twice into one list.
        const named = references.filter(
          ({ holder, input }) => holder === reference.holder && input === reference.input,
        );
        const taken = reference.input.endsWith("Ids") ? named.map(({ target }) => target) : [reference.target];
        const others = resources.filter((each) => each.type === reference.target.type && !taken.includes(each));
        fc.pre(others.length > 0);
        const decoy = others[other % others.length]!;
        const isIt = ({ holder, input, place }: Reference) =>
          holder === reference.holder && input === reference.input && place === reference.place;
        const meaning = (id: Value, computedFrom: readonly Resource[]) =>
          answers(
            withIds(resources, (each) =>
              isIt(each) ? { id, computedFrom } : { id: each.target.id!, computedFrom: [each.target] },
            ),
          );
        const both = isFirst ? [reference.target, decoy] : [decoy, reference.target];
        const unknown = meaning(UNKNOWN, both);
        const isCertain = unknown.unknowns.length === 0;
        outcomes[isCertain ? "certain" : "uncertain"] += 1;
        if (!isCertain) return;
        for (const each of both) {
          meaning(each.id!, [each]).ways.forEach((known, index) =>
            assertCovers(
              unknown.ways[index]!,
              known,
              `${reference.input} of ${reference.holder.name}: ${each.name}, way ${index}`,
            ),
          );
        }
      }),
      { numRuns: 1000 },
    );
    const enough = 50 * Math.floor((outcomes.certain + outcomes.uncertain) / 1000);
    for (const count of Object.values(outcomes)) assert.ok(count >= enough, JSON.stringify(outcomes));
  }).timeout(120_000);
});
