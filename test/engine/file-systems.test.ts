import assert from "node:assert/strict";
import { parseUrn } from "../../model/urn";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { buildPacks, presetPacks, removePacks } from "../support/policy-pack";
import { PROJECT } from "../support/settings";
import { configOf, SHARED_FILES, STACK } from "../topologies/shared-files";

const { network, fileSystems, services } = SHARED_FILES;

describe("services that share a file system, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: "123456789012" });
  let packs: string;
  let stack: EngineStack;
  const runs: Record<string, EngineRun> = {};

  before(async () => {
    packs = buildPacks();
    const policyPacks = presetPacks(packs, "dev");
    const program = environmentProgram;
    const options = { project: PROJECT, stack: STACK, config: configOf(), program, aws };
    stack = await EngineStack.create({ ...options, policyPacks });
    const upWith = async (change: Readonly<Record<string, unknown>>) => {
      await stack.reconfigure(configOf(change));
      return stack.up();
    };
    runs["preview"] = await stack.preview();
    runs["up"] = await stack.up();
    runs["second up"] = await stack.up();
    runs["more zones"] = await upWith({ network: { ...network, zones: ["a", "b", "c"] } });
    runs["fewer zones"] = await upWith({});
    const { shared } = fileSystems;
    const accessPoints = { ...shared.accessPoints, uploads: {} };
    runs["more folders"] = await upWith({
      fileSystems: { shared: { ...shared, accessPoints } },
      services: {
        ...services,
        writer: {
          containers: {
            writer: {
              ...services.writer.containers.writer,
              fileSystemMounts: {
                ...services.writer.containers.writer.fileSystemMounts,
                "/uploads": { fileSystem: "shared", accessPoint: "uploads" },
              },
            },
          },
        },
      },
    });
    runs["destroy"] = await stack.destroy();
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
    removePacks(packs);
  });

  it("can be previewed before anything exists", () => {
    assertSucceeded(runs["preview"]!);
  });

  it("start where they can mount it, and are what the policies about files ask for", () => {
    const up = runs["up"]!;
    assertSucceeded(up);
    const said = up.policyViolations.filter(
      ({ policyName, message }) => /^(efs-|ecs-18$)/.test(policyName) || /\b(EFS\.|ECS\.18\b)/.test(message),
    );
    assert.deepEqual(said, []);
    assert.ok(up.steps.some(({ type }) => type === "aws:efs/mountTarget:MountTarget"));
  });

  it("are left alone by a second up", () => {
    assertSucceeded(runs["second up"]!);
    assert.deepEqual(runs["second up"]!.changes, { same: runs["up"]!.steps.length });
  });

  it("reach it from a new zone by a new mount target, and lose no other when the zone goes", () => {
    const more = ofFiles(runs["more zones"]!);
    assert.deepEqual(more, { create: ["MountTarget shared-c"], update: ["Service reader", "Service writer"] });
    const fewer = ofFiles(runs["fewer zones"]!);
    assert.deepEqual(fewer, { delete: ["MountTarget shared-c"], update: ["Service reader", "Service writer"] });
  });

  it("get another folder without losing the one that they have", () => {
    assert.deepEqual(ofFiles(runs["more folders"]!), {
      create: ["AccessPoint shared-uploads"],
      "create-replacement": ["TaskDefinition writer"],
      replace: ["TaskDefinition writer"],
      update: ["RolePolicy writer-task-files", "Service writer"],
      "delete-replaced": ["TaskDefinition writer"],
    });
  });

  it("are destroyed with the file system", () => {
    assertSucceeded(runs["destroy"]!);
    assert.deepEqual(aws.existing, []);
  });
});

/** What is done to services, what they are made of, and file systems, by operation. */
function ofFiles(run: EngineRun): Partial<Record<string, string[]>> {
  assertSucceeded(run);
  const byOperation: Record<string, string[]> = {};
  for (const { op, type, urn } of run.steps) {
    if (op === "same" || !/^aws:(efs|ecs|iam)\//.test(type)) continue;
    (byOperation[op] ??= []).push(`${type.split(":")[2]} ${parseUrn(urn).name}`);
  }
  for (const list of Object.values(byOperation)) list.sort();
  return byOperation;
}
