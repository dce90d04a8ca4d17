import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "../../../preview/cli";
import { projectFolder } from "../../support/project-folder";
import { REPOSITORY } from "../../support/environments";

/** A revision's program starts in a process of its own. */
const PROCESS_TIMEOUT_MS = 60_000;
const ROOMS = ["analysis", "components", "diagnosis", "model", "policies", "preview", "simulator", "stacks"];

async function preview(folder: string, ...args: string[]) {
  let text = "";
  const write = (part: string) => (text += part);
  const exitCode = await runCli(args, { folder, write, writeError: write, colour: false });
  return { exitCode, text };
}

/** The project with its dev environment, and what else is given. */
function project(files: Readonly<Record<string, string>> = {}): string {
  return projectFolder({ "Pulumi.dev.yaml": readFileSync(join(REPOSITORY, "Pulumi.dev.yaml"), "utf8"), ...files });
}

function edit(folder: string, file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(folder, file), "utf8");
  assert.notEqual(text.replace(from, to), text, `${String(from)} is not in ${file}`);
  writeFileSync(join(folder, file), text.replace(from, to));
}

describe("npm run preview -- --base FILE", () => {
  let folder: string;

  /** Writes the preview of how the project is now, and then changes it. */
  async function changed(from: string | RegExp, to: string): Promise<void> {
    folder = project();
    writeFileSync(join(folder, "before.json"), (await preview(folder, "--format", "json")).text);
    edit(folder, "Pulumi.dev.yaml", from, to);
  }

  it("says in one line that nothing has changed", async () => {
    await changed("# prod's addresses", "# the addresses of prod");
    assert.deepEqual(await preview(folder, "--base", "before.json"), {
      exitCode: 0,
      text: "Stack dev: no change against before.json\n",
    });
    const report = JSON.parse((await preview(folder, "--base", "before.json", "--format", "json")).text) as object;
    assert.deepEqual((report as { difference: object }).difference, {
      base: "before.json",
      resources: [],
      secretsNotCompared: 0,
      verdicts: { added: [], fixed: [] },
    });
  });

  it("shows what is changed, property by property, and nothing of what stays", async () => {
    await changed("fargate-platform:logRetentionDays: 14", "fargate-platform:logRetentionDays: 30");
    const { text } = await preview(folder, "--base", "before.json");
    assert.match(text, /^Against before\.json: \d+ to change$/m);
    assert.match(text, /^ {2}change cloudwatch\.LogGroup web \(holds state\)\n {2}- retentionInDays: 14 → 30\n/m);
    assert.doesNotMatch(text, /ec2\.|Outputs|replace/);
  });

  it("names the property that forces a replacement, and what follows from it", async () => {
    await changed("cidr: 10.10.0.0/16", "cidr: 10.11.0.0/16");
    const { text } = await preview(folder, "--base", "before.json");
    const replaced =
      /^ {2}replace ec2\.Vpc main\n {2}- cidrBlock: 10\.10\.0\.0\/16 → 10\.11\.0\.0\/16 \(forces the\s+replacement\)/m;
    assert.match(text, replaced);
    assert.match(text, /replace ec2\.InternetGateway|change ec2\.InternetGateway/);
    assert.match(text, /vpcId: vpc-[0-9a-f]{17} → \[id of Vpc main, after\s+deployment\]/);
  });

  it("tells which policy findings are new and which are fixed", async () => {
    await changed("deregistrationDelaySeconds: 15", "deregistrationDelaySeconds: 16");
    edit(
      folder,
      "Pulumi.dev.yaml",
      "containerPort: 8080",
      "containerPort: 8080\n          readonlyRootFilesystem: false",
    );
    const worse = await preview(folder, "--base", "before.json");
    assert.equal(worse.exitCode, 1);
    assert.match(worse.text, /^New policy findings\n\n {2}mandatory: ECS\.5 ecs\.TaskDefinition web:/m);
    assert.doesNotMatch(worse.text, /Fixed policy findings/);
    writeFileSync(join(folder, "worse.json"), (await preview(folder, "--format", "json")).text);
    edit(folder, "Pulumi.dev.yaml", "readonlyRootFilesystem: false", "readonlyRootFilesystem: true");
    const better = await preview(folder, "--base", "worse.json");
    assert.equal(better.exitCode, 0);
    assert.match(better.text, /^Fixed policy findings\n\n {2}mandatory: ECS\.5 ecs\.TaskDefinition web:/m);
    assert.doesNotMatch(better.text, /New policy findings/);
  });

  it("refuses another stack's preview", async () => {
    folder = project();
    const other = (await preview(folder, "--format", "json")).text.replace('"stack": "dev"', '"stack": "staging"');
    writeFileSync(join(folder, "other.json"), other);
    const { exitCode, text } = await preview(folder, "--base", "other.json");
    assert.equal(exitCode, 2);
    assert.match(text, /It is stack staging of project fargate-platform, not dev of\s+fargate-platform\./);
  });
});

describe("npm run preview -- --base REVISION", function () {
  this.timeout(PROCESS_TIMEOUT_MS);

  let folder: string;
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
    });

  before(() => {
    folder = project({
      ".gitignore": "node_modules\n",
      "package.json": readFileSync(join(REPOSITORY, "package.json"), "utf8"),
    });
    for (const room of ROOMS) cpSync(join(REPOSITORY, room), join(folder, room), { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"), "junction");
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("commit", "--quiet", "--message=first");
    edit(folder, "Pulumi.dev.yaml", "fargate-platform:logRetentionDays: 14", "fargate-platform:logRetentionDays: 30");
    git("add", "Pulumi.dev.yaml");
  });

  it("compares with that revision's own program and settings, and leaves the index as it is", async () => {
    const staged = git("status", "--porcelain");
    const { exitCode, text } = await preview(folder, "--base", "main");
    assert.equal(exitCode, 0, text);
    assert.match(text, /^ {2}- retentionInDays: 14 → 30$/m);
    assert.equal(git("status", "--porcelain"), staged);
  });

  it("shows an environment that the revision doesn't have as new", async () => {
    cpSync(join(folder, "Pulumi.dev.yaml"), join(folder, "Pulumi.staging.yaml"));
    const { exitCode, text } = await preview(folder, "--stack", "staging", "--base", "HEAD");
    assert.equal(exitCode, 0, text);
    assert.match(text, /^Against HEAD: \d+ to create$/m);
  });

  it("says why a revision can't be previewed", async () => {
    edit(folder, "Pulumi.dev.yaml", "nat: single", "nat: double");
    git("commit", "--quiet", "--all", "--message=wrong");
    edit(folder, "Pulumi.dev.yaml", "nat: double", "nat: single");
    const { exitCode, text } = await preview(folder, "--base", "HEAD");
    assert.equal(exitCode, 2);
    assert.match(text.replace(/\s+/g, " "), /The program of that revision can't be previewed: .*nat/);
  });

  it("names what is possible if there is no such revision", async () => {
    for (const name of ["nosuch", "--help"]) {
      const { exitCode, text } = await preview(folder, `--base=${name}`);
      assert.equal(exitCode, 2);
      assert.match(text, /neither a file nor a Git revision of that name/);
    }
  });
});
