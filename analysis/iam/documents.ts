/**
 * Policy documents of IAM, read into one shape however they are written.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { isProperties, isSecret, isUnknown, type Properties, type Value } from "../../model/graph";

export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  /** Absent in policies of identities, which are about whoever has them. */
  readonly principals?: Principals;
  readonly actions: Selection;
  readonly resources: Selection;
  readonly conditions: readonly Condition[];
  /** True: a part of it can't be read, or is not known yet, so nobody can tell what it matches. */
  readonly isUnclear: boolean;
}

/** What an element names, or, if it begins with Not, all that it doesn't name. */
export interface Selection {
  readonly isInverted: boolean;
  readonly patterns: readonly string[];
}

export interface Principals {
  readonly isInverted: boolean;
  readonly entries: readonly Principal[];
}

export interface Principal {
  readonly kind: "AWS" | "Service" | "Federated" | "CanonicalUser";
  /** An ARN, an account's id, a service's name; `*` is everyone. */
  readonly name: string;
}

export interface Condition {
  /** As it is written: `StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  /** One of them has to fit. */
  readonly values: readonly string[];
}

export type ReadDocument =
  | { readonly state: "known"; readonly statements: readonly Statement[] }
  | { readonly state: "unknown" }
  /** AWS would refuse it. */
  | { readonly state: "malformed"; readonly what: string };

/** Reads a document from its JSON text, or from the object that it stands for. */
export function readPolicy(value: Value | undefined): ReadDocument {
  if (isUnknown(value)) return { state: "unknown" };
  if (isSecret(value)) return readPolicy(value.reveal());
  if (typeof value !== "string") return readObject(value);
  try {
    return readObject(JSON.parse(value) as Value);
  } catch {
    return { state: "malformed", what: "is no JSON" };
  }
}

function readObject(value: Value | undefined): ReadDocument {
  if (!isProperties(value)) return { state: "malformed", what: "is no policy document" };
  const given = value["Statement"];
  if (isUnknown(given)) return { state: "unknown" };
  const list: readonly Value[] = Array.isArray(given) ? (given as readonly Value[]) : [given ?? []].flat();
  return { state: "known", statements: list.map(readStatement) };
}

/** It may say anything. */
export const UNCLEAR: Statement = {
  effect: "Allow",
  actions: { isInverted: false, patterns: ["*"] },
  resources: { isInverted: false, patterns: ["*"] },
  conditions: [],
  isUnclear: true,
};

function readStatement(value: Value): Statement {
  if (!isProperties(value)) return UNCLEAR;
  const effect = value["Effect"];
  const [actions, resources] = [selection(value, "Action", "NotAction"), selection(value, "Resource", "NotResource")];
  const principals = readPrincipals(value);
  const conditions = readConditions(value["Condition"]);
  const unclear = [actions, resources, principals, conditions].includes("unclear");
  if (unclear || (effect !== "Allow" && effect !== "Deny")) {
    return { ...UNCLEAR, effect: effect === "Deny" ? "Deny" : "Allow" };
  }
  const sid = value["Sid"];
  return {
    ...(typeof sid === "string" && { sid }),
    effect,
    ...(principals !== undefined && { principals: principals as Principals }),
    actions: (actions as Selection | undefined) ?? { isInverted: false, patterns: [] },
    // Trust policies name no resource: they are about the role that they belong to.
    resources: (resources as Selection | undefined) ?? { isInverted: false, patterns: ["*"] },
    conditions: conditions as readonly Condition[],
    isUnclear: false,
  };
}

function selection(statement: Properties, name: string, inverted: string): Selection | "unclear" | undefined {
  const key = [name, inverted].find((each) => (statement[each] ?? undefined) !== undefined);
  if (key === undefined) return undefined;
  const patterns = texts(statement[key]);
  return patterns === undefined ? "unclear" : { isInverted: key === inverted, patterns };
}

/** The texts of a text or a list; undefined if there is anything else among them. */
function texts(value: Value | undefined): readonly string[] | undefined {
  const list: readonly (Value | undefined)[] = Array.isArray(value) ? (value as readonly Value[]) : [value];
  const read = list.map((each) => (typeof each === "number" || typeof each === "boolean" ? String(each) : each));
  return read.every((each) => typeof each === "string") ? read : undefined;
}

const PRINCIPAL_KINDS: readonly string[] = ["AWS", "Service", "Federated", "CanonicalUser"];

function readPrincipals(statement: Properties): Principals | "unclear" | undefined {
  const key = ["Principal", "NotPrincipal"].find((each) => statement[each] !== undefined);
  if (key === undefined) return undefined;
  const isInverted = key === "NotPrincipal";
  const value = statement[key];
  if (value === "*") return { isInverted, entries: [{ kind: "AWS", name: "*" }] };
  if (!isProperties(value)) return "unclear";
  const entries = Object.entries(value).map(([kind, names]) =>
    PRINCIPAL_KINDS.includes(kind)
      ? texts(names)?.map((name): Principal => ({ kind: kind as Principal["kind"], name }))
      : undefined,
  );
  return entries.every((each) => each !== undefined) ? { isInverted, entries: entries.flat() } : "unclear";
}

function readConditions(value: Value | undefined): readonly Condition[] | "unclear" {
  if (value === undefined || value === null) return [];
  if (!isProperties(value)) return "unclear";
  const conditions = Object.entries(value).flatMap(([operator, keys]): (Condition | undefined)[] => {
    if (!isProperties(keys)) return [undefined];
    return Object.entries(keys).map(([key, given]) => {
      const values = texts(given);
      return values && { operator, key, values };
    });
  });
  return conditions.every((each) => each !== undefined) ? conditions : "unclear";
}
