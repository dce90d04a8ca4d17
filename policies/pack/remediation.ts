import type { Remedy } from "../control";

/**
 * Sets what the remedy says, and leaves everything else as it is, known or not. The properties are those that the library
 * hands over: what is set where a secret was becomes a secret again, and nothing is looked at that isn't set.
 */
export function applyRemedy(properties: Record<string, unknown>, remedy: Remedy): void {
  for (const [path, value] of Object.entries(remedy)) {
    const [name, inner] = path.split(".") as [string, string?];
    if (inner === undefined) properties[name] = value;
    else if (isObject(properties[name])) properties[name][inner] = value;
    else properties[name] = { [inner]: value };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
