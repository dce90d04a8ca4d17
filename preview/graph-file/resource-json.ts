/** Resources as Pulumi and this project write them in JSON, and as the graph has them. */
import { z } from "zod";
import { Secret, UNKNOWN, type Properties, type Resource, type SourcePosition, type Value } from "../../model/graph";
import { isUrn, parseUrn } from "../../model/urn";
import { isUnknownText } from "../../simulator/wire";

const json = z.json();
const properties = z.record(z.string(), json);
const urns = z.array(z.string());
export const urnText = z.string().refine(isUrn);

export const resource = z.object({
  urn: urnText,
  type: z.string(),
  custom: z.boolean().default(false),
  id: z.string().optional(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  inputs: properties.default({}),
  outputs: properties.default({}),
  dependencies: urns.nullish(),
  propertyDependencies: z.record(z.string(), urns.nullish()).nullish(),
  sourcePosition: z.string().optional(),
});

export const option = z.boolean().optional();

/** A resource as the engine writes it, in a state and in a preview. */
export const engineResource = resource.extend({
  protect: option,
  retainOnDelete: option,
  ignoreChanges: z.array(z.string()).nullish(),
  /** Read, not managed. */
  external: option,
});

export type Json = z.infer<typeof json>;

export function graphResource(
  { urn, type, custom, id, parent, ...rest }: z.infer<typeof resource>,
  read: (value: Json) => Value,
  options: Resource["options"],
): Resource {
  const dependencies = Object.entries(rest.propertyDependencies ?? {}).map(([key, each]) => [key, each ?? []] as const);
  return {
    urn,
    type,
    name: parseUrn(urn).name,
    custom,
    ...(id !== undefined && { id }),
    ...(parent !== undefined && { parent }),
    inputs: read(rest.inputs) as Properties,
    outputs: read(rest.outputs) as Properties,
    dependencies: rest.dependencies ?? [],
    propertyDependencies: Object.fromEntries(dependencies),
    options,
    ...sourceOf(rest.sourcePosition),
  };
}

/** `project:///stacks/program.ts#12,3`; a file outside of the project is nobody's to look up. */
function sourceOf(position: string | undefined): { readonly sourcePosition?: SourcePosition } {
  const [, file, line, column] = /^project:\/\/\/(.+)#(\d+)(?:,(\d+))?$/.exec(position ?? "") ?? [];
  if (file === undefined) return {};
  return { sourcePosition: { file: decodeURI(file), line: Number(line), column: Number(column ?? 1) } };
}

type GivenOptions = {
  readonly [K in "protect" | "retainOnDelete" | "ignoreChanges"]?: Resource["options"][K] | undefined;
};

export function withoutUndefined(options: GivenOptions): Resource["options"] {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** What the preview didn't show: there was a secret, or a value that nobody knew. */
const NOT_SHOWN: Readonly<Record<string, Value>> = { "[secret]": new Secret(UNKNOWN), "[unknown]": UNKNOWN };

export function fromPreview(value: Json): Value {
  if (typeof value === "string") return Object.hasOwn(NOT_SHOWN, value) ? NOT_SHOWN[value]! : value;
  return mapped(value, fromPreview);
}

/** What the engine's preview shows: secrets as ours does, and of what isn't known yet a text that nobody else writes. */
export function fromEnginePreview(value: Json): Value {
  if (isUnknownText(value)) return UNKNOWN;
  return typeof value === "object" ? mapped(value, fromEnginePreview) : fromPreview(value);
}

export function graphResourceOfEngine(
  { provider, protect, retainOnDelete, ignoreChanges, ...rest }: z.infer<typeof engineResource>,
  read: (value: Json) => Value,
): Resource {
  const options = withoutUndefined({ protect, retainOnDelete, ignoreChanges: ignoreChanges ?? undefined });
  return { ...graphResource(rest, read, options), ...(provider !== undefined && { provider: providerUrn(provider) }) };
}

/** A provider, which the engine names by URN and id. */
function providerUrn(reference: string): string {
  return reference.split("::").slice(0, -1).join("::");
}

/** Source: https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/go/common/resource/sig/sig.go */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export function fromState(value: Json): Value {
  if (typeof value === "object" && value !== null && !Array.isArray(value) && value[SIGNATURE] === SECRET) {
    // Only `--show-secrets` writes the value, as JSON text; else it is encrypted.
    const { plaintext } = value;
    return new Secret(typeof plaintext === "string" ? fromState(JSON.parse(plaintext) as Json) : UNKNOWN);
  }
  return mapped(value, fromState);
}

/** What the AWS provider notes about the values it has filled in, and the engine about a provider. */
const NOTES: ReadonlySet<string> = new Set(["__defaults", "__internal"]);

function mapped(value: Json, read: (value: Json) => Value): Value {
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !NOTES.has(key));
  return Object.fromEntries(entries.map(([key, child]) => [key, read(child)]));
}
