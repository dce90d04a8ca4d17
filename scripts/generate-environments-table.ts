/**
 * Writes the README's table of what differs between the environments anew: `npm run generate:environments-table`. A test
 * checks that it is current.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { parse } from "yaml";
import { type MarkedPlace, withContent } from "./marked-place";

const ROOT = join(__dirname, "..");
export const README_FILE = join(ROOT, "README.md");

const PLACE: MarkedPlace = {
  begin: "<!-- environments: npm run generate:environments-table -->",
  end: "<!-- /environments -->",
};

/** Per environment the settings, without their namespace. */
export type Environments = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** One row per setting that is not the same everywhere, in the order of the files. */
export function environmentsTable(environments: Environments): string {
  const columns = [...environments].map(([name, settings]) => ({ name, values: new Map(leaves("", settings)) }));
  const paths = [...new Set(columns.flatMap(({ values }) => [...values.keys()]))];
  const rows = paths
    .map((path) => [`\`${path}\``, ...columns.map(({ values }) => cell(values.get(path)))])
    .filter(([, first, ...others]) => others.some((other) => other !== first));
  const header = ["setting", ...columns.map(({ name }) => name)];
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Lists count as values: their items mean nothing alone. So does what is switched on by being there, as `webAcl: {}`. */
function leaves(path: string, value: unknown): [path: string, value: unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[path, value]];
  if (Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(path === "" ? key : `${path}.${key}`, child));
}

function cell(value: unknown): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}

function readEnvironments(): Environments {
  const read = (file: string) => parse(readFileSync(join(ROOT, file), "utf8")) as Record<string, unknown>;
  const namespace = `${String(read("Pulumi.yaml")["name"])}:`;
  const names = readdirSync(ROOT).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
  return new Map(
    names.sort().map((name) => {
      const config = read(`Pulumi.${name}.yaml`)["config"] as Record<string, unknown>;
      const own = Object.entries(config).filter(([key]) => key.startsWith(namespace));
      return [name, Object.fromEntries(own.map(([key, value]) => [key.slice(namespace.length), value]))];
    }),
  );
}

/** The README with a table of the environments as they are now. */
export async function currentReadme(): Promise<string> {
  const text = withContent(readFileSync(README_FILE, "utf8"), PLACE, environmentsTable(readEnvironments()));
  return format(text, { ...(await resolveConfig(README_FILE)), parser: "markdown" });
}

if (require.main === module) {
  void currentReadme().then((text) => writeFileSync(README_FILE, text));
}
