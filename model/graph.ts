/**
 * The resource graph: what a Pulumi program declares, in a form that the simulator writes and that analysis, policies
 * and preview read. Nothing here knows Pulumi's SDK; every Pulumi AWS stack of an organisation can be expressed in it.
 */

/** A value that AWS decides when the resource is created, and that nobody can know before. */
export class Unknown {
  /** Unknown values all look alike: compare with `isUnknown`, never by content. */
  static readonly value = new Unknown();

  private constructor() {
    Object.freeze(this);
  }

  toJSON(): string {
    return "[unknown]";
  }
}

/** The one unknown value. */
export const UNKNOWN = Unknown.value;

/** A value that must not be shown: every way of printing it gives `[secret]`. */
export class Secret {
  readonly #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  /** The plain value. Only the simulator may need it; whatever prints or reports never calls this. */
  reveal(): Value {
    return this.#value;
  }

  toJSON(): string {
    return "[secret]";
  }

  toString(): string {
    return "[secret]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}

/** A property's value: JSON, and what JSON can't say. */
export type Value = null | boolean | number | string | Unknown | Secret | readonly Value[] | Properties;

/** Named values. An absent key means that the property is not set. */
export interface Properties {
  readonly [name: string]: Value;
}

/** The resource options that policies and previews look at. Absent means: not set in the program. */
export interface ResourceOptions {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  /** URNs of the resources whose replacement replaces this one too. */
  readonly replaceWith?: readonly string[];
  readonly aliases?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
}

/** Where in the program something is written. */
export interface SourcePosition {
  /** Relative to the project's folder, with slashes. */
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
  readonly column: number;
}

/** One resource: a component (`custom` is false) or something that exists on AWS. */
export interface Resource {
  /** `urn:pulumi:STACK::PROJECT::PARENT_TYPE$TYPE::NAME`, as the engine computes it. */
  readonly urn: string;
  /** The type token, e.g. `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The logical name in the program. */
  readonly name: string;
  readonly custom: boolean;
  /** URN of the parent; absent only for the stack itself. */
  readonly parent?: string;
  /** URN of the explicit provider; absent for components and for default providers. */
  readonly provider?: string;
  /** The id AWS gave; absent for components. */
  readonly id?: string | Unknown;
  /** The inputs after the provider's Check: defaults, automatic names and default tags filled in. */
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** URNs of everything this resource has to wait for. */
  readonly dependencies: readonly string[];
  /** Per top-level input, the URNs whose outputs it was computed from. */
  readonly propertyDependencies: { readonly [input: string]: readonly string[] };
  readonly options: ResourceOptions;
  /** Where the program makes it; absent where nobody has noted that. */
  readonly sourcePosition?: SourcePosition;
}

/** A whole stack. */
export interface ResourceGraph {
  readonly project: string;
  readonly stack: string;
  /** In the order of registration: parents and dependencies come before what needs them. */
  readonly resources: readonly Resource[];
  /** The stack's outputs. */
  readonly outputs: Properties;
}

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

export function isSecret(value: unknown): value is Secret {
  return value instanceof Secret;
}

/** True for a plain object of named values: not a list, not null, not unknown, not secret. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value) && !isSecret(value);
}

/** True if the value is unknown or holds an unknown value anywhere, also inside secrets. */
export function containsUnknown(value: Value): boolean {
  if (isUnknown(value)) return true;
  if (isSecret(value)) return containsUnknown(value.reveal());
  if (Array.isArray(value)) return (value as readonly Value[]).some(containsUnknown);
  return isProperties(value) && Object.values(value).some(containsUnknown);
}

/** True if the value is secret or holds a secret anywhere. */
export function containsSecret(value: Value): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return (value as readonly Value[]).some(containsSecret);
  return isProperties(value) && Object.values(value).some(containsSecret);
}
