import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { makeUrn } from "../../model/urn";
import { type Pack, PACKS } from "../../policies/control";
import { packPolicies } from "../../scripts/pack-policies";
import { pathForPolicyPacks } from "../../scripts/pulumi-cli/pulumi";
import { ENGINE_TIMEOUT_MS, engineEnvironment, pulumiCli } from "../support/engine";

function resource(type: string, name: string, inputs: object): object {
  const urn = makeUrn("prod", "shop", undefined, type, name);
  return { urn, custom: true, id: name, type, inputs, outputs: inputs };
}

/** The state of some stack, as `pulumi stack export` writes it: of this repository there is nothing in it. */
const STATE = {
  version: 3,
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
    resources: [
      { urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod", custom: false, type: "pulumi:pulumi:Stack" },
      resource("aws:rds/instance:Instance", "orders", { publiclyAccessible: true, deletionProtection: false }),
      resource("aws:ecr/lifecyclePolicy:LifecyclePolicy", "images", { repository: "images" }),
    ],
  },
};

/** A policy of each pack that the database violates, and one that it doesn't have. */
const FOUND: Readonly<Record<Pack, readonly [string, string]>> = {
  security: ["rds-2", "rds-7"],
  operations: ["rds-7", "rds-2"],
};

describe("a policy pack as it is published", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  let folder: string;
  let archives: readonly string[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "published-"));
    const exemptionsFile = join(folder, "exemptions.yaml");
    writeFileSync(exemptionsFile, "exemptions: []\n");
    archives = packPolicies({ directory: join(folder, "built"), exemptionsFile });
    writeFileSync(join(folder, "state.json"), JSON.stringify(STATE));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  PACKS.forEach((pack, index) => {
    it(`is installed in an empty folder, and judges a stack there by itself: ${pack}`, async () => {
      const own = join(folder, pack);
      mkdirSync(own);
      execFileSync("tar", ["-xzf", archives[index]!, "-C", own]);
      const installed = join(own, "package");
      assert.deepEqual(readdirSync(installed).sort(), [
        "PulumiPolicy.yaml",
        "exemptions.json",
        "index.js",
        "package.json",
        "presets",
      ]);
      execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], {
        cwd: installed,
        stdio: "ignore",
      });
      const cli = await pulumiCli();
      const env = { ...process.env, ...engineEnvironment(folder, 0), PATH: await pathForPolicyPacks(cli) };
      const flags = ["--policy-pack", installed, "--policy-pack-config", join(installed, "presets", "prod.json")];
      const analyze = ["policy", "analyze", ...flags, "--file", join(folder, "state.json"), "--json"];
      const run = await promisify(execFile)(join(cli.folder, "pulumi"), analyze, { cwd: own, env }).catch(
        (error: { stdout: string }) => error,
      );
      const events = run.stdout.trim().split("\n");
      const violated = events.flatMap((line) => (JSON.parse(line) as EngineEvent).policyEvent ?? []);
      const [there, elsewhere] = FOUND[pack];
      assert.deepEqual(
        violated.filter(({ policyName }) => [there, elsewhere].includes(policyName)).map((event) => event.policyName),
        [there],
      );
      assert.deepEqual([...new Set(violated.map((event) => event.policyPackName))], [`fargate-platform-${pack}`]);
    });
  });
});
