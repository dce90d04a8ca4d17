import type { MendedValue, Remedy } from "../control";
import type { Finding } from "../verdict";

/**
 * Sets what the remedy says where something was found, and leaves everything else as it is, known or not. The properties
 * are those that the library hands over: what is set where a secret was becomes a secret again, and nothing is looked at
 * that isn't set.
 * @returns whether there was something to mend
 */
export function applyRemedy(
  properties: Record<string, unknown>,
  remedy: Remedy,
  findings: readonly Pick<Finding, "path">[],
): boolean {
  const places = findings.flatMap(({ path }) => {
    const value = remedy[path.replace(/\[\d+\]/g, "[]")];
    return value === undefined ? [] : [{ segments: path.match(/[^.[\]]+/g)!, value }];
  });
  for (const { segments, value } of places) mend(properties, segments, value);
  return places.length > 0;
}

function mend(target: Record<string, unknown>, [name = "", ...inner]: readonly string[], value: MendedValue): void {
  if (inner.length > 0) {
    if (typeof target[name] !== "object" || target[name] === null) target[name] = {};
    mend(target[name] as Record<string, unknown>, inner, value);
    return;
  }
  const present = target[name];
  // Put into the list that is there, so that what is secret in it stays so.
  if (isTexts(value) && Array.isArray(present)) present.push(...value.filter((text) => !present.includes(text)));
  else target[name] = structuredClone(value);
}

function isTexts(value: MendedValue): value is readonly string[] {
  return Array.isArray(value) && typeof value[0] === "string";
}
