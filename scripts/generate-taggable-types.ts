import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { declaredType, sdkSources } from "./sdk-sources";

/** Where the list is kept. */
export const TAGGABLE_TYPES_FILE = join(__dirname, "..", "model", "taggable-types.json");

/**
 * The type tokens of all resources of `@pulumi/aws` that have tags and take the provider's default tags, sorted. Those
 * are the ones with an output `tagsAll`.
 */
export function findTaggableTypes(): string[] {
  return sdkSources()
    .flatMap((source) => taggableType(source) ?? [])
    .sort();
}

/** The token of the resource class in a source file of the SDK, if it is taggable. */
function taggableType(source: string): string | undefined {
  const taggable = ["tags", "tagsAll"].every((property) => source.includes(`resourceInputs["${property}"] =`));
  return taggable ? declaredType(source) : undefined;
}

if (require.main === module) {
  writeFileSync(TAGGABLE_TYPES_FILE, `${JSON.stringify(findTaggableTypes(), null, 2)}\n`);
}
