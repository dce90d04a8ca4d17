import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the list is kept. */
export const TAGGABLE_TYPES_FILE = join(__dirname, "..", "model", "taggable-types.json");

/**
 * The type tokens of all resources of `@pulumi/aws` that have tags and take the provider's default tags, sorted. Those
 * are the ones with an output `tagsAll`.
 */
export function findTaggableTypes(): string[] {
  const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
  const modules = readdirSync(sdk, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return modules
    .flatMap((module) => readdirSync(join(sdk, module.name)).map((file) => join(sdk, module.name, file)))
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => taggableType(readFileSync(file, "utf8")) ?? [])
    .sort();
}

/** The token of the resource class in a source file of the SDK, if it is taggable. */
function taggableType(source: string): string | undefined {
  const type = /static __pulumiType = '([^']+)'/.exec(source)?.[1];
  const taggable = ["tags", "tagsAll"].every((property) => source.includes(`resourceInputs["${property}"] =`));
  return taggable ? type : undefined;
}

if (require.main === module) {
  writeFileSync(TAGGABLE_TYPES_FILE, `${JSON.stringify(findTaggableTypes(), null, 2)}\n`);
}
