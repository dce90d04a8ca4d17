/** The provider's Check: fills in what the program left out and refuses what AWS would refuse. */
import { parseUrn } from "../model/urn";
import {
  containsSecret,
  containsUnknown,
  isProperties,
  isSecret,
  isUnknown,
  Properties,
  Secret,
  UNKNOWN,
  Value,
} from "../model/graph";
import type { AutoName, Behaviour } from "./behaviour";
import type { ProviderSettings } from "./provider-settings";
import { findAll, isSet, reveal } from "./read";
import { checkTags, mergeTags } from "./tags";

/** Why an input is refused. The reason never holds a secret value. */
export interface CheckFailure {
  /** The input's path; empty if the resource as a whole is refused. */
  readonly property: string;
  readonly reason: string;
}

export interface CheckRequest {
  readonly behaviour: Behaviour;
  readonly urn: string;
  readonly inputs: Properties;
  /** The inputs of the last deployment, if the resource exists and stays. */
  readonly oldInputs?: Properties;
  readonly provider: ProviderSettings;
  /** Hexadecimal digits for an automatic name. */
  readonly hex: (count: number, purpose: string) => string;
}

export function checkInputs(request: CheckRequest): { inputs: Properties; failures: CheckFailure[] } {
  const { behaviour, provider } = request;
  const failures: CheckFailure[] = [];
  const refuse = (property: string, reason: string) => failures.push({ property, reason });
  // To the provider null means absent.
  const given = Object.fromEntries(Object.entries(request.inputs).filter(([, value]) => value !== null));
  const inputs: Properties = {
    ...given,
    ...(behaviour.global || isSet(given, "region") ? {} : { region: provider.account.region }),
    ...(behaviour.taggable === true || (behaviour.taggable && "tags" in given)
      ? { tagsAll: mergeTags(given.tags, provider) }
      : {}),
    ...automaticName(request, given, refuse),
  };
  const complete = withDefaults({ ...inputs, ...jsonDocuments(behaviour, given) }, behaviour.defaults ?? {});

  for (const property of behaviour.required ?? []) {
    if (!isSet(complete, property)) refuse(property, `Missing required property '${property}'.`);
  }
  for (const [path, rule] of Object.entries(behaviour.rules ?? {})) {
    for (const { path: where, value, secret } of findAll(complete, path)) {
      const reason = isUnknown(value) ? undefined : rule(value);
      if (reason !== undefined) refuse(where, secret ? reason : `${reason} It is ${JSON.stringify(value)}.`);
    }
  }
  checkTags(complete.tagsAll, refuse);
  behaviour.check?.(complete, (property, reason) => {
    const value = complete[/^[^.[]+/.exec(property)?.[0] ?? ""];
    refuse(
      property,
      value !== undefined && containsSecret(value) ? "AWS refuses it; it is secret, so no more is said." : reason,
    );
  });
  return { inputs: withSecrets(complete, behaviour.secretInputs ?? []), failures };
}

const asSecret = (value: Value) => (isSecret(value) ? value : new Secret(value));

/** Marks what stands at the paths. */
function withSecrets(inputs: Properties, paths: readonly string[]): Properties {
  return paths.reduce((marked, path) => replaceAt(marked, path.split("."), asSecret), inputs);
}

/** Documents given as objects, as JSON text with sorted keys; unknown as a whole if anything in them is. */
function jsonDocuments(behaviour: Behaviour, inputs: Properties): Properties {
  const documents = (behaviour.jsonDocuments ?? []).flatMap((name) => {
    const given = inputs[name];
    const value = reveal(given);
    if (given === undefined || !isProperties(value)) return [];
    const json = containsUnknown(value) ? UNKNOWN : JSON.stringify(plain(value));
    return [[name, containsSecret(given) ? new Secret(json) : json] as const];
  });
  return Object.fromEntries(documents);
}

/** Without secret marks, keys sorted as the provider's encoder sorts them. */
function plain(value: Value): Value {
  const revealed = reveal(value) ?? null;
  if (Array.isArray(revealed)) return (revealed as readonly Value[]).map(plain);
  if (!isProperties(revealed)) return revealed;
  const sorted = Object.entries(revealed).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, each]) => [key, plain(each)]));
}

function automaticName(
  { behaviour, urn, oldInputs, hex }: CheckRequest,
  inputs: Properties,
  refuse: (property: string, reason: string) => void,
): Properties {
  const rule: AutoName | undefined = behaviour.autoName;
  if (!rule || isSet(inputs, rule.property) || isSet(inputs, `${rule.property}Prefix`)) return {};
  const old = oldInputs?.[rule.property];
  if (typeof old === "string") return { [rule.property]: old };
  const { prefix = "" } = rule;
  const name = `${prefix}${parseUrn(urn).name}-${hex(7, rule.property)}`;
  if (name.length > rule.maxLength) {
    refuse(
      rule.property,
      `The automatic name, '${prefix}${parseUrn(urn).name}-' plus 7 random characters, is longer than the maximum of ${rule.maxLength}.`,
    );
  }
  return { [rule.property]: name };
}

/**
 * True if the program gives a name and keeps it: old and new resource can't have it at the same time.
 * Source: https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/provider.go (deleteBeforeReplace)
 */
export function keepsItsName(urn: string, rule: AutoName | undefined, oldInputs: Properties, newInputs: Properties) {
  const name = rule && newInputs[rule.property];
  if (typeof name !== "string" || name !== oldInputs[rule?.property ?? ""]) return false;
  const logicalName = `${rule?.prefix ?? ""}${parseUrn(urn).name}`;
  const isAutomatic = name.startsWith(`${logicalName}-`) && /^[0-9a-f]{7}$/.test(name.slice(logicalName.length + 1));
  return !isAutomatic;
}

/** Fills in the values by path; lists in a path are walked, objects that are absent stay absent. */
export function withDefaults(properties: Properties, defaults: Properties): Properties {
  return Object.entries(defaults).reduce(
    (filled, [path, value]) => replaceAt(filled, path.split("."), (current) => current, value),
    properties,
  );
}

/** Exchanges what stands at the path; what is absent becomes `otherwise`, if that is given. */
function replaceAt(
  properties: Properties,
  [step = "", ...rest]: readonly string[],
  exchange: (value: Value) => Value,
  otherwise?: Value,
): Properties {
  const isList = step.endsWith("[]");
  const name = isList ? step.slice(0, -2) : step;
  const current = properties[name];
  if (rest.length === 0) {
    const next = current === undefined || current === null ? otherwise : exchange(current);
    return next === undefined ? properties : { ...properties, [name]: next };
  }
  if (isList && Array.isArray(current)) {
    const items = (current as readonly Value[]).map((item) =>
      isProperties(item) ? replaceAt(item, rest, exchange, otherwise) : item,
    );
    return { ...properties, [name]: items };
  }
  if (isProperties(current) && !isSecret(current)) {
    return { ...properties, [name]: replaceAt(current, rest, exchange, otherwise) };
  }
  return properties;
}
