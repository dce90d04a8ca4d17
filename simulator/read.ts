/** Reading of values that may be unknown or secret. */
import { isProperties, isSecret, isUnknown, Properties, Value } from "../model/graph";

/** A value found at a path, with the marks of everything around it. */
export interface Found {
  /** The path with list indexes filled in: `defaultActions[0].type`. */
  readonly path: string;
  /** Without the secret mark. */
  readonly value: Value;
  readonly secret: boolean;
}

/** The value without a secret mark on its outside. */
export function reveal(value: Value | undefined): Value | undefined {
  return isSecret(value) ? reveal(value.reveal()) : value;
}

/**
 * Everything at a path such as `healthCheck.path` or `defaultActions[].type`. What is absent or null is not found; what
 * is unknown is found as unknown, also if only something around it is.
 */
export function findAll(properties: Properties, path: string): Found[] {
  const steps = path.split(".").flatMap((step) => (step.endsWith("[]") ? [step.slice(0, -2), "[]"] : [step]));
  let found: Found[] = [{ path: "", value: properties, secret: false }];
  for (const step of steps) found = found.flatMap((parent) => descend(parent, step));
  return found;
}

function descend({ path, value, secret }: Found, step: string): Found[] {
  if (isUnknown(value)) return [{ path: step === "[]" ? path : join(path, step), value, secret }];
  if (step === "[]") {
    if (!Array.isArray(value)) return [];
    return (value as readonly Value[]).flatMap((item, index) => unwrap(`${path}[${index}]`, item, secret));
  }
  if (!isProperties(value)) return [];
  return unwrap(join(path, step), value[step], secret);
}

function unwrap(path: string, value: Value | undefined, secret: boolean): Found[] {
  if (value === undefined || value === null) return [];
  return isSecret(value) ? unwrap(path, value.reveal(), true) : [{ path, value, secret }];
}

function join(path: string, step: string): string {
  return path === "" ? step : `${path}.${step}`;
}

/** The text at a path; undefined if it is absent, unknown or no text. */
export function text(properties: Properties, path: string): string | undefined {
  const value = findAll(properties, path)[0]?.value;
  return typeof value === "string" ? value : undefined;
}

/** The number at a path, also if it is written as text; undefined if it is absent, unknown or no number. */
export function number(properties: Properties, path: string): number | undefined {
  const value = findAll(properties, path)[0]?.value;
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

/** True if the path holds `true`. */
export function isTrue(properties: Properties, path: string): boolean {
  return findAll(properties, path)[0]?.value === true;
}

/** All texts at a path; what is unknown is left out. */
export function texts(properties: Properties, path: string): string[] {
  return findAll(properties, path).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** All objects at a path; what is unknown is left out. */
export function objects(properties: Properties, path: string): Properties[] {
  return findAll(properties, path).flatMap(({ value }) => (isProperties(value) ? [value] : []));
}

/** How many items the lists at the path have, as far as the lists are known; their items need not be. */
export function countItems(properties: Properties, path: string): number {
  return findAll(properties, path).filter((found) => found.path.endsWith("]")).length;
}

/** True if the property is set, also to something unknown. */
export function isSet(properties: Properties, path: string): boolean {
  return findAll(properties, path).length > 0;
}

/** True if some value at the path is not known yet. */
export function isUnknownAt(properties: Properties, path: string): boolean {
  return findAll(properties, path).some(({ value }) => isUnknown(value));
}
