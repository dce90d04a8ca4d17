/** What changed between two sets of inputs, and whether the resource survives it. */
import type { Properties } from "../model/graph";
import { isAtOrBelow, propertyChanges, type PropertyChange } from "../model/property-changes";
import type { ReplaceUnless } from "./behaviour";
import { BEHAVIOURS } from "./behaviours/index";

export interface Change extends Pick<PropertyChange, "path" | "kind"> {
  /** True if AWS can't change this on an existing resource. */
  readonly replaces: boolean;
}

type ReplaceOn = readonly (string | ReplaceUnless)[];

/** Differences by path. Something unknown differs from everything: what it will be is decided later. */
export function changesBetween(oldInputs: Properties, newInputs: Properties, replaceOn: ReplaceOn): Change[] {
  const replacing = applying(replaceOn, oldInputs, newInputs);
  return propertyChanges(oldInputs, newInputs).map(({ path, kind }) => ({
    path,
    kind,
    replaces: replacing.some((each) => isAtOrBelow(path, each)),
  }));
}

/** The paths whose change would replace a resource of the type; none for a type that has no behaviour. */
export function replacingPaths(type: string, oldInputs: Properties, newInputs: Properties): string[] {
  return applying(BEHAVIOURS.get(type)?.replaceOn ?? [], oldInputs, newInputs);
}

function applying(replaceOn: ReplaceOn, oldInputs: Properties, newInputs: Properties): string[] {
  return replaceOn.flatMap((rule) =>
    typeof rule === "string" ? [rule] : rule.unless(oldInputs, newInputs) ? [] : [rule.path],
  );
}
