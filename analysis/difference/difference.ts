/** What deploying one graph over another would do, resource by resource. */
import { containsSecret, isSecret, type Properties, type Resource, type ResourceGraph } from "../../model/graph";
import { containsUnknown, type Value } from "../../model/graph";
import { documentChanges, isAtOrBelow, propertyChanges, type PropertyChange } from "../../model/property-changes";
import { roleOf, type ResourceRole } from "../../model/resource-roles";
import { ExpectedInputs } from "./expected-inputs";

export type Action = "delete" | "replace" | "change" | "create";

export interface ChangedProperty extends PropertyChange {
  /** True if this change forces a new resource. */
  readonly replaces: boolean;
}

export interface ResourceDifference {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** Absent if the resource neither holds state nor lets requests in. */
  readonly role?: ResourceRole;
  /** True if it is to be deleted or replaced, but protected: Pulumi will refuse. */
  readonly refused: boolean;
  /** Property by property, if the resource is changed or replaced. Values that are secret are marked so. */
  readonly changes: readonly ChangedProperty[];
}

export interface Difference {
  /** What holds state first, then entries, then the rest; each deleted, replaced, changed, created. */
  readonly resources: readonly ResourceDifference[];
  /** Inputs that are secret in both and look alike: nobody can tell here whether they are. */
  readonly secretsNotCompared: number;
}

/** The paths whose change replaces a resource of the type. */
export type ReplacingPaths = (type: string, before: Properties, after: Properties) => readonly string[];

/** Components and the stack itself are left out: they exist only in Pulumi. */
export function differenceBetween(
  base: ResourceGraph,
  head: ResourceGraph,
  replacingPaths: ReplacingPaths,
): Difference {
  const existing = new Map(base.resources.filter(({ custom }) => custom).map((resource) => [resource.urn, resource]));
  const expected = new ExpectedInputs();
  const differences: ResourceDifference[] = [];
  let secretsNotCompared = 0;
  for (const resource of head.resources.filter(({ custom }) => custom)) {
    const before = existing.get(resource.urn);
    existing.delete(resource.urn);
    if (before === undefined) {
      expected.comes(resource);
      differences.push(described(resource, "create", []));
      continue;
    }
    const inputs = expected.of(resource);
    const found = compared(before, resource, inputs, replacingPaths);
    secretsNotCompared += found.secretsNotCompared;
    const replaced = found.changes.some(({ replaces }) => replaces);
    if (replaced) expected.comes(resource);
    else expected.stays(resource, before);
    if (found.changes.length > 0) {
      const refused = replaced && before.options.protect === true;
      differences.push({ ...described(resource, replaced ? "replace" : "change", found.changes), refused });
    }
  }
  for (const resource of existing.values()) {
    differences.push({ ...described(resource, "delete", []), refused: resource.options.protect === true });
  }
  return { resources: differences.sort((left, right) => rank(left) - rank(right)), secretsNotCompared };
}

function described({ urn, type, name }: Resource, action: Action, changes: ChangedProperty[]): ResourceDifference {
  const role = roleOf(type);
  return { urn, type, name, action, ...(role !== undefined && { role }), refused: false, changes };
}

const ROLES = ["holds state", "entry", undefined];
const ACTIONS: readonly Action[] = ["delete", "replace", "change", "create"];

function rank({ role, action }: ResourceDifference): number {
  return ROLES.indexOf(role) * ACTIONS.length + ACTIONS.indexOf(action);
}

/** The engine's rules: what the program says to ignore, and what it says to replace on, beside what AWS can't change. */
function compared(before: Resource, after: Resource, inputs: Properties, replacingPaths: ReplacingPaths) {
  const { ignoreChanges = [], replaceOnChanges = [] } = after.options;
  const replacing = [...replacingPaths(after.type, before.inputs, inputs), ...replaceOnChanges];
  const isCovered = (path: string, patterns: readonly string[]) =>
    patterns.some((pattern) => pattern === "*" || isAtOrBelow(path, pattern));
  const changes = propertyChanges(before.inputs, inputs)
    .filter((change) => !isCovered(change.path, ignoreChanges) && !isUndecided(change))
    .flatMap(parts)
    .map((change): ChangedProperty => ({ ...change, replaces: isCovered(change.path, replacing) }));
  const secretsNotCompared = Object.entries(inputs).filter(
    ([name, value]) =>
      containsSecret(value) &&
      containsSecret(before.inputs[name] ?? null) &&
      !changes.some(({ path }) => isAtOrBelow(path, name)),
  ).length;
  return { changes: [...changes, ...optionChanges(before, after)], secretsNotCompared };
}

/** Two secrets of which one is not known: encrypted in the state, or left out of a preview. */
function isUndecided({ before, after }: PropertyChange): boolean {
  return isSecret(before) && isSecret(after) && (containsUnknown(before) || containsUnknown(after));
}

/** Inside of a document that is text, such as container definitions, property by property too. */
function parts(change: PropertyChange): PropertyChange[] {
  const [before, after] = [parsedDocument(change.before), parsedDocument(change.after)];
  if (before === undefined || after === undefined) return [change];
  const inside = documentChanges(change.path, before, after);
  // The same content in another order or spelling is still another text.
  return inside.length > 0 ? inside : [change];
}

function parsedDocument(value: Value | undefined): Value | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return undefined;
  }
}

/** Options that decide whether a resource can be lost. They are Pulumi's own, so they replace nothing. */
function optionChanges(before: Resource, after: Resource): ChangedProperty[] {
  return (["protect", "retainOnDelete"] as const).flatMap((option) => {
    const [old, now] = [before.options[option] ?? false, after.options[option] ?? false];
    if (old === now) return [];
    return [{ path: `options.${option}`, kind: "update" as const, before: old, after: now, replaces: false }];
  });
}
