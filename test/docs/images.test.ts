import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { runCli } from "../../preview/cli";
import { REPOSITORY } from "../support/environments";
import { projectFolder } from "../support/project-folder";

const SERVICES = "fargate-platform:services";

type Settings = { readonly config: Record<string, Record<string, unknown>> };

const read = (file: string) => readFileSync(join(REPOSITORY, file), "utf8");

describe("the example of docs/images.md", () => {
  it("can be deployed to dev, breaks no mandatory policy, and shows what builds it", async () => {
    const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(read("docs/images.md")) ?? [];
    const settings = parse(read("Pulumi.dev.yaml")) as Settings;
    Object.assign(settings.config[SERVICES]!, (parse(example) as Settings["config"])[SERVICES]);
    const folder = projectFolder({ "Pulumi.dev.yaml": stringify(settings) });
    let text = "";
    const write = (part: string) => (text += part);
    assert.equal(await runCli([], { folder, write, writeError: write, colour: false }), 0, text);
    assert.match(text, /^ {2}ContainerImage greeter\/app$/m);
    assert.match(text, /ecr\/repository\/Repository|ecr\.Repository|Repository greeter\/app/);
  });
});
