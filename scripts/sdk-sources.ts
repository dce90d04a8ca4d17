import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The text of every file of `@pulumi/aws` that may declare a resource. */
export function sdkSources(): readonly string[] {
  const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
  return readdirSync(sdk, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((module) => readdirSync(join(sdk, module.name)).map((file) => join(sdk, module.name, file)))
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(file, "utf8"));
}

/** The token of the resource that the text declares, if it declares one. */
export function declaredType(source: string): string | undefined {
  return /static __pulumiType = '([^']+)'/.exec(source)?.[1];
}
