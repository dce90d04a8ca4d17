import assert from "node:assert/strict";
import { matches, matchesInAnyCase } from "../../../analysis/iam/patterns";

/** All texts of at most so many of the characters, the shortest first. */
function textsOf(characters: string, length: number): string[] {
  const texts = [""];
  for (let last = texts; last[0]!.length < length;) {
    last = last.flatMap((text) => [...characters].map((character) => text + character));
    texts.push(...last);
  }
  return texts;
}

/** Whether a text without wildcards is one that the pattern stands for, by trying every way. */
function standsFor(pattern: string, text: string): boolean {
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === undefined) return text === "";
  if (first === "*") return standsFor(rest, text) || (text !== "" && standsFor(pattern, text.slice(1)));
  return text !== "" && (first === "?" || first === text[0]) && standsFor(rest, text.slice(1));
}

describe("a pattern of IAM, against texts of which a part isn't known", () => {
  it("matches, doesn't or may, as all texts say that the unknown part may be", () => {
    const patterns = textsOf("ab*?", 3);
    // Another letter than those of the patterns, and as long as both patterns together.
    const texts = textsOf("abc", 6);
    const meant = new Map(
      patterns.map((pattern) => [pattern, new Set(texts.filter((text) => standsFor(pattern, text)))]),
    );
    const said: Record<string, number> = {};
    for (const text of patterns) {
      const possible = [...meant.get(text)!];
      for (const pattern of patterns) {
        const fitting = possible.filter((each) => meant.get(pattern)!.has(each)).length;
        const expected = fitting === possible.length ? true : fitting > 0 ? "unknown" : false;
        const answer = matches(pattern, text);
        // How many characters an unknown part has is not weighed against the `?` of a pattern.
        const isWeighed = !pattern.includes("?") || !text.includes("*");
        if (isWeighed || answer !== "unknown") assert.equal(answer, expected, `${pattern} and ${text}`);
        else assert.notEqual(expected, false, `${pattern} and ${text}`);
        said[String(answer)] = (said[String(answer)] ?? 0) + 1;
      }
    }
    assert.deepEqual(Object.keys(said).sort(), ["false", "true", "unknown"]);
  }).timeout(30_000);

  it("takes a policy variable for anything, so that nothing about it is certain but what stands around it", () => {
    assert.equal(matches("a/${aws:username}/b", "a/anna/b"), "unknown");
    assert.equal(matches("a/${aws:username}/b", "a/anna/c"), false);
    assert.equal(matches("${aws:username}", "${aws:username}"), "unknown");
    assert.equal(matches("${a}-${b}", "x"), false);
  });

  it("takes every other character, also a line's end, for nothing but itself", () => {
    assert.equal(matches("a.c[d]+(e)|^f$\\{g}", "a.c[d]+(e)|^f$\\{g}"), true);
    assert.equal(matches("a.c", "abc"), false);
    assert.equal(matches("a*c", "a\nc"), true);
  });

  it("may be asked in any case", () => {
    assert.deepEqual(
      [matchesInAnyCase("S3:get*", "s3:GetObject"), matchesInAnyCase("s3:PUT*", "s3:GetObject")],
      [true, false],
    );
  });
});
