import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { catalogue } from "../../policies/catalogue";
import { configurationProblems, type PackConfiguration } from "../../policies/configuration";
import { runCli } from "../../preview/cli";
import { projectFolder } from "../support/project-folder";

const ROOT = join(__dirname, "..", "..");
const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs")).map((file) => join("docs", file)),
].filter((file) => file.endsWith(".md"));

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

describe("the documents", () => {
  for (const file of DOCUMENTS) {
    it(`link only to files that exist: ${file}`, () => {
      const links = [...read(file).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!);
      const missing = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(ROOT, dirname(file), link)));
      assert.deepEqual(missing, []);
    });

    it(`name only commands that exist: ${file}`, () => {
      const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
      const commands = [...read(file).matchAll(/npm (?:run (?:-s |--silent )?([\w:-]+)|(test)\b)/g)];
      const unknown = commands.map((match) => match[1] ?? match[2]!).filter((name) => !(name in scripts));
      assert.deepEqual(unknown, []);
    });
  }
});

describe("the document about policies", () => {
  it("shows configurations that the security pack accepts", () => {
    const examples = [...read("docs/policies.md").matchAll(/```json\n([\s\S]*?)```/g)].map(([, example]) => example!);
    assert.equal(examples.length, 2);
    for (const example of examples) {
      const configuration = JSON.parse(example) as PackConfiguration;
      assert.deepEqual(configurationProblems(catalogue, configuration, "security"), []);
    }
  });
});

describe("the README's example of a service", () => {
  it("adds a service that all mandatory policies accept, behind its path", async () => {
    const [, example] = /## Add a service[\s\S]*?```yaml\n([\s\S]*?)```/.exec(read("README.md")) ?? [];
    const settings = parse(read("Pulumi.dev.yaml")) as { config: Record<string, Record<string, unknown>> };
    Object.assign(settings.config["fargate-platform:services"]!, parse(example!));
    const folder = projectFolder({ "Pulumi.dev.yaml": stringify(settings) });
    let text = "";
    const write = (part: string) => (text += part);
    assert.equal(await runCli([], { folder, write, writeError: write, colour: false }), 0, text);
    assert.match(text, /^ {2}FargateService hello$/m);
    assert.match(text, /path \/hello or \/hello\/\* +service hello, container hello, port 8080/);
  });
});
