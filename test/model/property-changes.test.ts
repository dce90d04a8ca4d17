import assert from "node:assert/strict";
import fc from "fast-check";
import { isSecret, Secret, UNKNOWN, type Properties, type Value } from "../../model/graph";
import { documentChanges, isAtOrBelow, propertyChanges } from "../../model/property-changes";

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>;
const properties = fc.dictionary(fc.string(), json) as fc.Arbitrary<Properties>;

describe("changes of properties", () => {
  it("are told with both values, absent where there is none", () => {
    assert.deepEqual(propertyChanges({ a: { b: [1, 2] }, gone: null, left: "x" }, { a: { b: [1] }, come: 0 }), [
      { path: "a.b[1]", kind: "delete", before: 2 },
      { path: "left", kind: "delete", before: "x" },
      { path: "come", kind: "add", after: 0 },
    ]);
  });

  it("keep a part of a secret secret", () => {
    const [change] = propertyChanges({ a: new Secret({ b: 1 }) }, { a: { b: 2 } });
    assert.equal(change!.path, "a.b");
    assert.ok(isSecret(change!.before));
    assert.equal(change!.before.reveal(), 1);
    assert.equal(change!.after, 2);
  });

  it("are none between equal properties, but for unknown values", () => {
    fc.assert(fc.property(properties, (each) => assert.deepEqual(propertyChanges(each, structuredClone(each)), [])));
    assert.equal(propertyChanges({ a: UNKNOWN }, { a: UNKNOWN }).length, 1);
  });

  it("are the same both ways, with both values exchanged", () => {
    fc.assert(
      fc.property(properties, properties, (left, right) => {
        const turned = propertyChanges(right, left).map(({ path, before, after }) => [path, after, before]);
        const paths = propertyChanges(left, right).map(({ path, before, after }) => [path, before, after]);
        const sorted = (list: unknown[][]) => list.map((each) => JSON.stringify(each)).sort();
        assert.deepEqual(sorted(turned), sorted(paths));
      }),
    );
  });

  it("see what every object seems to have as what it is: not set", () => {
    assert.deepEqual(
      propertyChanges({}, { constructor: "x" }).map(({ path }) => path),
      ["constructor"],
    );
  });
});

describe("changes of a document", () => {
  const paths = (before: Value, after: Value) => documentChanges("d", before, after).map(({ path }) => path);

  it("are told by the names of a list's items, if all have one of their own", () => {
    const item = (name: string, value: number) => ({ name, value });
    assert.deepEqual(paths([item("a", 1), item("b", 1)], [item("b", 2), item("a", 1)]), ["d[b].value"]);
    assert.deepEqual(paths([item("a", 1), item("a", 2)], [item("a", 1), item("a", 3)]), ["d[1].value"]);
    assert.deepEqual(paths([item("a", 1)], [item("a", 1), { value: 1 }]), ["d[1]"]);
    assert.deepEqual(paths([], [item("a", 1)]), ["d[a]"]);
    assert.deepEqual(paths([1, 2], [1, 3]), ["d[1]"]);
  });
});

describe("a path", () => {
  for (const [path, ancestor, expected] of [
    ["a", "a", true],
    ["a.b", "a", true],
    ["a[0]", "a", true],
    ["a[3].b", "a[].b", true],
    ["a[3].b", "a[*].b", true],
    ["a[3].b", "a[3]", true],
    ["a[3].b", "a[2]", false],
    ["ab", "a", false],
    ["a", "a.b", false],
  ] as const) {
    it(`${path} is ${expected ? "" : "not "}at or below ${ancestor}`, () => {
      assert.equal(isAtOrBelow(path, ancestor), expected);
    });
  }
});
