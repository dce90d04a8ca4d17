/** Reads resource graphs from JSON: what `--format json` has written, or `pulumi stack export`. */
import { z } from "zod";
import {
  Secret,
  UNKNOWN,
  type Properties,
  type Resource,
  type ResourceGraph,
  type SourcePosition,
  type Value,
} from "../../model/graph";
import { parseUrn, ROOT_STACK_TYPE } from "../../model/urn";
import { ProblemsError } from "../../model/problem";

const json = z.json();
const properties = z.record(z.string(), json);
const urns = z.array(z.string());

const resource = z.object({
  urn: z.string(),
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

const option = z.boolean().optional();

const preview = z.object({
  formatVersion: z.literal(1),
  project: z.string(),
  stack: z.string(),
  resources: z.array(
    resource.extend({
      options: z
        .object({ protect: option, retainOnDelete: option, ignoreChanges: z.array(z.string()).optional() })
        .default({}),
    }),
  ),
});

/**
 * Version 3 of the deployment format, which all Pulumi CLIs since 2019 write; 4 adds features that are told elsewhere.
 * Source: https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/go/common/apitype/core.go (`ResourceV3`)
 */
const stateExport = z.object({
  version: z.union([z.literal(3), z.literal(4)]),
  deployment: z.object({
    resources: z
      .array(
        resource.extend({
          protect: option,
          retainOnDelete: option,
          ignoreChanges: z.array(z.string()).nullish(),
          /** Replaced already, and waiting for its deletion. */
          delete: option,
          /** Read, not managed. */
          external: option,
        }),
      )
      .default([]),
  }),
});

/** The option that named the file, for messages. */
export interface FileOrigin {
  /** The command. */
  readonly component: string;
  readonly argument: string;
  /** The file as the user named it. */
  readonly name: string;
}

/** @throws ProblemsError if the text is neither of both. */
export function graphFromJson(origin: FileOrigin, text: string): ResourceGraph {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw unreadable(origin, "The file holds no JSON.");
  }
  const asPreview = preview.safeParse(content);
  if (asPreview.success) return graphFromPreview(asPreview.data);
  const asExport = stateExport.safeParse(content);
  if (asExport.success) return graphFromExport(origin, asExport.data);
  if (typeof content === "object" && content !== null && "failure" in content) {
    throw problem(
      origin,
      "It is a preview that failed, so it says nothing about resources.",
      "Take one that succeeded.",
    );
  }
  throw unreadable(origin, "The file is neither a preview in JSON nor an exported state.");
}

function problem({ name, ...option }: FileOrigin, message: string, fix: string): ProblemsError {
  return new ProblemsError([{ ...option, value: name, message, fix }]);
}

function unreadable(origin: FileOrigin, message: string): Error {
  return problem(
    origin,
    message,
    "Write one with `npm run --silent preview -- --format json > FILE` or `pulumi stack export > FILE`.",
  );
}

function graphFromPreview({ project, stack, resources }: z.infer<typeof preview>): ResourceGraph {
  return {
    project,
    stack,
    resources: resources.map((each) => ({
      ...graphResource(each, fromPreview, withoutUndefined(each.options)),
      ...(each.provider !== undefined && { provider: each.provider }),
    })),
    outputs: {},
  };
}

function graphFromExport(origin: FileOrigin, { deployment }: z.infer<typeof stateExport>): ResourceGraph {
  const root = deployment.resources.find(({ type }) => type === ROOT_STACK_TYPE);
  if (root === undefined)
    throw problem(origin, "The state is empty: nothing is deployed.", `Do without ${origin.argument}.`);
  const { project, stack } = parseUrn(root.urn);
  const managed = deployment.resources.filter((each) => each.delete !== true && each.external !== true);
  return {
    project,
    stack,
    resources: managed.map((each) => {
      const { protect, retainOnDelete, ignoreChanges } = each;
      // A state refers to providers by URN and id.
      const provider = each.provider?.split("::").slice(0, -1).join("::");
      return {
        ...graphResource(
          each,
          fromState,
          withoutUndefined({ protect, retainOnDelete, ignoreChanges: ignoreChanges ?? undefined }),
        ),
        ...(provider !== undefined && { provider }),
      };
    }),
    outputs: {},
  };
}

type Json = z.infer<typeof json>;

function graphResource(
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

function withoutUndefined(options: GivenOptions): Resource["options"] {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** What the preview didn't show: there was a secret, or a value that nobody knew. */
const NOT_SHOWN: Readonly<Record<string, Value>> = { "[secret]": new Secret(UNKNOWN), "[unknown]": UNKNOWN };

function fromPreview(value: Json): Value {
  if (typeof value === "string") return Object.hasOwn(NOT_SHOWN, value) ? NOT_SHOWN[value]! : value;
  return mapped(value, fromPreview);
}

/** Source: https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/go/common/resource/sig/sig.go */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

function fromState(value: Json): Value {
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
