/**
 * Tags.
 * Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#tag-conventions
 */
const TAG_KEY_MAX_LENGTH = 128;
const TAG_VALUE_MAX_LENGTH = 256;
export const TAGS_MAX_COUNT = 50;

/** Letters, digits and spaces of any script, and `_ . : / = + - @`. */
const TAG_TEXT_PATTERN = /^[\p{L}\p{N}\p{Zs}_.:/=+\-@]*$/u;

/** Why the tag is refused, as a sentence; undefined if it is fine. */
export function tagProblem(key: string, value: string): string | undefined {
  if (key.length < 1 || key.length > TAG_KEY_MAX_LENGTH) return `A key has 1 to ${TAG_KEY_MAX_LENGTH} characters.`;
  if (value.length > TAG_VALUE_MAX_LENGTH) return `A value has at most ${TAG_VALUE_MAX_LENGTH} characters.`;
  if (/^aws:/i.test(key)) return 'Keys that begin with "aws:" are AWS\'s own.';
  if (!TAG_TEXT_PATTERN.test(key) || !TAG_TEXT_PATTERN.test(value)) {
    return "Letters, digits, spaces and _ . : / = + - @ are allowed.";
  }
  return undefined;
}
