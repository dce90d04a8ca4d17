/** Settings that name resources by the names they have in the program. */
import { parseUrn } from "../model/urn";
import { globMatches } from "./glob";
import type { JudgedResource } from "./control";

/** A setting that lists texts; its description says which. */
export const TEXTS = { type: "array", items: { type: "string", minLength: 1 }, uniqueItems: true } as const;

/** Whether the resource's name in the program is one of the patterns, in which `*` stands for any text. */
export function isNamedLike({ urn }: JudgedResource, patterns: readonly string[]): boolean {
  const { name } = parseUrn(urn);
  return patterns.some((pattern) => globMatches(pattern, name));
}
