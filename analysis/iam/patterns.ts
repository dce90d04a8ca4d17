/**
 * Matching of texts by IAM: `*` is any number of characters, `?` is one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
 */
import type { Truth } from "../../model/truth";

/**
 * Whether the pattern of a policy matches a text that may have wildcards itself, because a part of it isn't known: true
 * if it matches whatever that part is, unknown if it may. Policy variables such as `${aws:username}` may be anything.
 */
export function matches(pattern: string, text: string): Truth {
  const withoutVariables = pattern.replace(VARIABLE, "*");
  const hasVariables = withoutVariables !== pattern;
  if (!hasVariables && covers(pattern, text)) return true;
  // Two texts of which nothing is open overlap no more than the one covers the other, which takes less time to see.
  const isOpen = hasVariables || WILDCARD.test(text);
  return isOpen && overlap(withoutVariables, text) ? "unknown" : false;
}

/** As `matches`, in any case: actions are so. */
export function matchesInAnyCase(pattern: string, text: string): Truth {
  return matches(pattern.toLowerCase(), text.toLowerCase());
}

const WILDCARD = /[*?]/;
const VARIABLE = /\$\{[^}]*\}/g;

/** True if the pattern matches whatever the wildcards of the text stand for. */
function covers(pattern: string, text: string): boolean {
  let [at, read] = [0, 0];
  // Where to go on if the last `*` has to be longer than it was taken for.
  let retry: { readonly at: number; read: number } | undefined;
  while (read < text.length) {
    const character = pattern[at];
    if (character === "*") {
      at += 1;
      retry = { at, read };
    } else if (character === text[read] || (character === "?" && text[read] !== "*")) {
      at += 1;
      read += 1;
    } else if (retry === undefined) {
      return false;
    } else {
      retry.read += 1;
      [at, read] = [retry.at, retry.read];
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

/** True if some text matches both patterns. */
function overlap(a: string, b: string): boolean {
  // Most differ before the first wildcard, which takes no table to see.
  const length = Math.min(literalLength(a), literalLength(b));
  if (a.slice(0, length) !== b.slice(0, length)) return false;
  // ways[j]: whether what was read of `a` so far and the first j characters of `b` have a text in common.
  let ways = Array.from({ length: b.length + 1 }, (_, j) => /^\**$/.test(b.slice(0, j)));
  for (const character of a) {
    const next: boolean[] = [character === "*" && ways[0]!];
    for (let j = 1; j <= b.length; j++) {
      const other = b[j - 1]!;
      if (character === "*") next.push(next[j - 1]! || ways[j]!);
      else if (other === "*") next.push(ways[j]! || next[j - 1]!);
      else next.push(ways[j - 1]! && (character === other || character === "?" || other === "?"));
    }
    ways = next;
  }
  return ways.at(-1)!;
}

/** How many characters stand before the first wildcard. */
function literalLength(pattern: string): number {
  const first = pattern.search(WILDCARD);
  return first === -1 ? pattern.length : first;
}
