/** Writes schemas/environment.schema.json anew: `npm run generate:settings-schema`. A test checks that it is current. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { parse } from "yaml";
import { settingsSchema } from "../stacks/settings-schema";

const ROOT = join(__dirname, "..");
export const SETTINGS_SCHEMA_FILE = join(ROOT, "schemas", "environment.schema.json");

/** The schema's text, formatted like every file of the project. */
export async function settingsSchemaText(): Promise<string> {
  const { name } = parse(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8")) as { name: string };
  const options = await resolveConfig(SETTINGS_SCHEMA_FILE);
  return format(JSON.stringify(settingsSchema(name)), { ...options, parser: "json" });
}

if (require.main === module) {
  void settingsSchemaText().then((text) => writeFileSync(SETTINGS_SCHEMA_FILE, text));
}
