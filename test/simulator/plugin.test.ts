import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { ENGINE_TIMEOUT_MS, pulumiCli } from "../support/engine";
import { CONFIG, fargateProgram, PROJECT, STACK } from "./fargate-program";

/** The folder that Pulumi looks into for the executable `pulumi-resource-aws`. */
const PLUGIN = join(__dirname, "../../simulator/provider");

describe("simulated AWS as a plugin that the engine starts", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  let folder: string;
  let stack: Stack;
  let stateFile: string;
  const existing = () => new SimulatedAws({ saved: readFileSync(stateFile, "utf8") });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "simulated-aws-"));
    stateFile = join(folder, "aws.json");
    for (const name of ["work", "state"]) mkdirSync(join(folder, name));
    const { command } = await pulumiCli();
    // The Automation API writes all of this to Pulumi.yaml; its type does not list plugins.
    const projectSettings = {
      name: PROJECT,
      runtime: "nodejs" as const,
      backend: { url: `file://${join(folder, "state")}` },
      plugins: { providers: [{ name: "aws", path: PLUGIN }] },
    };
    stack = await LocalWorkspace.createOrSelectStack(
      { projectName: PROJECT, stackName: STACK, program: fargateProgram() },
      {
        workDir: join(folder, "work"),
        pulumiHome: join(folder, "home"),
        pulumiCommand: command,
        projectSettings,
        stackSettings: { [STACK]: { config: CONFIG } },
        envVars: {
          PULUMI_CONFIG_PASSPHRASE: "only for tests",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          SIMULATED_AWS_STATE: stateFile,
        },
      },
    );
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps what exists in its file from one run to the next, until it is destroyed", async () => {
    const { create: created = 0 } = (await stack.up()).summary.resourceChanges ?? {};
    // All but the stack, its provider and the component.
    assert.equal(existing().existing.length, created - 3);
    assert.doesNotMatch(readFileSync(stateFile, "utf8").replaceAll(/"value": "swordfish"/g, ""), /swordfish/);
    const second = await stack.up({ expectNoChanges: true });
    assert.deepEqual(second.summary.resourceChanges, { same: created });
    const refreshed = await stack.refresh({ expectNoChanges: true });
    assert.deepEqual(refreshed.summary.resourceChanges, { same: created });
    await stack.destroy();
    assert.deepEqual(existing().existing, []);
    assert.deepEqual(
      existing().leftBehind.map(({ type }) => type),
      ["aws:ecs/taskDefinition:TaskDefinition", "aws:kms/key:Key", "aws:kms/key:Key"],
    );
  });
});
