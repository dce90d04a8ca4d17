/**
 * Values as Pulumi sends them over gRPC: JSON with marker objects and marker texts for what JSON can't say.
 * Source: https://github.com/pulumi/pulumi/blob/v3.250.0/sdk/go/common/resource/plugin/rpc.go and the comments of
 * `RegisterResourceRequest` in https://github.com/pulumi/pulumi/blob/v3.250.0/proto/pulumi/resource.proto
 */
import { isProperties, isSecret, isUnknown, Properties, Secret, UNKNOWN, Value } from "../model/graph";

const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** The text for an unknown string; the SDK and the engine read it as an unknown value of any type. */
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWN_TEXTS: ReadonlySet<unknown> = new Set([
  UNKNOWN_STRING,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** True for the texts that stand for what isn't known yet. */
export function isUnknownText(wire: unknown): boolean {
  return UNKNOWN_TEXTS.has(wire);
}

/** Anything JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** From the wire. Assets and archives stay the marker objects that they are. */
export function fromWire(wire: Json): Value {
  if (isUnknownText(wire)) return UNKNOWN;
  if (Array.isArray(wire)) return wire.map(fromWire);
  if (typeof wire !== "object" || wire === null) return wire;
  switch (wire[SIGNATURE_KEY]) {
    case SECRET:
      return new Secret(fromWire(wire.value ?? null));
    case OUTPUT: {
      // An output without a value is one that is not known yet.
      const value = "value" in wire ? fromWire(wire.value ?? null) : UNKNOWN;
      return wire.secret === true ? new Secret(value) : value;
    }
    case RESOURCE_REFERENCE: {
      // Like the engine does for providers that know no references: a resource is its id, a component its URN.
      const reference = "id" in wire ? wire.id : wire.urn;
      return reference === "" ? UNKNOWN : fromWire(reference ?? null);
    }
    default:
      return propertiesFromWire(wire);
  }
}

export function propertiesFromWire(wire: JsonObject): Properties {
  return Object.fromEntries(Object.entries(wire).map(([name, value]) => [name, fromWire(value)]));
}

/** To the wire; secrets stay marked. */
export function toWire(value: Value): Json {
  if (isUnknown(value)) return UNKNOWN_STRING;
  if (isSecret(value)) return { [SIGNATURE_KEY]: SECRET, value: toWire(value.reveal()) };
  if (Array.isArray(value)) return (value as readonly Value[]).map(toWire);
  return isProperties(value) ? propertiesToWire(value) : (value as Json);
}

export function propertiesToWire(properties: Properties): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, toWire(value)]));
}
