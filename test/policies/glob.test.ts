import assert from "node:assert/strict";
import { globMatches } from "../../policies/glob";

describe("a pattern with asterisks", () => {
  it("matches the whole text, whatever an asterisk stands for", () => {
    for (const text of ["ab", "a/b", "a\nb", "a*b"]) assert.equal(globMatches("a*b", text), true, text);
    for (const text of ["xab", "abx", "a"]) assert.equal(globMatches("a*b", text), false, text);
  });

  it("takes every other character as it is", () => {
    assert.deepEqual([globMatches("a.b(c)", "a.b(c)"), globMatches("a.b", "axb")], [true, false]);
  });
});
