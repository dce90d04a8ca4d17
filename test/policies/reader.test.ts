import assert from "node:assert/strict";
import { Secret, UNKNOWN, type Value } from "../../model/graph";
import { readDocument } from "../../policies/documents";
import { Reader } from "../../policies/reader";
import { agreed, allOf, anyOf, type Truth } from "../../policies/verdict";

const ABSENT = { state: "absent" };

function known(value: unknown) {
  return { state: "known", value };
}

function unknown(why: string) {
  return { state: "unknown", why };
}

const NOT_YET = unknown("is not known before deployment");

function reader(value: Value) {
  return new Reader({ value }).get("value");
}

describe("a reader", () => {
  it("tells known, absent and unknown apart", () => {
    assert.deepEqual(reader("x").string(), known("x"));
    assert.deepEqual(reader("").string(), known(""));
    assert.deepEqual(reader(null).string(), ABSENT);
    assert.deepEqual(new Reader({}).get("value").string(), ABSENT);
    assert.deepEqual(reader(UNKNOWN).string(), NOT_YET);
    assert.deepEqual(reader(5).string(), unknown("is not a text"));
  });

  it("reads truth values and numbers as the provider does, also from their texts", () => {
    assert.deepEqual(
      [true, false, "true", "false"].map((value) => reader(value).boolean()),
      [known(true), known(false), known(true), known(false)],
    );
    assert.deepEqual(
      ["yes", 1, "TRUE", []].map((value) => reader(value).boolean()),
      Array(4).fill(unknown("is not true or false")),
    );
    assert.deepEqual(
      [0, -1, 1.5, "22", "-1"].map((value) => reader(value).number()),
      [0, -1, 1.5, 22, -1].map(known),
    );
    const odd = ["", " 22", "1e3", "x", true, Infinity, NaN, [5]];
    assert.deepEqual(
      odd.map((value) => reader(value).number()),
      Array(8).fill(unknown("is not a number")),
    );
  });

  it("follows names and positions, and knows its path", () => {
    const root = new Reader({ a: [{ b: { c: 1 } }, UNKNOWN] });
    const [first, second] = root.get("a").items()!;
    assert.deepEqual([first!.at("b", "c").path, first!.at("b", "c").number()], ["a[0].b.c", known(1)]);
    assert.deepEqual([second!.get("b").path, second!.get("b").string()], ["a[1].b", NOT_YET]);
    assert.deepEqual([first!.named("a[web]").get("b").path, first!.path], ["a[web].b", "a[0]"]);
  });

  it("finds everything unknown below what is unknown or no object, and absent below what is absent", () => {
    for (const value of [UNKNOWN, "text", 5, [1]]) {
      assert.ok(reader(value).at("a", "b").isUnknown(), String(value));
    }
    assert.ok(reader(null).at("a", "b").isAbsent());
    assert.ok(new Reader(undefined).get("a").isAbsent());
  });

  it("doesn't take what every object has for a property", () => {
    assert.ok(new Reader({}).get("constructor").isAbsent());
    assert.ok(new Reader({}).get("__proto__").isAbsent());
  });

  it("tells an absent list from an unknown one", () => {
    assert.deepEqual([reader(null).items(), reader([]).items()], [[], []]);
    assert.deepEqual([reader(UNKNOWN).items(), reader("x").items(), reader({}).items()], Array(3).fill(undefined));
    assert.deepEqual(reader({}).list(), unknown("is not a list"));
  });

  it("tells the names of an object", () => {
    assert.deepEqual(reader({ a: 1, b: null }).keys(), known(["a", "b"]));
    assert.deepEqual([reader(null).keys(), reader(UNKNOWN).keys()], [ABSENT, NOT_YET]);
    for (const value of ["text", [1]]) assert.deepEqual(reader(value).keys(), unknown("is not an object"));
  });

  it("looks into secrets, however nested", () => {
    const secret = reader(new Secret(new Secret({ a: new Secret("x") })));
    assert.deepEqual(secret.get("a").string(), known("x"));
    assert.deepEqual(reader(new Secret(UNKNOWN)).string(), NOT_YET);
  });
});

describe("a document", () => {
  it("is read from a text or from an object, under the property's path", () => {
    for (const value of ['[{"a": 1}]', [{ a: 1 }], new Secret('[{"a": 1}]')]) {
      const document = readDocument(reader(value));
      assert.ok(document.state === "known");
      const [first] = document.value.items()!;
      assert.deepEqual([first!.get("a").path, first!.get("a").number()], ["value[0].a", known(1)]);
    }
  });

  it("is absent, unknown or invalid, if it is no JSON", () => {
    assert.deepEqual(readDocument(reader(null)), ABSENT);
    assert.deepEqual(readDocument(reader(UNKNOWN)), NOT_YET);
    for (const text of ["", "{", "{'a': 1}"]) assert.deepEqual(readDocument(reader(text)), { state: "invalid" });
  });
});

describe("truth values", () => {
  const lists: readonly (readonly Truth[])[] = [
    [],
    [true],
    [false],
    ["unknown"],
    [true, "unknown"],
    [false, "unknown"],
    [true, false, "unknown"],
  ];

  it("all hold only if each is known to hold, and don't as soon as one doesn't", () => {
    assert.deepEqual(lists.map(allOf), [true, true, false, "unknown", "unknown", false, false]);
  });

  it("any holds as soon as one does, and doesn't only if each is known not to", () => {
    assert.deepEqual(lists.map(anyOf), [false, true, false, "unknown", true, "unknown", true]);
  });

  it("agree only if all are known to be the same", () => {
    assert.deepEqual(lists.map(agreed), [false, true, false, "unknown", "unknown", "unknown", "unknown"]);
  });
});
