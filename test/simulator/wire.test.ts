import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { isSecret, Secret, UNKNOWN, type Properties, type Value } from "../../model/graph";
import { fromWire, propertiesFromWire, propertiesToWire, toWire, type Json } from "../../simulator/wire";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Secrets compare by what they hold. */
function opened(value: Value): unknown {
  if (isSecret(value)) return { secret: opened(value.reveal()) };
  if (Array.isArray(value)) return (value as readonly Value[]).map(opened);
  if (typeof value === "object" && value !== null && value !== UNKNOWN) {
    return Object.fromEntries(Object.entries(value as Properties).map(([name, each]) => [name, opened(each)]));
  }
  return value;
}

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.constant(UNKNOWN),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    tie("value").map((inner) => new Secret(inner)),
  ),
}));

describe("values on the wire", () => {
  it("come back as they were sent", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const sent = JSON.parse(JSON.stringify(toWire(value))) as Json;
        assert.deepEqual(opened(fromWire(sent)), opened(value === -0 ? 0 : withoutNegativeZero(value)));
      }),
    );
  });

  it("are unknown, whatever their type is said to be", () => {
    for (const text of [
      "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
      "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
      "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ]) {
      assert.equal(fromWire([text].concat("x")[0] ?? null), UNKNOWN);
    }
  });

  it("are what an output holds: a value, a secret, or nothing yet", () => {
    const output = (rest: Record<string, Json>) =>
      fromWire({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...rest });
    assert.equal(output({ value: "x", dependencies: ["urn"] }), "x");
    assert.equal(output({ dependencies: [] }), UNKNOWN);
    assert.deepEqual(opened(output({ value: [1], secret: true })), { secret: [1] });
    assert.deepEqual(opened(output({ secret: true })), { secret: UNKNOWN });
  });

  it("are a resource's id for a reference to it, a component's URN, and unknown as long as the id is", () => {
    const reference = (rest: Record<string, Json>) =>
      fromWire({ [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn", ...rest });
    assert.equal(reference({ id: "vpc-1" }), "vpc-1");
    assert.equal(reference({}), "urn");
    assert.equal(reference({ id: "" }), UNKNOWN);
  });

  it("are read as the SDK writes them", async () => {
    const written = (await pulumi.runtime.serializeProperties("test", {
      known: pulumi.output("x"),
      none: undefined,
      nested: { list: [pulumi.output(1)] },
    })) as { [key: string]: Json };
    assert.deepEqual(propertiesFromWire(written), { known: "x", nested: { list: [1] } });
    const read = pulumi.runtime.deserializeProperty(propertiesToWire({ a: new Secret("b") })) as unknown;
    assert.deepEqual(read, { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value: { a: "b" } });
  });
});

/** JSON has no negative zero. */
function withoutNegativeZero(value: Value): Value {
  if (Object.is(value, -0)) return 0;
  if (isSecret(value)) return new Secret(withoutNegativeZero(value.reveal()));
  if (Array.isArray(value)) return (value as readonly Value[]).map(withoutNegativeZero);
  if (typeof value === "object" && value !== null && value !== UNKNOWN) {
    return Object.fromEntries(
      Object.entries(value as Properties).map(([name, each]) => [name, withoutNegativeZero(each)]),
    );
  }
  return value;
}
