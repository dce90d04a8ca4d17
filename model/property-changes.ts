/** What differs between two sets of properties, path by path. */
import { isProperties, isSecret, isUnknown, Secret, type Properties, type Value } from "./graph";

export interface PropertyChange {
  /** `tags.team`, `defaultActions[0].type`; keys that are no plain words are quoted, as in Pulumi's property paths. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** Absent if it was not set. A part of a secret is a secret. */
  readonly before?: Value;
  /** Absent if it is not set any more. */
  readonly after?: Value;
}

/** Differences by path. Null is the same as absent; something unknown differs from everything. */
export function propertyChanges(before: Properties, after: Properties): PropertyChange[] {
  return changes("", marked(before), marked(after), false);
}

/** Differences between documents whose list items have names: `[web].image`, since an index changes when others come. */
export function documentChanges(path: string, before: Value, after: Value): PropertyChange[] {
  return changes(path, marked(before), marked(after), true);
}

/** True if the path is the ancestor or something below it; `[]` and `[*]` in the ancestor stand for any item. */
export function isAtOrBelow(path: string, ancestor: string): boolean {
  const pattern = ancestor.replaceAll("[*]", "[]");
  return [path, path.replace(/\[\d+\]/g, "[]")].some(
    (each) => each === pattern || each.startsWith(`${pattern}.`) || each.startsWith(`${pattern}[`),
  );
}

/** A value, taken out of its secret; what is below a secret is secret as well. */
interface Marked {
  readonly value: Value | undefined;
  readonly secret: boolean;
}

function marked(value: Value | undefined, secret = false): Marked {
  return isSecret(value) ? marked(value.reveal(), true) : { value, secret };
}

/** The items of two lists by what they are compared by: their names, if all of them have one and it is wanted. */
function itemsOf(lists: readonly (readonly Value[])[], named: boolean): ReadonlyMap<string, Value>[] {
  const names = lists.map((list) => list.flatMap((item) => nameOf(item) ?? []));
  const areNamed = names.every((each, which) => new Set(each).size === lists[which]!.length);
  return lists.map(
    (list, which) => new Map(list.map((item, index) => [named && areNamed ? names[which]![index]! : `${index}`, item])),
  );
}

function nameOf(item: Value): string | undefined {
  const name = isProperties(item) ? item["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}

function changes(path: string, left: Marked, right: Marked, named: boolean): PropertyChange[] {
  const [before, after] = [left.value ?? undefined, right.value ?? undefined];
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, kind: "add", after: shown(right) }];
  if (after === undefined) return [{ path, kind: "delete", before: shown(left) }];
  const below = (step: string, old: Value | undefined, fresh: Value | undefined) =>
    changes(step, marked(old, left.secret), marked(fresh, right.secret), named);
  if (Array.isArray(before) && Array.isArray(after)) {
    const [olds, news] = itemsOf([before, after] as (readonly Value[])[], named);
    return union(olds!.keys(), news!.keys()).flatMap((key) => below(`${path}[${key}]`, olds!.get(key), news!.get(key)));
  }
  if (isProperties(before) && isProperties(after)) {
    return union(Object.keys(before), Object.keys(after)).flatMap((key) =>
      below(join(path, key), own(before, key), own(after, key)),
    );
  }
  const same = before === after && !isUnknown(before);
  return same ? [] : [{ path, kind: "update", before: shown(left), after: shown(right) }];
}

function shown({ value = null, secret }: Marked): Value {
  return secret ? new Secret(value) : value;
}

function union(olds: Iterable<string>, news: Iterable<string>): string[] {
  return [...new Set([...olds, ...news])];
}

/** A key such as `constructor` is something that every object seems to have. */
function own(properties: Properties, key: string): Value | undefined {
  return Object.hasOwn(properties, key) ? properties[key] : undefined;
}

function join(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}["${key.replaceAll('"', '\\"')}"]`;
  return path === "" ? key : `${path}.${key}`;
}
