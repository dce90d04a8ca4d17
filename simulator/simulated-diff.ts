/** What changed between two sets of inputs, and whether the resource survives it. */
import { isProperties, isUnknown, Properties, Value } from "../model/graph";
import type { ReplaceUnless } from "./behaviour";
import { reveal } from "./read";

export interface Change {
  /** The path of the changed input: `tags.team`, `defaultActions[0].type`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** True if AWS can't change this on an existing resource. */
  readonly replaces: boolean;
}

/** Differences by path. Something unknown differs from everything: what it will be is decided later. */
export function changesBetween(
  oldInputs: Properties,
  newInputs: Properties,
  replaceOn: readonly (string | ReplaceUnless)[],
): Change[] {
  const replacing = replaceOn.flatMap((rule) =>
    typeof rule === "string" ? [rule] : rule.unless(oldInputs, newInputs) ? [] : [rule.path],
  );
  return differences("", oldInputs, newInputs).map(({ path, kind }) => {
    const generalPath = path.replace(/\[\d+\]/g, "[]");
    return { path, kind, replaces: replacing.some((each) => generalPath === each || isBelow(generalPath, each)) };
  });
}

function isBelow(path: string, ancestor: string): boolean {
  return path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`);
}

function differences(path: string, left: Value | undefined, right: Value | undefined): Omit<Change, "replaces">[] {
  const [before, after] = [reveal(left), reveal(right)];
  if (before === undefined && after === undefined) return [];
  if (before === undefined || before === null)
    return after === undefined || after === null ? [] : [{ path, kind: "add" }];
  if (after === undefined || after === null) return [{ path, kind: "delete" }];
  if (isUnknown(after) || isUnknown(before)) return [{ path, kind: "update" }];
  if (Array.isArray(before) && Array.isArray(after)) {
    const [olds, news] = [before as readonly Value[], after as readonly Value[]];
    return Array.from({ length: Math.max(olds.length, news.length) }).flatMap((_, index) =>
      differences(`${path}[${index}]`, olds[index], news[index]),
    );
  }
  if (isProperties(before) && isProperties(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(join(path, key), before[key], after[key]),
    );
  }
  return before === after ? [] : [{ path, kind: "update" }];
}

/** Keys that are no plain words are quoted, as in Pulumi's property paths. */
function join(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}["${key.replaceAll('"', '\\"')}"]`;
  return path === "" ? key : `${path}.${key}`;
}
