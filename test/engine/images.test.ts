import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseUrn } from "../../model/urn";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { REPOSITORY } from "../support/environments";
import { engineSettings, PROJECT, SETTINGS } from "../support/settings";

const IMAGE = "docker-build:index:Image";

describe("an environment that builds the sample application, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: "123456789012" });
  const folder = mkdtempSync(join(tmpdir(), "sample-"));
  const program = join(folder, "server.js");
  const original = readFileSync(join(REPOSITORY, "apps/sample/server.js"), "utf8");
  let stack: EngineStack;
  let preview: EngineRun;
  let up: EngineRun;
  let firstImage: string;

  before(async () => {
    cpSync(join(REPOSITORY, "apps/sample"), folder, { recursive: true });
    const build = { context: relative(process.cwd(), folder) };
    const config = {
      "pulumi:disable-default-providers": ["*"],
      ...engineSettings({
        environmentType: "dev",
        region: "eu-west-1",
        network: SETTINGS.network,
        services: { web: { cpuArchitecture: "ARM64", containers: { app: { build } } } },
      }),
    };
    stack = await EngineStack.create({ project: PROJECT, stack: "build", config, program: environmentProgram, aws });
    preview = await stack.preview();
    up = await stack.up();
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
    rmSync(folder, { recursive: true });
  });

  const images = () => aws.existing.filter(({ type }) => type === IMAGE);
  const taskImage = async () => {
    const task = (await stack.state()).find(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition");
    const [{ image }] = JSON.parse(String(task?.outputs?.["containerDefinitions"])) as [{ image: string }];
    return { image, revision: task?.outputs?.["revision"] };
  };
  /** What was done to what, but for what stayed as it was. */
  const operations = (run: EngineRun) =>
    run.steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${parseUrn(urn).type}`);

  it("is previewed before there is a repository: everything but the image itself", () => {
    assertSucceeded(preview);
    const types = [...preview.results.keys()].map((urn) => parseUrn(urn).type);
    for (const type of ["awsx:ecr:Repository", "aws:ecr/repository:Repository", "awsx:ecr:Image"]) {
      assert.ok(types.includes(type), type);
    }
    assert.equal(types.includes(IMAGE), false);
  });

  it("runs the image by its digest, built for the task's architecture, which its execution role alone may pull", async () => {
    assertSucceeded(up);
    const [built] = images();
    const repository = aws.existing.find(({ type }) => type === "aws:ecr/repository:Repository")!;
    assert.match(repository.id, /^web\/app-[0-9a-f]{7}$/);
    firstImage = `${String(repository.outputs["repositoryUrl"])}@${String(built!.outputs["digest"])}`;
    assert.deepEqual(await taskImage(), { image: firstImage, revision: 1 });
    assert.deepEqual(built!.inputs["platforms"], ["linux/arm64"]);
    const policies = aws.existing.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    const documents = policies.map(({ inputs }) => JSON.parse(String(inputs["policy"])) as { Statement: Statement[] });
    const pull = documents.flatMap(({ Statement }) => Statement).filter(({ Sid }) => Sid === "PullImages");
    assert.deepEqual(
      pull.map(({ Resource }) => Resource),
      [[`arn:aws:ecr:eu-west-1:123456789012:repository/${repository.id}`]],
    );
  });

  it("is left alone by a second up, though the registry's password is another one", async () => {
    const second = await stack.up();
    assertSucceeded(second);
    assert.deepEqual(operations(second), []);
    assert.equal(second.steps.length, up.steps.length);
  });

  it("builds and runs another image when a file has changed, and keeps the one before in the repository", async () => {
    appendFileSync(program, "// changed\n");
    const changed = await stack.up();
    assertSucceeded(changed);
    assert.deepEqual(operations(changed), [
      `create ${IMAGE}`,
      "create-replacement aws:ecs/taskDefinition:TaskDefinition",
      "replace aws:ecs/taskDefinition:TaskDefinition",
      "update aws:ecs/service:Service",
      "delete-replaced aws:ecs/taskDefinition:TaskDefinition",
      `delete ${IMAGE}`,
    ]);
    assert.equal(images().length, 2);
    const { image, revision } = await taskImage();
    assert.deepEqual([image.endsWith(images()[1]!.id), revision], [true, 2]);
  });

  it("does nothing when a file has changed that no build sees", async () => {
    writeFileSync(join(folder, "notes.txt"), "ignored by .dockerignore\n");
    const run = await stack.up();
    assertSucceeded(run);
    assert.deepEqual(operations(run), []);
  });

  it("runs the image before again when the change is taken back", async () => {
    writeFileSync(program, original);
    const back = await stack.up();
    assertSucceeded(back);
    assert.deepEqual(await taskImage(), { image: firstImage, revision: 3 });
    assert.equal(images().length, 2);
  });

  it("is destroyed with its repository and all images", async () => {
    assertSucceeded(await stack.destroy());
    assert.deepEqual(await stack.state(), []);
    assert.deepEqual(aws.existing, []);
  });
});

interface Statement {
  readonly Sid: string;
  readonly Resource: readonly string[];
}
