import { UNKNOWN, type Value } from "../../model/graph";

/**
 * Turns what Pulumi hands to policies into plain values. There, looking at an unknown value throws, and whoever doesn't
 * catch it loses the whole policy for that resource; here it becomes `UNKNOWN`, and reading never throws.
 * @param read looks at the value, e.g. `() => args.props`
 */
export function valueOf(read: () => unknown): Value {
  let raw: unknown;
  try {
    raw = read();
  } catch {
    return UNKNOWN;
  }
  if (typeof raw === "boolean" || typeof raw === "number" || typeof raw === "string") return raw;
  if (Array.isArray(raw))
    return Array.from({ length: raw.length }, (_, index) => valueOf(() => (raw as unknown[])[index]));
  if (typeof raw !== "object" || raw === null) return null;
  const object = raw as Readonly<Record<string, unknown>>;
  // A file's content is no input that a rule could be about.
  if (isFile(object)) return UNKNOWN;
  return Object.fromEntries(Object.keys(object).map((name) => [name, valueOf(() => object[name])]));
}

/** Pulumi's assets and archives mark themselves with these properties. */
function isFile(object: Readonly<Record<string, unknown>>): boolean {
  return valueOf(() => object["__pulumiAsset"]) === true || valueOf(() => object["__pulumiArchive"]) === true;
}
