import assert from "node:assert/strict";
import { stringify } from "yaml";
import { withServices } from "../../../scripts/bench/many-services";
import { runCli } from "../../../preview/cli";
import { PROJECT, settingsOf } from "../../support/environments";
import { projectFolder } from "../../support/project-folder";

describe("the environment of the benchmark", () => {
  it("has as many services as asked for, and can be previewed", async () => {
    const settings = withServices({ config: settingsOf("dev") }, PROJECT, 12);
    const text = stringify(settings, { aliasDuplicateObjects: false });
    const folder = projectFolder({ "Pulumi.bench.yaml": text });
    let written = "";
    const write = (part: string) => void (written += part);
    const args = ["--stack", "bench"];
    assert.equal(await runCli(args, { folder, write, writeError: write, colour: false }), 0, written);
    assert.equal(written.match(/^ {2}FargateService /gm)?.length, 12);
    assert.match(written, /^ {2}FargateService service-1$/m);
    assert.match(written, /path \/service-1\/\* +service service-1,/);
  });
});
