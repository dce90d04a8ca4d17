import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { catalogue } from "../policies/catalogue";
import { presetConfiguration } from "../policies/configuration";
import { PRESETS } from "../policies/control";
import { readExemptionsFile } from "../policies/exemptions-file";

const ROOT = join(__dirname, "..");

/** What a published pack is installed with; everything else is part of its one file. */
const DEPENDENCIES = ["@pulumi/policy", "@pulumi/pulumi"] as const;

/** Where the pack is built by default: the path to give to `--policy-pack`. */
export const POLICY_PACK_DIRECTORY = join(ROOT, "policies", "dist");

export interface PolicyPackBuild {
  /** A new or existing directory; what is in it is replaced. */
  readonly directory: string;
  /** The exemptions that the pack knows. */
  readonly exemptionsFile: string;
}

/** Writes the policy pack: one JavaScript file, its exemptions, and a configuration per preset. */
export function buildPolicyPack({ directory, exemptionsFile }: PolicyPackBuild): void {
  const root = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly version: string;
    readonly license: string;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, "presets"), { recursive: true });
  buildSync({
    entryPoints: [join(ROOT, "policies", "pack", "index.ts")],
    outfile: join(directory, "index.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: [...DEPENDENCIES],
    logLevel: "warning",
  });
  const description = "Rules for containers on AWS Fargate that say so when they can't tell";
  writeJson(join(directory, "package.json"), {
    name: "fargate-platform-policies",
    version: root.version,
    description,
    license: root.license,
    main: "index.js",
    dependencies: Object.fromEntries(DEPENDENCIES.map((name) => [name, root.dependencies[name]])),
  });
  writeFileSync(
    join(directory, "PulumiPolicy.yaml"),
    `description: ${description}\nruntime: nodejs\nversion: ${root.version}\nmain: index.js\n`,
  );
  writeJson(join(directory, "exemptions.json"), readExemptionsFile(exemptionsFile));
  for (const preset of PRESETS) {
    writeJson(join(directory, "presets", `${preset}.json`), presetConfiguration(catalogue, preset));
  }
}

function writeJson(file: string, content: unknown): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

if (require.main === module) {
  buildPolicyPack({
    directory: POLICY_PACK_DIRECTORY,
    exemptionsFile: join(ROOT, "policies", "exemptions.yaml"),
  });
}
