import type { Reader } from "../reader";
import { anyOf, negate, type Truth } from "../verdict";

/** One text of a list, and where it stands. */
export interface Text {
  readonly text: string;
  readonly path: string;
}

/** The texts of an element of a policy, of which some may not be known yet. */
export class Texts {
  constructor(
    readonly path: string,
    readonly known: readonly Text[],
    /** False if there are, or may be, texts that are not known yet. */
    readonly complete: boolean,
  ) {}

  /** Whether the test holds for at least one text. */
  any(test: (text: string) => Truth): Truth {
    return anyOf([...this.known.map(({ text }) => test(text)), ...(this.complete ? [] : ["unknown" as const])]);
  }

  /** Whether there is a text, and the test holds for each. */
  every(test: (text: string) => Truth): Truth {
    if (this.complete && this.known.length === 0) return false;
    return negate(this.any((text) => negate(test(text))));
  }
}

/**
 * In policies a list of one may stand without its brackets. What is no text is never what a rule looks for, but AWS
 * refuses such a document, so it counts as unknown.
 */
export function readTexts(element: Reader): Texts {
  const texts = oneOrMore(element).map((item) => ({ reading: scalar(item), path: item.path }));
  const known = texts.flatMap(({ reading, path }) => (reading === undefined ? [] : [{ text: reading, path }]));
  return new Texts(element.path, known, known.length === texts.length);
}

/** The elements of a list, the only value without its brackets, or nothing. */
export function oneOrMore(element: Reader): readonly Reader[] {
  const list = element.list();
  if (list.state === "known") return list.value;
  return list.state === "absent" ? [] : [element];
}

/** Conditions compare with `true` and `1` as with their texts. */
function scalar(item: Reader): string | undefined {
  const text = item.string();
  if (text.state === "known") return text.value;
  for (const other of [item.boolean(), item.number()]) if (other.state === "known") return String(other.value);
  return undefined;
}
