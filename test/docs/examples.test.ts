import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { runCli } from "../../preview/cli";
import { REPOSITORY } from "../support/environments";
import { projectFolder } from "../support/project-folder";

/** Documents whose YAML blocks are settings of an environment, as they would be typed into its file. */
const DOCUMENTS = [
  "docs/existing-infrastructure.md",
  "docs/fargate-service.md",
  "docs/file-systems.md",
  "docs/network-load-balancer.md",
  "docs/tests-before-traffic.md",
  "docs/observability.md",
  "docs/vpc.md",
];

type Block = Readonly<Record<string, unknown>>;

interface Example {
  readonly heading: string;
  readonly settings: Record<string, Block>;
}

/** The YAML blocks of a document, each with the heading that it stands under. */
function examplesOf(file: string): Example[] {
  const text = readFileSync(join(REPOSITORY, file), "utf8");
  const parts = [...text.matchAll(/^#+ (.+)$|^```yaml\n([\s\S]*?)^```$/gm)];
  let heading = file;
  const examples: Example[] = [];
  for (const [, newHeading, yaml] of parts) {
    if (newHeading !== undefined) heading = newHeading;
    else examples.push({ heading, settings: parse(yaml!) as Record<string, Block> });
  }
  return examples;
}

/** What the example sets comes in addition to what is there; services and containers are added, not exchanged. */
function merged(base: unknown, addition: unknown): unknown {
  const isBlock = (value: unknown): value is Block =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isBlock(base) || !isBlock(addition)) return addition;
  const entries = Object.entries(addition).map(([key, value]) => [key, merged(base[key], value)]);
  return { ...base, ...Object.fromEntries(entries) };
}

/** What exists already takes the place of what the settings would build. */
function withoutReplaced(base: Block, settings: Record<string, Block>): Block {
  const replaced = Object.keys(settings["fargate-platform:existing"] ?? {}).map((kind) => `fargate-platform:${kind}`);
  return Object.fromEntries(Object.entries(base).filter(([key]) => !replaced.includes(key)));
}

for (const document of DOCUMENTS) {
  describe(`the examples of ${document}`, () => {
    const examples = examplesOf(document);

    it("are there: each section has one", () => {
      assert.ok(examples.length > 0);
      const sections = [...readFileSync(join(REPOSITORY, document), "utf8").matchAll(/^## (.+)$/gm)].map(
        ([, name]) => name!,
      );
      const withExample = new Set(examples.map(({ heading }) => heading));
      assert.deepEqual(
        sections.filter((section) => !withExample.has(section)),
        [],
      );
    });

    examples.forEach(({ heading, settings }, index) => {
      it(`can be deployed to dev, and break no mandatory policy: ${heading} (${index + 1})`, async () => {
        const dev: unknown = parse(readFileSync(join(REPOSITORY, "Pulumi.dev.yaml"), "utf8"));
        const base = { config: withoutReplaced((dev as { config: Block }).config, settings) };
        const folder = projectFolder({ "Pulumi.dev.yaml": stringify(merged(base, { config: settings })) });
        let text = "";
        const write = (part: string) => (text += part);
        assert.equal(await runCli([], { folder, write, writeError: write, colour: false }), 0, text);
        for (const service of Object.keys(settings["fargate-platform:services"] ?? {})) {
          assert.match(text, new RegExp(`^ {2}FargateService ${service}$`, "m"));
        }
      });
    });
  });
}
