import assert from "node:assert/strict";
import fc from "fast-check";
import { hostPatternProblem, pathPatternProblem, patternsOverlap } from "../../model/load-balancing";

/** A second, slow way to find out whether a text matches a pattern. */
function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
}

function allTexts(letters: readonly string[], longest: number): string[] {
  let texts = [""];
  const all = [...texts];
  for (let length = 1; length <= longest; length++) {
    texts = texts.flatMap((text) => letters.map((letter) => text + letter));
    all.push(...texts);
  }
  return all;
}

describe("patterns of listener rules", () => {
  it("overlap exactly when some text matches both", () => {
    // Patterns of up to four characters over two letters: what matches both at all is found among short texts.
    const texts = allTexts(["a", "b"], 8);
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 4 });
    fc.assert(
      fc.property(pattern, pattern, (left, right) => {
        const expected = texts.some((text) => matches(left, text) && matches(right, text));
        assert.equal(patternsOverlap(left, right), expected);
      }),
      { numRuns: 500 },
    );
  });

  const paths: readonly (readonly [string, string | undefined])[] = [
    ["/*", undefined],
    ["*.png", undefined],
    ["/users/?/~a.b_c-d$e'f\"g@h:i+j&k(l)m!n,o;p=q", undefined],
    ["users/*", 'A path pattern begins with "/" or "*".'],
    ["", 'A path pattern begins with "/" or "*".'],
    ["/a b", "A path pattern has letters, digits, _ - . $ / ~ \" ' @ : + & ( ) ! , ; = and the wildcards * and ?."],
    ["/ä", "A path pattern has letters, digits, _ - . $ / ~ \" ' @ : + & ( ) ! , ; = and the wildcards * and ?."],
    [`/${"a".repeat(127)}`, undefined],
    [`/${"a".repeat(128)}`, "A path pattern has at most 128 characters, this one has 129."],
  ];
  for (const [path, problem] of paths) {
    it(`${problem === undefined ? "accept" : "refuse"} the path "${path.slice(0, 40)}" (${path.length} characters)`, () => {
      assert.equal(pathPatternProblem(path), problem);
    });
  }

  const hosts: readonly (readonly [string, string | undefined])[] = [
    ["www.example.com", undefined],
    ["*.example.com", undefined],
    ["localhost", "A host pattern has a dot, and only letters after the last one."],
    ["example.c0m", "A host pattern has a dot, and only letters after the last one."],
    ["www.example.com:80", "A host pattern has letters, digits, - . _ and the wildcards * and ?."],
    ["", "A host pattern has 1 to 128 characters."],
    [`${"a".repeat(125)}.com`, "A host pattern has 1 to 128 characters."],
  ];
  for (const [host, problem] of hosts) {
    it(`${problem === undefined ? "accept" : "refuse"} the host "${host.slice(0, 40)}"`, () => {
      assert.equal(hostPatternProblem(host), problem);
    });
  }
});
