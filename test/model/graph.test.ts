import assert from "node:assert/strict";
import { inspect } from "node:util";
import { containsSecret, containsUnknown, isProperties, Secret, UNKNOWN } from "../../model/graph";

describe("secret values", () => {
  const secret = new Secret({ password: "hunter2" });

  it("show in no way of printing", () => {
    const prints = [
      JSON.stringify({ secret }),
      String(secret),
      inspect(secret),
      inspect({ secret }),
      `${secret.toString()}`,
    ];
    for (const print of prints) assert.doesNotMatch(print, /hunter2/);
    assert.equal(JSON.stringify({ secret }), '{"secret":"[secret]"}');
  });

  it("are found inside lists and objects, and can be read by the simulator", () => {
    assert.equal(containsSecret({ a: [1, { b: secret }] }), true);
    assert.equal(containsSecret({ a: [1, { b: UNKNOWN }] }), false);
    assert.deepEqual(secret.reveal(), { password: "hunter2" });
  });
});

describe("unknown values", () => {
  it("are found inside lists, objects and secrets", () => {
    assert.equal(containsUnknown({ a: [1, { b: UNKNOWN }] }), true);
    assert.equal(containsUnknown(new Secret([UNKNOWN])), true);
    assert.equal(containsUnknown({ a: [1, null, "x"] }), false);
  });

  it("are no objects with properties, and neither are secrets, lists and null", () => {
    for (const value of [UNKNOWN, new Secret("x"), [], null, "x"]) assert.equal(isProperties(value), false);
    assert.equal(isProperties({}), true);
  });
});
