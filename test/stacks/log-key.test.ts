import assert from "node:assert/strict";
import { environmentProgram } from "../../stacks/program";
import { runProgram } from "../../simulator/in-process";
import { Recorded } from "../support/recorded";
import { configValues, PROJECT, SETTINGS } from "../support/settings";

/** The environment with these settings. */
async function environment(change: Readonly<Record<string, unknown>>): Promise<Recorded> {
  const config = configValues({ protectStatefulResources: false, ...change });
  const run = await runProgram({ project: PROJECT, stack: "staging", config, program: environmentProgram });
  if ("error" in run) throw run.error;
  return new Recorded(run.graph.resources, run.messages);
}

const withShells = { web: { ...SETTINGS.services.web, executeCommand: true } };

describe("the key of an environment's logs", () => {
  it("exists where shells have to be recorded, and keeps the record as long as other logs", async () => {
    const run = await environment({ services: withShells, logRetentionDays: 30 });
    assert.equal(run.inputs("kms.Key", "logs")["description"], "Logs of staging");
    const { kmsKeyId, retentionInDays } = run.inputs("cloudwatch.LogGroup", "main-exec");
    assert.deepEqual([kmsKeyId, retentionInDays], [run.output("kms.Key", "logs", "arn"), 30]);
    assert.ok(!run.resource("kms.Key", "logs").options.protect);
  });

  it("is protected together with the record, unless the settings say otherwise", async () => {
    const run = await environment({ services: withShells, protectStatefulResources: undefined });
    for (const [type, name] of [
      ["kms.Key", "logs"],
      ["cloudwatch.LogGroup", "main-exec"],
    ] as const) {
      assert.equal(run.resource(type, name).options.protect, true);
    }
  });

  it("encrypts all logs if the settings say so: of services, connections, and requests that are blocked", async () => {
    const run = await environment({ logEncryption: true, webAcl: {} });
    const key = run.output("kms.Key", "logs", "arn");
    const groups = run.names("cloudwatch.LogGroup");
    assert.deepEqual(groups, ["aws-waf-logs-public", "main-flow", "web"]);
    for (const name of groups) assert.equal(run.inputs("cloudwatch.LogGroup", name)["kmsKeyId"], key, name);
    // Nobody opens shells.
    assert.equal(run.inputs("ecs.Cluster", "main")["configuration"], undefined);
    // CloudWatch uses the key in its own name.
    assert.doesNotMatch(run.input("iam.RolePolicy", "web-execution", "policy"), /kms:/);
  });

  it("leaves other logs alone where only shells ask for it", async () => {
    const run = await environment({ services: withShells });
    const encrypted = run
      .names("cloudwatch.LogGroup")
      .filter((name) => run.inputs("cloudwatch.LogGroup", name)["kmsKeyId"] !== undefined);
    assert.deepEqual(encrypted, ["main-exec"]);
  });

  it("doesn't exist where nothing asks for it", async () => {
    const run = await environment({});
    assert.ok(!run.names("kms.Key").includes("logs"));
    assert.equal(run.inputs("ecs.Cluster", "main")["configuration"], undefined);
  });
});
