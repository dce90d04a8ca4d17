/** What a behaviour sees of everything else on simulated AWS. */
import { isDeepStrictEqual } from "node:util";
import type { Account, Aftermath, Behaviour, CreatedResource, Existing, NewResource, World } from "./behaviour";
import { AwsError, NotReadyError } from "./aws-error";
import { isUnknown, Properties } from "../model/graph";
import { findAll, text, texts } from "./read";
import type { State } from "./state";

export type BehaviourOf = (type: string) => Behaviour;

/** The world as seen from one region of the account. */
export function worldOf(state: State, account: Account, behaviourOf: BehaviourOf): World {
  const all = (type: string) => {
    const isGlobal = behaviourOf(type).global === true;
    return state.ofType(type).filter((resource) => isGlobal || resource.region === account.region);
  };
  const find = (type: string, key: string) => {
    const candidates = all(type);
    // Most references are ids, and those are compared at once.
    return (
      candidates.find(({ id }) => id === key) ??
      candidates.find((resource) => namesOf(resource).includes(key)) ??
      findBrought(state, behaviourOf, type, key)
    );
  };
  return {
    all,
    everywhere: (type) => state.ofType(type),
    find: (type, key) => (key === undefined ? undefined : find(type, key)),
    leftBehind: state.leftBehind,
    rollouts: state.rollouts,
    ...(state.deploymentFailure && { deploymentFailure: state.deploymentFailure }),
    nextNumber: (counter) => {
      const next = (state.counters.get(counter) ?? 0) + 1;
      state.counters.set(counter, next);
      return next;
    },
  };
}

/** What exists because another resource does, such as a VPC's main route table. */
function findBrought(state: State, behaviourOf: BehaviourOf, type: string, key: string): Existing | undefined {
  const bringer = state.types
    .flatMap((each) => {
      const output = behaviourOf(each).brings?.[type];
      return output === undefined ? [] : state.ofType(each).filter(({ outputs }) => outputs[output] === key);
    })
    .at(0);
  return bringer && { ...bringer, type, id: key, inputs: {}, outputs: { vpcId: bringer.id } };
}

/** What the resource may be called by others: its id, its ARN, its name. */
function namesOf(resource: Existing): string[] {
  const { id, outputs } = resource;
  return [id, text(outputs, "arn"), text(outputs, "name")].filter((name) => name !== undefined);
}

/** Refuses references to what does not exist. */
export function requireReferences(behaviour: Behaviour, { inputs, world }: NewResource): void {
  for (const { path, type, notFound } of behaviour.references ?? []) {
    for (const { value } of findAll(inputs, path)) {
      if (typeof value === "string" && !world.find(type, value)) {
        throw new AwsError(notFound, `${path} '${value}' does not exist`);
      }
    }
  }
}

/** Refuses a deletion as long as something holds the resource. */
export function requireUnheld(resource: CreatedResource, behaviour: Behaviour, state: State, behaviourOf: BehaviourOf) {
  if (!behaviour.inUse) return;
  const names = namesOf({ ...resource, type: behaviour.type, region: resource.account.region });
  const holder = [...state.resources.values()].find((other) =>
    (behaviourOf(other.type).references ?? []).some(
      ({ path, type, holds }) =>
        type === behaviour.type &&
        (typeof holds === "function" ? holds(other.inputs, resource.id) : holds === true) &&
        texts(other.inputs, path).some((value) => names.includes(value)),
    ),
  );
  const { code, sentence } = behaviour.inUse;
  if (holder) throw new AwsError(code, `${sentence(resource)} (used by ${holder.type} ${holder.id})`);
}

/**
 * Inputs, implied values, the id, which the provider repeats among the outputs, and computed outputs. What AWS has
 * computed before stays, but for what is observed.
 */
export function outputsOf(behaviour: Behaviour, resource: Omit<CreatedResource, "outputs">, old: Properties = {}) {
  let outputs: Properties = { ...behaviour.implied, ...resource.inputs, id: resource.id };
  for (const [name, compute] of Object.entries(computedBy(behaviour))) {
    if (outputs[name] !== undefined) continue;
    const kept = name in (behaviour.observed ?? {}) || isUnknown(old[name]) ? undefined : old[name];
    outputs = { ...outputs, [name]: kept ?? compute({ ...resource, outputs }) };
  }
  return outputs;
}

/** All outputs that AWS decides, with what they are computed by. */
export function computedBy({ computed, remade, observed }: Behaviour) {
  return { ...computed, ...remade, ...observed };
}

/** What AWS has computed once and for all; what a change computes anew is left out. */
export function lastingOutputs(
  { remade = {}, remadeOn, implied = {} }: Behaviour,
  outputs: Properties,
  inputs: Properties,
): Properties {
  const isChanged = (name: string) => !isDeepStrictEqual(outputs[name], inputs[name] ?? implied[name]);
  if (remadeOn !== undefined && !remadeOn.some(isChanged)) return outputs;
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !(name in remade)));
}

/** @throws NotReadyError if the provider waits for it in vain */
export function requireReady(id: string, outputs: Properties, { notReady }: Aftermath = { inputs: {} }): void {
  if (notReady !== undefined) throw new NotReadyError(notReady, id, outputs);
}
