import assert from "node:assert/strict";
import { tagProblem } from "../../model/tags";

describe("tags", () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ["owner", "platform team", undefined],
    ["a".repeat(128), "b".repeat(256), undefined],
    ["", "x", "A key has 1 to 128 characters."],
    ["a".repeat(129), "x", "A key has 1 to 128 characters."],
    ["a", "b".repeat(257), "A value has at most 256 characters."],
    ["aws:owner", "x", 'Keys that begin with "aws:" are AWS\'s own.'],
    ["owner", "a&b", "Letters, digits, spaces and _ . : / = + - @ are allowed."],
  ];
  for (const [key, value, problem] of cases) {
    it(`${problem === undefined ? "accept" : "refuse"} ${key.slice(0, 12)} (${key.length}) = ${value.slice(0, 12)} (${value.length})`, () => {
      assert.equal(tagProblem(key, value), problem);
    });
  }
});
