/**
 * Simulated AWS: what `@pulumi/aws` and AWS do with resources, without either. Both doors, the in-process monitor and
 * the provider plugin, call the same methods with the same values.
 */
import { createHash } from "node:crypto";
import { containsUnknown, Properties, UNKNOWN } from "../model/graph";
import { parseUrn } from "../model/urn";
import { AwsError } from "./aws-error";
import type { Account, Aftermath, Behaviour, CreatedResource, Existing, LeftBehind, NewResource } from "./behaviour";
import { BEHAVIOURS } from "./behaviours/index";
import { genericBehaviour } from "./generic-behaviour";
import { invoke } from "./invokes";
import type { DeploymentFailure } from "./rollout";
import { partitionOf, ProviderSettings, providerSettings } from "./provider-settings";
import { CheckFailure, checkInputs, keepsItsName, withDefaults } from "./simulated-check";
import type { Difference, ResourceKey, ResourceState } from "./resource-state";
import { changesBetween } from "./simulated-diff";
import { State } from "./state";
import {
  computedBy,
  lastingOutputs,
  outputsOf,
  requireReady,
  requireReferences,
  requireUnheld,
  worldOf,
} from "./world";
import { text } from "./read";

export interface SimulatedAwsOptions {
  /** 12 digits. @default "123456789012" */
  readonly accountId?: string;
  /** For providers that are not given one. @default "eu-central-1" */
  readonly region?: string;
  /** What existed before, as `save()` wrote it. @default nothing */
  readonly saved?: string;
}

export class SimulatedAws {
  readonly accountId: string;
  readonly region: string;
  readonly #state: State;
  readonly #unknownTypes = new Set<string>();

  constructor(options: SimulatedAwsOptions = {}) {
    this.accountId = options.accountId ?? "123456789012";
    this.region = options.region ?? "eu-central-1";
    this.#state = options.saved === undefined ? new State() : State.load(options.saved);
  }

  /** The types seen so far that have no behaviour of their own, sorted. */
  get unknownTypes(): readonly string[] {
    return [...this.#unknownTypes].sort();
  }

  /** Everything that exists, in the order of creation. */
  get existing(): readonly Existing[] {
    return [...this.#state.resources.values()];
  }

  /** What deleted resources have left on AWS, such as revisions of task definitions. */
  get leftBehind(): readonly LeftBehind[] {
    return this.#state.leftBehind;
  }

  /** From now on, deployments of ECS services fail as the function says. */
  failDeployments(failure: DeploymentFailure): void {
    this.#state.deploymentFailure = failure;
  }

  /** Deploys an ECS service again without a change, as `aws ecs update-service --force-new-deployment` does. */
  redeploy(serviceId: string): void {
    const [service, ...more] = this.existing.filter(({ id }) => id === serviceId);
    if (!service || more.length > 0) throw new AwsError("ServiceNotFoundException", "Service not found.");
    const behaviour = this.#behaviour(service.type);
    const provider = this.configure({ region: service.region });
    const resource = this.#resource(behaviour, service.urn, service.inputs, provider.account);
    this.#put(service, behaviour.afterwards?.({ ...resource, id: service.id, outputs: service.outputs }));
  }

  /** Lets something exist in the region that no program here has made, with the id that others know it by. */
  assume(type: string, id: string, inputs: Properties): void {
    const behaviour = this.#behaviour(type);
    const { account } = this.configure({ region: this.region });
    const resource = { ...this.#resource(behaviour, `urn:pulumi:other::other::${type}::${id}`, inputs, account), id };
    this.#put({ type, id, urn: resource.urn, region: account.region, inputs, outputs: outputsOf(behaviour, resource) });
  }

  /** Everything that exists as JSON text, for `saved`. */
  save(): string {
    return this.#state.save();
  }

  /** @throws AwsError if the provider refuses its configuration. */
  configure(providerInputs: Properties): ProviderSettings {
    return providerSettings(providerInputs, this);
  }

  /** The provider's Check. `oldInputs` are those of the last deployment, if there was one. */
  check(
    { type, urn }: ResourceKey,
    inputs: Properties,
    provider: ProviderSettings,
    oldInputs?: Properties,
  ): { inputs: Properties; failures: CheckFailure[] } {
    const behaviour = this.#behaviour(type);
    return checkInputs({
      behaviour,
      urn,
      inputs,
      provider,
      hex: this.#hex(urn),
      ...(oldInputs === undefined ? {} : { oldInputs }),
    });
  }

  /** What a change of the inputs means. No change: an empty list. */
  diff(
    { type, urn }: ResourceKey,
    oldInputs: Properties,
    newInputs: Properties,
    oldOutputs: Properties = {},
  ): Difference {
    const { replaceOn = [], autoName, deleteBeforeReplace: always, changes: judge } = this.#behaviour(type);
    const differences = changesBetween(oldInputs, newInputs, replaceOn);
    const changes = judge?.(differences, { newInputs, oldOutputs }) ?? differences;
    const deleteBeforeReplace =
      changes.some(({ replaces }) => replaces) && (always ?? keepsItsName(urn, autoName, oldInputs, newInputs));
    return { changes, deleteBeforeReplace };
  }

  /** What the resource would look like: everything that AWS decides is unknown. */
  preview({ type }: ResourceKey, inputs: Properties): ResourceState {
    const behaviour = this.#behaviour(type);
    const pending = ["id", ...Object.keys(computedBy(behaviour))];
    const outputs = withDefaults(
      { ...behaviour.implied, ...inputs },
      Object.fromEntries(pending.map((name) => [name, UNKNOWN])),
    );
    return { id: UNKNOWN, inputs, outputs };
  }

  /** @throws AwsError if AWS refuses. */
  create({ type, urn }: ResourceKey, inputs: Properties, provider: ProviderSettings): ResourceState & { id: string } {
    const behaviour = this.#behaviour(type);
    if (containsUnknown(inputs)) throw new Error(`${urn}: unknown inputs can only be previewed`);
    const resource = this.#resource(behaviour, urn, inputs, provider.account);
    requireReferences(behaviour, resource);
    behaviour.conflicts?.(resource);
    const id = behaviour.id(resource);
    const outputs = outputsOf(behaviour, { ...resource, id });
    const aftermath = behaviour.afterwards?.({ ...resource, id, outputs });
    this.#put({ type, id, urn, region: resource.account.region, inputs, outputs }, aftermath);
    resource.world.nextNumber(urn);
    this.#applyEffects(behaviour, { ...resource, id, outputs }, undefined);
    requireReady(id, outputs, aftermath);
    return { id, inputs, outputs };
  }

  /** The resource as it is now; undefined if there is none. `lastOutputs` as for `update`. */
  read(type: string, id: string, provider: ProviderSettings, lastOutputs?: Properties): ResourceState | undefined {
    const found = this.#find(type, id, provider.account, lastOutputs);
    if (!found) return undefined;
    const behaviour = this.#behaviour(type);
    const resource = this.#resource(behaviour, found.urn, found.inputs, provider.account);
    return { id, inputs: found.inputs, outputs: outputsOf(behaviour, { ...resource, id }, found.outputs) };
  }

  /**
   * `lastOutputs` are those that Pulumi remembers: their ARN tells apart what shares an id, such as the revisions of a
   * task definition.
   * @throws AwsError if AWS refuses, or if there is no such resource.
   */
  update(
    type: string,
    id: string,
    inputs: Properties,
    provider: ProviderSettings,
    lastOutputs?: Properties,
  ): ResourceState {
    const behaviour = this.#behaviour(type);
    const found = this.#find(type, id, provider.account, lastOutputs);
    if (!found) throw new AwsError("NotFound", `${type} ${id} does not exist`);
    const resource = { ...this.#resource(behaviour, found.urn, inputs, provider.account), existingId: id };
    requireReferences(behaviour, resource);
    behaviour.conflicts?.(resource);
    const outputs = outputsOf(behaviour, { ...resource, id }, lastingOutputs(behaviour, found.outputs, inputs));
    const changed = { inputs: found.inputs, remembered: lastOutputs ?? found.outputs };
    const aftermath = behaviour.afterwards?.({ ...resource, id, outputs }, changed);
    this.#put({ ...found, inputs, outputs }, aftermath);
    this.#applyEffects(behaviour, { ...resource, id, outputs }, found);
    requireReady(id, outputs, aftermath);
    return { id, inputs, outputs };
  }

  /** What `update` would give; inputs may be unknown, and what AWS has computed stays. */
  previewUpdate(type: string, oldOutputs: Properties, inputs: Properties): Properties {
    const behaviour = this.#behaviour(type);
    const lasting = lastingOutputs(behaviour, oldOutputs, inputs);
    const computed = ["id", ...Object.keys(computedBy(behaviour))];
    const kept = Object.fromEntries(computed.map((name) => [name, lasting[name] ?? UNKNOWN]));
    return withDefaults({ ...behaviour.implied, ...inputs }, kept);
  }

  /** Deleting what does not exist succeeds, as it does with the provider. @throws AwsError if AWS refuses. */
  delete(type: string, id: string, provider: ProviderSettings, lastOutputs?: Properties): void {
    const behaviour = this.#behaviour(type);
    const found = this.#find(type, id, provider.account, lastOutputs);
    if (!found) return;
    const resource: CreatedResource = {
      ...this.#resource(behaviour, found.urn, found.inputs, { ...provider.account, region: found.region }),
      id,
      outputs: found.outputs,
    };
    behaviour.undeletable?.(resource);
    requireUnheld(resource, behaviour, this.#state, (other) => this.#behaviour(other));
    const left = behaviour.leftBehind?.(resource);
    if (left) this.#state.leftBehind.push(left);
    for (const each of behaviour.takesAlong?.(resource) ?? []) this.#state.remove(each);
    this.#state.remove(found);
  }

  /** A data source. @throws AwsError if there is nothing to answer with. */
  invoke(token: string, args: Properties, provider: ProviderSettings): Properties {
    const account = this.#accountOf(args, provider.account);
    return invoke(
      token,
      args,
      account,
      worldOf(this.#state, account, (type) => this.#behaviour(type)),
    );
  }

  #put(resource: Existing, aftermath: Aftermath = { inputs: {} }): void {
    const { inputs, outputs } = resource;
    const { inputs: others } = aftermath;
    this.#state.put({ ...resource, inputs: { ...inputs, ...others }, outputs: { ...outputs, ...others } });
  }

  #applyEffects(behaviour: Behaviour, resource: CreatedResource, before: Existing | undefined): void {
    for (const { on, inputs } of behaviour.effects?.(resource, before) ?? []) {
      this.#state.put({ ...on, inputs, outputs: { ...on.outputs, ...inputs } });
    }
  }

  #behaviour(type: string): Behaviour {
    const behaviour = BEHAVIOURS.get(type);
    if (!behaviour) this.#unknownTypes.add(type);
    return behaviour ?? genericBehaviour(type);
  }

  /** `@pulumi/aws` 7 lets each resource name its own region. */
  #accountOf(inputs: Properties, account: Account): Account {
    const region = text(inputs, "region") ?? account.region;
    return { ...account, region, partition: partitionOf(region) };
  }

  #resource(behaviour: Behaviour, urn: string, inputs: Properties, providerAccount: Account): NewResource {
    const account = behaviour.global ? providerAccount : this.#accountOf(inputs, providerAccount);
    return {
      urn,
      name: parseUrn(urn).name,
      inputs,
      account,
      hex: this.#hex(urn),
      world: worldOf(this.#state, account, (type) => this.#behaviour(type)),
    };
  }

  #find(type: string, id: string, account: Account, lastOutputs: Properties = {}): Existing | undefined {
    const candidates = this.existing.filter((resource) => resource.type === type && resource.id === id);
    const arn = text(lastOutputs, "arn");
    if (arn !== undefined) return candidates.find(({ outputs }) => text(outputs, "arn") === arn);
    return candidates.findLast(({ region }) => region === account.region) ?? candidates.at(-1);
  }

  /** Digits that depend on the resource and on how often it was made, so that runs are alike and replacements differ. */
  #hex(urn: string): (count: number, purpose?: string) => string {
    const generation = this.#state.counters.get(urn) ?? 0;
    return (count, purpose = "id") =>
      createHash("sha256").update(`${urn} ${generation} ${purpose}`).digest("hex").slice(0, count);
  }
}
