/** Resources of an environment with many services, as the engine sends them to policies. */
import assert from "node:assert/strict";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isProperties, isSecret, isUnknown, type Properties, type Resource, type Value } from "../../../model/graph";
import { runProgram } from "../../../simulator/in-process";
import { SimulatedAws } from "../../../simulator/simulated-aws";
import { environmentProgram } from "../../../stacks/program";
import type { SentResource } from "../../../test/support/policy-pack";
import { BENCH_STACK, benchEnvironment } from "../many-services";

/** A service with its roles, groups, rules and alarms has at least that many resources. */
const RESOURCES_PER_SERVICE = 6;

export interface BenchSettings {
  readonly project: string;
  readonly accountId: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The settings of dev, with so many services that there are at least as many resources. */
export function settingsFor(resources: number): BenchSettings {
  const { project, common, settings } = benchEnvironment(Math.ceil(resources / RESOURCES_PER_SERVICE));
  const [accountId] = settings.config[`${project}:allowedAccountIds`] as [string];
  return { project, accountId, config: { ...common, ...settings.config } };
}

export interface Sent {
  /** Inputs, as they come one by one. */
  readonly checked: readonly SentResource[];
  /** Outputs, as they come together at the end. */
  readonly stack: readonly SentResource[];
}

/** So many resources of an environment: what all need first, then services. */
export async function sentResources(count: number): Promise<Sent> {
  const { project, accountId, config } = settingsFor(count);
  const text = Object.entries(config).map(([key, value]) => [key, asText(value)] as const);
  const { graph, error } = await runProgram({
    project,
    stack: BENCH_STACK,
    config: Object.fromEntries(text),
    program: environmentProgram,
    aws: new SimulatedAws({ accountId }),
  });
  assert.equal(error, undefined);
  const providers = new Map(graph.resources.map(({ urn, inputs }) => [urn, inputs]));
  const resources = graph.resources.filter(({ custom, type }) => custom && type.startsWith("aws:")).slice(0, count);
  if (resources.length < count) throw new Error(`only ${resources.length} resources`);
  const sent = (properties: (resource: Resource) => Properties) =>
    resources.map((resource): SentResource => {
      const { urn, type, options, provider = "", propertyDependencies } = resource;
      return {
        urn,
        type,
        propertyDependencies,
        properties: plain(properties(resource)),
        provider: plain(providers.get(provider) ?? {}),
        protect: options.protect ?? false,
        ignoreChanges: options.ignoreChanges ?? [],
      };
    });
  return {
    checked: sent(({ inputs }) => inputs),
    stack: sent(({ inputs, outputs, id = "" }) => ({ ...inputs, ...outputs, id })),
  };
}

function plain(properties: Properties): Record<string, JavaScriptValue> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: Value): JavaScriptValue {
  if (isSecret(value)) return plainValue(value.reveal());
  if (Array.isArray(value)) return (value as readonly Value[]).map(plainValue);
  if (isProperties(value)) return plain(value);
  return isUnknown(value) ? null : (value as JavaScriptValue);
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
