import { isProperties, isSecret, isUnknown, UNKNOWN, type Value } from "../model/graph";

/**
 * What is found at a path. `unknown` means that no verdict can be based on it: AWS decides the value later, or it isn't
 * of the kind that the property has. `null` counts as absent, as it does for Pulumi.
 */
export type Reading<T> =
  | { readonly state: "known"; readonly value: T }
  | { readonly state: "absent" }
  | { readonly state: "unknown"; readonly why: string };

const ABSENT = { state: "absent" } as const;
const NOT_KNOWN_YET = { state: "unknown", why: "is not known before deployment" } as const;

/**
 * Reads a resource's properties without ever throwing, and remembers the path. Secrets are read like other values:
 * what judges may look at them, what it says may not repeat them.
 */
export class Reader {
  private readonly value: Value | undefined;

  /** @param path where the value stands, for messages; empty for all of a resource's properties */
  constructor(
    value: Value | undefined,
    readonly path = "",
  ) {
    this.value = isSecret(value) ? new Reader(value.reveal()).value : value;
  }

  /** The named property. Below something unknown everything is unknown, below something absent everything absent. */
  get(name: string): Reader {
    const path = this.path === "" ? name : `${this.path}.${name}`;
    if (this.value === undefined || this.value === null) return new Reader(undefined, path);
    if (!isProperties(this.value)) return new Reader(UNKNOWN, path);
    return new Reader(Object.hasOwn(this.value, name) ? this.value[name] : undefined, path);
  }

  /** Follows a path of property names. */
  at(...names: readonly string[]): Reader {
    return names.reduce<Reader>((reader, name) => reader.get(name), this);
  }

  /** The same value under another path. */
  named(path: string): Reader {
    return new Reader(this.value, path);
  }

  /** The value itself, for analyses that read whole resources; undefined if it is absent. */
  raw(): Value | undefined {
    return this.value;
  }

  /** The elements of a list. An unknown element is an unknown reader in a known list. */
  list(): Reading<readonly Reader[]> {
    return this.as("a list", (value) =>
      Array.isArray(value)
        ? (value as readonly Value[]).map((item, index) => new Reader(item, `${this.path}[${index}]`))
        : undefined,
    );
  }

  /** The elements of a list, none if it is absent; undefined if it is unknown. */
  items(): readonly Reader[] | undefined {
    const list = this.list();
    if (list.state === "unknown") return undefined;
    return list.state === "known" ? list.value : [];
  }

  /** The property names of an object. */
  keys(): Reading<readonly string[]> {
    return this.as("an object", (value) => (isProperties(value) ? Object.keys(value) : undefined));
  }

  string(): Reading<string> {
    return this.as("a text", (value) => (typeof value === "string" ? value : undefined));
  }

  /** A truth value; `"true"` and `"false"` are accepted, as the provider accepts them. */
  boolean(): Reading<boolean> {
    return this.as("true or false", (value) => {
      if (value === "true" || value === "false") return value === "true";
      return typeof value === "boolean" ? value : undefined;
    });
  }

  /** A number; its decimal text is accepted, as the provider accepts it. */
  number(): Reading<number> {
    return this.as("a number", (value) => {
      const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? number : undefined;
    });
  }

  isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  isUnknown(): boolean {
    return isUnknown(this.value);
  }

  private as<T>(kind: string, convert: (value: Value) => T | undefined): Reading<T> {
    if (this.value === undefined || this.value === null) return ABSENT;
    if (isUnknown(this.value)) return NOT_KNOWN_YET;
    const value = convert(this.value);
    return value === undefined ? { state: "unknown", why: `is not ${kind}` } : { state: "known", value };
  }
}
