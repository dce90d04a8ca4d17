/**
 * Tags: what the provider merges, and what AWS accepts.
 * Source: https://github.com/pulumi/pulumi-aws/blob/master/provider/tags.go (`applyTags`): Check sets `tagsAll` to the
 * provider's default tags overlaid by the resource's own; one unknown tag makes all of `tagsAll` unknown.
 */
import { containsUnknown, isProperties, UNKNOWN, Value } from "../model/graph";
import { tagProblem, TAGS_MAX_COUNT } from "../model/tags";
import type { Refuse } from "./behaviour";
import type { ProviderSettings } from "./provider-settings";
import { reveal } from "./read";

/** The `tagsAll` of a resource with these tags. */
export function mergeTags(tags: Value | undefined, provider: ProviderSettings): Value {
  const { defaultTags, ignoredTags } = provider;
  if (containsUnknown(defaultTags) || containsUnknown(tags ?? null)) return UNKNOWN;
  const own = reveal(tags);
  const merged = { ...(isProperties(defaultTags) ? defaultTags : {}), ...(isProperties(own) ? own : {}) };
  return Object.fromEntries(
    Object.entries(merged).filter(
      ([key]) => !ignoredTags.keys.includes(key) && !ignoredTags.keyPrefixes.some((prefix) => key.startsWith(prefix)),
    ),
  );
}

/** Refuses tags that AWS would refuse. Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
export function checkTags(tagsAll: Value | undefined, refuse: Refuse): void {
  const tags = reveal(tagsAll);
  if (!isProperties(tags)) return;
  const count = Object.keys(tags).length;
  if (count > TAGS_MAX_COUNT) refuse("tags", `A resource has at most ${TAGS_MAX_COUNT} tags, this one has ${count}.`);
  for (const [key, value] of Object.entries(tags)) {
    const text = reveal(value);
    const problem = typeof text === "string" ? tagProblem(key, text) : undefined;
    if (problem !== undefined) refuse(`tags["${key}"]`, problem);
  }
}
