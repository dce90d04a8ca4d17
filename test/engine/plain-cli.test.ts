import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { graphFromJson } from "../../preview/graph-file/graph-file";
import { pathForPrograms } from "../../scripts/pulumi-cli/pulumi";
import { serveSimulatedAws } from "../../simulator/provider/server";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { ENGINE_TIMEOUT_MS, engineEnvironment, pulumiCli } from "../support/engine";
import { accountOf, PROJECT, REPOSITORY, settingsOf, type Settings } from "../support/environments";
import { flowsIn } from "../support/flows";
import { offlineRun } from "../support/offline-run";

/** What a user types, in a copy of the repository: the CLI writes into the settings' file. */
describe("the plain pulumi CLI in the repository's root", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const PREVIEW = { component: "flows", argument: "--preview", name: "preview.json" };
  const SECRET = "correct-horse-battery";
  const aws = new SimulatedAws({ accountId: accountOf("dev") });
  let folder: string;
  let root: string;
  let stop = () => Promise.resolve();
  let pulumi: (...commandLine: string[]) => Promise<string>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "fargate-platform-"));
    root = join(folder, "root");
    for (const name of ["root", "state"]) mkdirSync(join(folder, name));
    const cli = await pulumiCli();
    const server = await serveSimulatedAws(aws);
    stop = () => server.stop();
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "package.json"]) {
      copyFileSync(join(REPOSITORY, name), join(root, name));
    }
    for (const name of ["stacks", "components", "model", "node_modules"]) {
      symlinkSync(join(REPOSITORY, name), join(root, name));
    }
    const env = {
      ...process.env,
      ...engineEnvironment(folder, server.port),
      PATH: await pathForPrograms(cli, console.log),
    };
    pulumi = async (...commandLine) => {
      const options = { cwd: root, env, maxBuffer: 100 * 1024 * 1024 };
      try {
        return (await promisify(execFile)("pulumi", [...commandLine, "--non-interactive"], options)).stdout;
      } catch (error) {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        throw new Error(`pulumi ${commandLine.join(" ")} failed:\n${stdout}${stderr}`);
      }
    };
  });

  after(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("begins an environment whose settings' file exists", async () => {
    await pulumi("stack", "init", "dev");
    await pulumi("config", "set", "--secret", "--path", `${PROJECT}:secrets.api-key`, SECRET);
    await pulumi("config", "set", "--path", `${PROJECT}:services.web.containers.web.secrets.API_KEY`, "api-key");
  });

  it("previews it", async () => {
    assert.match(await pulumi("preview"), /\+ \d+ to create/);
    assert.deepEqual(aws.existing, []);
  });

  it("says in JSON of the network what the offline preview says, before anything exists", async () => {
    const settings = settingsOf("dev");
    const services = structuredClone(settings[`${PROJECT}:services`]) as Record<string, { containers: object }>;
    const web = services["web"]!.containers as { web: Settings };
    web.web["secrets"] = { API_KEY: "api-key" };
    const secrets = { "api-key": SECRET };
    const edited = { ...settings, [`${PROJECT}:services`]: services, [`${PROJECT}:secrets`]: secrets };
    const { graph } = await offlineRun("dev", edited, { preview: true });
    const ofEngine = graphFromJson(PREVIEW, await pulumi("preview", "--json"));
    assert.deepEqual(flowsIn(ofEngine), flowsIn(graph));
    assert.ok(flowsIn(graph).includes("the internet → load balancer public: tcp 80"));
    assert.deepEqual(ofEngine.resources.map(({ urn }) => urn).sort(), graph.resources.map(({ urn }) => urn).sort());
  });

  it("refuses a wrong setting with a message alone", async () => {
    await pulumi("config", "set", `${PROJECT}:regoin`, "eu-central-1");
    await assert.rejects(pulumi("up", "--yes"), (error: Error) => {
      assert.match(error.message, /Did you mean "region"\?/);
      assert.doesNotMatch(error.message, /^\s*at .*:\d+:\d+/m);
      return true;
    });
    await pulumi("config", "rm", `${PROJECT}:regoin`);
    assert.deepEqual(aws.existing, []);
  });

  it("creates it, with the program's outputs", async () => {
    await pulumi("up", "--yes");
    const outputs = JSON.parse(await pulumi("stack", "output", "--json")) as Record<string, unknown>;
    const existing = aws.existing.map(({ type }) => type);
    assert.ok(existing.includes("aws:ecs/service:Service"));
    assert.equal(outputs.vpcId, aws.existing.find(({ type }) => type === "aws:ec2/vpc:Vpc")?.id);
  });

  it("has nothing to change afterwards", async () => {
    await pulumi("up", "--yes", "--expect-no-changes");
  });

  it("says in JSON of what is deployed what its state says, if what doesn't change is shown too", async () => {
    const ofState = flowsIn(graphFromJson(PREVIEW, await pulumi("stack", "export")));
    const ofPreview = flowsIn(graphFromJson(PREVIEW, await pulumi("preview", "--json", "--show-sames")));
    assert.deepEqual(ofPreview, ofState);
    assert.ok(ofState.includes("web starts: yes"));
    const changesAlone = await pulumi("preview", "--json");
    assert.throws(() => graphFromJson(PREVIEW, changesAlone), /leaves out \d+ resource\(s\) that don't change/);
  });

  it("hands the secret to AWS, and keeps no plain text of it", () => {
    const versions = aws.existing.filter(({ type }) => type === "aws:secretsmanager/secretVersion:SecretVersion");
    assert.equal(versions.length, 1);
    const files = [folder, root].flatMap((parent) =>
      filesIn(parent, ["node_modules", "stacks", "components", "model"]),
    );
    assert.ok(files.some((file) => file.includes("state") && readFileSync(file, "utf8").includes("secretVersion")));
    assert.deepEqual(
      files.filter((file) => readFileSync(file, "utf8").includes(SECRET)),
      [],
    );
  });

  it("takes a new value of a protected secret, and rolls it out", async () => {
    const taskDefinition = () =>
      aws.existing.find(({ urn }) => urn.endsWith("aws:ecs/service:Service::web"))?.inputs.taskDefinition;
    const before = taskDefinition();
    await pulumi("config", "set", `${PROJECT}:protectStatefulResources`, "true");
    await pulumi("up", "--yes");
    assert.equal(taskDefinition(), before);
    await pulumi("config", "set", "--secret", "--path", `${PROJECT}:secrets.api-key`, "another-one");
    await pulumi("up", "--yes");
    assert.notEqual(taskDefinition(), before);
    await pulumi("config", "set", `${PROJECT}:protectStatefulResources`, "false");
    await pulumi("up", "--yes");
  });

  it("destroys it and removes the stack", async () => {
    await pulumi("destroy", "--yes");
    assert.deepEqual(aws.existing, []);
    await pulumi("stack", "rm", "dev", "--yes", "--preserve-config");
  });
});

function filesIn(folder: string, leftOut: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path, leftOut);
    return entry.isFile() && !leftOut.includes(entry.name) ? [path] : [];
  });
}
