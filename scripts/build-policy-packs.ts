/** `npm run build`: the policy packs, each in a folder of its own, as `--policy-pack` and `pulumi policy publish` take it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { stringify } from "yaml";
import { catalogue } from "../policies/catalogue";
import { presetConfiguration } from "../policies/configuration";
import { type Pack, PACKS, PRESETS } from "../policies/control";
import { readExemptionsFile } from "../policies/exemptions-file";

const ROOT = join(__dirname, "..");

/** What a published pack is installed with; everything else is part of its one file. */
const DEPENDENCIES = ["@pulumi/policy", "@pulumi/pulumi"] as const;

const DESCRIPTIONS: Readonly<Record<Pack, string>> = {
  security: "Rules that keep others out of stacks on AWS, and say so when they can't tell",
  operations: "Rules that keep stacks on AWS running, owned and paid for, and say so when they can't tell",
};

export interface PolicyPacksBuild {
  /** A new or existing directory; what is in it is replaced by a folder for each pack. */
  readonly directory: string;
  /** The exemptions that the packs know. */
  readonly exemptionsFile: string;
}

/** What this repository builds. */
export const POLICY_PACKS: PolicyPacksBuild = {
  directory: join(ROOT, "policies", "dist"),
  exemptionsFile: join(ROOT, "policies", "exemptions.yaml"),
};

/** Writes the policy packs: of each one JavaScript file, the exemptions, and a configuration per preset. */
export function buildPolicyPacks({ directory, exemptionsFile }: PolicyPacksBuild): void {
  rmSync(directory, { recursive: true, force: true });
  const exemptions = readExemptionsFile(exemptionsFile);
  for (const pack of PACKS) buildPolicyPack(pack, join(directory, pack), exemptions);
}

function buildPolicyPack(pack: Pack, directory: string, exemptions: unknown): void {
  const root = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly version: string;
    readonly license: string;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  mkdirSync(join(directory, "presets"), { recursive: true });
  buildSync({
    entryPoints: [join(ROOT, "policies", "pack", `${pack}.ts`)],
    outfile: join(directory, "index.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: [...DEPENDENCIES],
    logLevel: "warning",
  });
  writeJson(join(directory, "package.json"), {
    name: `fargate-platform-${pack}-policies`,
    version: root.version,
    description: DESCRIPTIONS[pack],
    license: root.license,
    main: "index.js",
    dependencies: Object.fromEntries(DEPENDENCIES.map((name) => [name, root.dependencies[name]])),
  });
  writeFileSync(
    join(directory, "PulumiPolicy.yaml"),
    stringify({
      description: DESCRIPTIONS[pack],
      // It is JavaScript already: loading a compiler would take most of the start.
      runtime: { name: "nodejs", options: { typescript: false } },
      version: root.version,
      main: "index.js",
    }),
  );
  writeJson(join(directory, "exemptions.json"), exemptions);
  const controls = catalogue.filter((control) => control.pack === pack);
  for (const preset of PRESETS) {
    writeJson(join(directory, "presets", `${preset}.json`), presetConfiguration(controls, preset));
  }
}

function writeJson(file: string, content: unknown): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

if (require.main === module) buildPolicyPacks(POLICY_PACKS);
