/** Reading of the SDK's requests: from protocol buffers to plain values. */
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Properties, ResourceOptions, SourcePosition } from "../model/graph";
import { propertiesFromWire } from "./wire";

/** The properties in a message; none if the field is not set. */
export function propertiesOf(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : propertiesFromWire(struct.toJavaScript());
}

/** The URN and the id in a reference to a provider, `URN::ID`; undefined for the default provider. */
export function providerUrn(reference: string): string | undefined {
  return reference === "" ? undefined : reference.slice(0, reference.lastIndexOf("::"));
}

export function propertyDependenciesOf(request: RegisterResourceRequest): { [input: string]: readonly string[] } {
  const dependencies: { [input: string]: readonly string[] } = {};
  request.getPropertydependenciesMap().forEach((urns, input) => {
    if (urns.getUrnsList().length > 0) dependencies[input] = urns.getUrnsList().slice().sort();
  });
  return dependencies;
}

/** The options that are set. */
export function optionsOf(request: RegisterResourceRequest): ResourceOptions {
  return {
    ...(request.hasProtect() && { protect: request.getProtect() }),
    ...(request.hasRetainondelete() && { retainOnDelete: request.getRetainondelete() }),
    ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
    ...unlessEmpty({ ignoreChanges: request.getIgnorechangesList() }),
    ...unlessEmpty({ replaceOnChanges: request.getReplaceonchangesList() }),
    ...unlessEmpty({ replaceWith: request.getReplaceWithList() }),
    ...unlessEmpty({ aliases: aliasesOf(request) }),
    ...unlessEmpty({ additionalSecretOutputs: request.getAdditionalsecretoutputsList() }),
  };
}

function unlessEmpty<T extends Record<string, readonly string[]>>(option: T): Partial<T> {
  return Object.values(option).some((list) => list.length > 0) ? option : {};
}

/** URNs as they are; what an alias says about name, type and parent as JSON text. */
function aliasesOf(request: RegisterResourceRequest): string[] {
  const aliases = request.getAliasesList().map((alias) => {
    const spec = alias.getSpec();
    if (!spec) return alias.getUrn();
    const said = { name: spec.getName(), type: spec.getType(), parentUrn: spec.getParenturn() };
    return JSON.stringify(Object.fromEntries(Object.entries(said).filter(([, text]) => text !== "")));
  });
  return [...request.getAliasurnsList(), ...aliases];
}

/** Where in the folder the program makes the resource, if the SDK has said so and it is there. */
export function sourcePositionOf(
  request: RegisterResourceRequest,
  folder: string | undefined,
): { readonly sourcePosition?: SourcePosition } {
  const position = request.getSourceposition();
  if (folder === undefined || position === undefined) return {};
  const file = relative(folder, fileURLToPath(position.getUri())).replaceAll(sep, "/");
  if (file.startsWith("../")) return {};
  return { sourcePosition: { file, line: position.getLine(), column: position.getColumn() } };
}

/** The type, name and parent that make the URN. */
export function identityOf(request: RegisterResourceRequest | ReadResourceRequest) {
  return { type: request.getType(), name: request.getName(), parent: request.getParent() || undefined };
}
