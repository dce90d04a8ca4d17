import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { EngineEvent, PolicyEvent } from "@pulumi/pulumi/automation";
import { parseUrn } from "../../model/urn";
import { catalogue } from "../../policies/catalogue";
import { presetConfiguration } from "../../policies/configuration";
import { findingText } from "../../policies/evaluate";
import { judge } from "../../policies/judge";
import { pathForPolicyPacks } from "../../scripts/pulumi-cli/pulumi";
import { runProgram } from "../../simulator/in-process";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { ENGINE_TIMEOUT_MS, assertSucceeded, engineEnvironment, EngineStack, pulumiCli } from "../support/engine";
import { accountOf, ENVIRONMENTS, PROJECT, settingsOf } from "../support/environments";
import { judgedStack } from "../support/judged-stack";
import { POLICY_CANARY } from "../support/judged-stack/surroundings";
import { buildPack, removePack } from "../support/policy-pack";

/** What is wrong with the stack that was made for policies, by control and resource: what every door finds in the end. */
const FAILING = [
  "CloudWatch.16 kept-a-week",
  "CloudWatch.16 kept-for-ever",
  "CodeBuild.2 telling-build",
  "CodeBuild.5 mighty-build",
  "EC2.13 open",
  "EC2.13 open-rule",
  "EC2.15 open-subnet",
  "EC2.2 open-default",
  "EC2.2 twin",
  "EC2.6 opened",
  "EC2.6 twin",
  "ECR.1 open-images",
  "ECR.2 open-images",
  "ECR.3 open-images",
  "ECS.18 files-in-plain",
  "ECS.2 public",
  "ECS.20 as-root",
  "ECS.4 privileged",
  "ECS.5 writable",
  "ECS.5 writable-later",
  "ECS.8 with-credential",
  "EFS.1 plain-files",
  "EFS.2 plain-files",
  "EFS.3 whole",
  "EFS.6 open-target",
  "EKS.1 open-cluster",
  "ELB.1 forwarding",
  "ELB.1 forwarding-rule",
  "ELB.1 forwarding-rule-of-either",
  "ELB.16 balancer-later",
  "ELB.16 silent",
  "ELB.17 badly-encrypted",
  "ELB.4 silent",
  "ELB.5 silent",
  "IAM.1 everything",
  "IAM.2 person",
  "IAM.21 everything",
  "KMS.1 everything",
  "KMS.4 unrotated-key",
  "KMS.5 everyones-key",
  "Kinesis.1 plain-stream",
  "Lambda.1 everyones-uploads",
  "P-1 untagged",
  "P-2 open-bucket",
  "P-3 ignored",
  "P-5 forgetful-database",
  "RDS.11 forgetful-database",
  "RDS.2 public-database",
  "RDS.3 plain-database",
  "RDS.38 talkative-database",
  "S3.5 open-bucket",
  "S3.8 open-bucket",
  "SQS.1 plain-queue",
  "SQS.3 everyones-queue",
  "X-ECR-1 everyones-images",
  "X-ECS-3 foreign-image",
  "X-ECS-4 left-broken",
  "X-IAM-1 everything",
  "X-IAM-10 double",
  "X-IAM-2 everything",
  "X-IAM-3 everything",
  "X-IAM-4 trusting-everyone",
  "X-IAM-5 any-pipeline",
  "X-IAM-6 any-deputy",
  "X-IAM-7 administrator",
  "X-RDS-1 talkative-database",
  "X-VPC-1 leaking",
];

/** What can't be known before AWS has given ids and ARNs: only here may a first preview say something else. */
const NOT_KNOWN_AT_FIRST = [
  "EC2.13 rule-later",
  "EC2.2 twin",
  "EC2.2 vpc",
  "EC2.6 twin",
  "EC2.6 vpc",
  "ECR.3 later-images",
  "ECR.3 open-images",
  "ECS.18 files-later",
  "ECS.20 read-only-later",
  "ECS.20 writable-later",
  "ECS.4 read-only-later",
  "ECS.4 writable-later",
  "ECS.5 read-only-later",
  "ECS.5 writable-later",
  "ECS.8 read-only-later",
  "ECS.8 writable-later",
  "EFS.1 files-later",
  "EFS.2 files-later",
  "EFS.2 plain-files",
  "EFS.3 folder-later",
  "EFS.6 target-later",
  "ELB.1 encrypted-rule-of-either",
  "ELB.1 forwarding-rule-of-either",
  "ELB.16 balancer",
  "ELB.16 balancer-later",
  "ELB.17 encrypted-later",
  "ELB.4 balancer-later",
  "ELB.5 balancer-later",
  "IAM.1 narrow-later",
  "IAM.21 narrow-later",
  "KMS.1 narrow-later",
  "P-1 tagged-later",
  "S3.5 guarded",
  "S3.5 guarded-later",
  "S3.5 open-bucket",
  "S3.6 guarded",
  "S3.6 guarded-later",
  "S3.8 guarded-later",
  "S3.8 open-bucket",
  "X-ECS-3 read-only-later",
  "X-ECS-3 writable-later",
  "X-ECS-4 private-later",
  "X-IAM-1 narrow-later",
  "X-IAM-2 narrow-later",
  "X-IAM-3 narrow-later",
  "X-IAM-6 guarded",
  "X-IAM-6 guarded-later",
  "X-VPC-1 kept",
  "X-VPC-1 kept-after-all",
];

/** What was said: sorted lines of verdict, control, resource and text. */
type Said = readonly string[];

const SHOP = { project: "shop", stack: "prod", config: {}, program: judgedStack };

/** Levels that let everything through, so that the engine goes on and tells all; the settings are those of prod. */
const ADVISORY = Object.fromEntries(
  Object.entries(presetConfiguration(catalogue, "prod")).map(([policy, entry]) => {
    return [policy, typeof entry === "object" ? { ...entry, enforcementLevel: "advisory" } : "advisory"];
  }),
);

describe("policies in every door", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  let folder: string;
  let pack: string;
  let advisory: string;
  const said: Record<string, Said> = {};

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "fargate-platform-"));
    pack = buildPack();
    advisory = configurationFile("advisory", ADVISORY);
    said["offline"] = await saidOffline(false);
    said["offline, before anything exists"] = await saidOffline(true);
    const policyPack = { folder: pack, configuration: advisory };
    const stack = await EngineStack.create({ ...SHOP, aws: new SimulatedAws(), policyPack });
    try {
      for (const [name, operation] of [
        ["first preview", "preview"],
        ["up", "up"],
        ["second preview", "preview"],
      ] as const) {
        const run = await stack[operation]();
        assertSucceeded(run);
        said[name] = saidByEngine(run.policyViolations);
      }
      const state = join(folder, "state.json");
      writeFileSync(state, JSON.stringify(await stack.exportState()));
      said["analysis of the state"] = await saidByAnalysis(state);
    } finally {
      stack.dispose();
    }
  });

  after(() => {
    removePack(pack);
    rmSync(folder, { recursive: true, force: true });
  });

  for (const door of ["offline", "up", "second preview", "analysis of the state"]) {
    it(`find exactly what is wrong, and know everything: ${door}`, () => {
      assert.deepEqual(subjects(said[door]!, "fail"), FAILING);
      assert.deepEqual(subjects(said[door]!, "indeterminate"), []);
      assert.deepEqual(said[door], said["offline"]);
    });
  }

  for (const door of ["first preview", "offline, before anything exists"]) {
    it(`find the same where they can know, and say where they can't: ${door}`, () => {
      const knowable = FAILING.filter((subject) => !NOT_KNOWN_AT_FIRST.includes(subject));
      assert.deepEqual(subjects(said[door]!, "fail"), knowable);
      assert.deepEqual(subjects(said[door]!, "indeterminate"), NOT_KNOWN_AT_FIRST);
      assert.deepEqual(said[door], said["first preview"]);
    });
  }

  it("never repeat a value", () => {
    assert.doesNotMatch(JSON.stringify(said), new RegExp(POLICY_CANARY));
  });

  it("stop a preview that violates a mandatory one, and an update before it creates what is wrong", async () => {
    const aws = new SimulatedAws();
    const configuration = join(pack, "presets", "prod.json");
    const stack = await EngineStack.create({ ...SHOP, aws, policyPack: { folder: pack, configuration } });
    try {
      const preview = await stack.preview();
      assert.match(preview.error ?? "", /\[mandatory\].*ec2-13 .*open\)/);
      assert.match(preview.error ?? "", /\[mandatory\].*elb-1 .*forwarding-rule\)/);
      const up = await stack.up();
      assert.match(up.error ?? "", /\[mandatory\]/);
      // What only the whole stack shows is judged at the end: for that there is the preview.
      const early = catalogue.filter(({ phase }) => phase === "resource").map(({ id }) => id);
      const refused = FAILING.map((each) => each.split(" ") as [string, string])
        .filter(([control]) => early.includes(control))
        .map(([, name]) => name);
      const created = aws.existing.map(({ urn }) => parseUrn(urn).name);
      assert.deepEqual(
        created.filter((name) => refused.includes(name)),
        [],
      );
    } finally {
      stack.dispose();
    }
  });

  it("refuse a configuration that would silence them, before any resource", async () => {
    const aws = new SimulatedAws();
    const configuration = configurationFile("silent", { all: "disabled" });
    const stack = await EngineStack.create({ ...SHOP, aws, policyPack: { folder: pack, configuration } });
    try {
      const up = await stack.up();
      assert.match(up.error ?? "", /policy all: all = .*\n.*The pack has no such policy\./);
      assert.deepEqual([aws.existing, up.steps], [[], []]);
    } finally {
      stack.dispose();
    }
  });

  for (const environment of ENVIRONMENTS) {
    it(`say the same about environment ${environment} before it exists as offline, and let it through`, async () => {
      const account = () => new SimulatedAws({ accountId: accountOf(environment) });
      const configuration = join(pack, "presets", `${environment}.json`);
      const policyPack = { folder: pack, configuration };
      const config = settingsOf(environment);
      const place = { project: PROJECT, stack: environment, program: environmentProgram };
      const stack = await EngineStack.create({ ...place, config, aws: account(), policyPack });
      try {
        const preview = await stack.preview();
        assertSucceeded(preview);
        const byText = Object.entries(config).map(([key, value]) => [key, asText(value)] as const);
        const run = await runProgram({ ...place, config: Object.fromEntries(byText), aws: account(), preview: true });
        assert.deepEqual(saidByEngine(preview.policyViolations), saidAbout(run.graph, environment));
      } finally {
        stack.dispose();
      }
    });
  }

  function configurationFile(name: string, content: unknown): string {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  async function saidByAnalysis(stateFile: string): Promise<Said> {
    const cli = await pulumiCli();
    const environment = { ...engineEnvironment(folder, 0), PATH: await pathForPolicyPacks(cli) };
    const flags = ["--policy-pack", pack, "--policy-pack-config", advisory, "--file", stateFile, "--json"];
    const options = { cwd: folder, env: { ...process.env, ...environment } };
    const { stdout } = await promisify(execFile)(join(cli.folder, "pulumi"), ["policy", "analyze", ...flags], options);
    const events = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as EngineEvent);
    return saidByEngine(events.flatMap(({ policyEvent }) => policyEvent ?? []));
  }
});

async function saidOffline(preview: boolean): Promise<Said> {
  const run = await runProgram({ ...SHOP, preview });
  assert.equal(run.error, undefined);
  return saidAbout(run.graph, "prod");
}

function saidAbout(graph: Parameters<typeof judge>[0], preset: "dev" | "prod"): Said {
  const { controls } = judge(graph, { preset, exemptions: { exemptions: [] }, now: new Date() });
  return controls
    .flatMap(({ control, findings }) =>
      findings.map((finding) => {
        return `${finding.outcome} ${control.id} ${parseUrn(finding.urn).name}: ${findingText(finding)}`;
      }),
    )
    .sort();
}

/** The engine's events in the same words; what is indeterminate has a policy of its own, and names the control. */
function saidByEngine(events: readonly PolicyEvent[]): Said {
  const controls = new Map(catalogue.map(({ policy, id }) => [policy, id]));
  return events
    .map(({ policyName, message, resourceUrn }) => {
      const text = message.trim().split("\n").slice(1).join("\n");
      const name = parseUrn(resourceUrn!).name;
      if (policyName !== "indeterminate") return `fail ${controls.get(policyName)} ${name}: ${text}`;
      const separator = text.indexOf(": ");
      return `indeterminate ${text.slice(0, separator)} ${name}: ${text.slice(separator + 2)}`;
    })
    .sort();
}

/** Control and resource of all that got the verdict, each once. */
function subjects(lines: Said, verdict: string): readonly string[] {
  const chosen = lines.filter((line) => line.startsWith(`${verdict} `));
  return [...new Set(chosen.map((line) => line.slice(verdict.length + 1, line.indexOf(":"))))].sort();
}

/** A structured setting as Pulumi hands it to a program. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
