import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { EngineEvent, PolicyEvent } from "@pulumi/pulumi/automation";
import { parseUrn } from "../../model/urn";
import { catalogue } from "../../policies/catalogue";
import { type Coverage, isComplete } from "../../policies/coverage";
import { presetConfiguration } from "../../policies/configuration";
import { type Pack, PACKS, type Preset } from "../../policies/control";
import { findingText } from "../../policies/evaluate";
import { judge } from "../../policies/judge";
import { pathForPolicyPacks } from "../../scripts/pulumi-cli/pulumi";
import { runProgram } from "../../simulator/in-process";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { ENGINE_TIMEOUT_MS, assertSucceeded, engineEnvironment, EngineStack, pulumiCli } from "../support/engine";
import { accountOf, ENVIRONMENTS, PROJECT, settingsOf } from "../support/environments";
import { judgedStack } from "../support/judged-stack";
import { FAILING, NOT_KNOWN_AT_FIRST } from "../support/judged-stack/verdicts";
import { POLICY_CANARY } from "../support/judged-stack/surroundings";
import { buildPacks, type ConfiguredPack, presetPacks, removePacks } from "../support/policy-pack";

/** What was said: sorted lines of verdict, control, resource and text. */
type Said = readonly string[];

const SHOP = { project: "shop", stack: "prod", config: {}, program: judgedStack };

/** Levels that let everything through, so that the engine goes on and tells all; the settings are those of prod. */
function advisory(pack: Pack): Readonly<Record<string, unknown>> {
  const controls = catalogue.filter((control) => control.pack === pack);
  return Object.fromEntries(
    Object.entries(presetConfiguration(controls, "prod")).map(([policy, entry]) => {
      return [policy, typeof entry === "object" ? { ...entry, enforcementLevel: "advisory" } : "advisory"];
    }),
  );
}

describe("policies in every door", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  let folder: string;
  let packs: string;
  let advisoryPacks: readonly ConfiguredPack[];
  const said: Record<string, Said> = {};
  const figures: Record<string, readonly Coverage[]> = {};

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "fargate-platform-"));
    packs = buildPacks();
    advisoryPacks = PACKS.map((pack) => ({
      folder: join(packs, pack),
      configuration: configurationFile(pack, advisory(pack)),
    }));
    said["offline"] = await saidOffline(false);
    said["offline, before anything exists"] = await saidOffline(true);
    const stack = await EngineStack.create({ ...SHOP, aws: new SimulatedAws(), policyPacks: advisoryPacks });
    try {
      for (const [name, operation] of [
        ["first preview", "preview"],
        ["up", "up"],
        ["second preview", "preview"],
      ] as const) {
        const run = await stack[operation]();
        assertSucceeded(run);
        said[name] = saidByEngine(run.policyViolations);
        figures[name] = run.policyViolations.flatMap((event) => coverageIn(event) ?? []);
      }
      const state = join(folder, "state.json");
      writeFileSync(state, JSON.stringify(await stack.exportState()));
      said["analysis of the state"] = await saidByAnalysis(state);
    } finally {
      stack.dispose();
    }
  });

  after(() => {
    removePacks(packs);
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

  it("say how much each pack could judge, if not all", async () => {
    const { graph } = await runProgram({ ...SHOP, preview: true });
    const offline = PACKS.map((pack) => {
      const controls = catalogue.filter((control) => control.pack === pack);
      return judge(graph, { controls, preset: "prod", exemptions: { exemptions: [] }, now: new Date() }).coverage;
    });
    const incomplete = offline.filter((coverage) => !isComplete(coverage));
    assert.ok(incomplete.length > 0);
    assert.deepEqual(new Set(figures["first preview"]), new Set(incomplete));
    assert.deepEqual([figures["up"], figures["second preview"]], [[], []]);
  });

  it("never repeat a value", () => {
    assert.doesNotMatch(JSON.stringify(said), new RegExp(POLICY_CANARY));
  });

  it("stop a preview that violates a mandatory one, and an update before it creates what is wrong", async () => {
    const aws = new SimulatedAws();
    const stack = await EngineStack.create({ ...SHOP, aws, policyPacks: presetPacks(packs, "prod") });
    try {
      const preview = await stack.preview();
      assert.match(preview.error ?? "", /\[mandatory\].*ec2-13 .*open\)/);
      assert.match(preview.error ?? "", /\[mandatory\].*elb-1 .*forwarding-rule\)/);
      const up = await stack.up();
      assert.match(up.error ?? "", /\[mandatory\]/);
      // What only the whole stack shows is judged at the end: for that there is the preview.
      const early = catalogue
        .filter(({ phase, levels }) => phase === "resource" && levels.prod === "mandatory")
        .map(({ id }) => id);
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
    const policyPacks = PACKS.map((pack) => ({ folder: join(packs, pack), configuration }));
    const stack = await EngineStack.create({ ...SHOP, aws, policyPacks });
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
      const policyPacks = presetPacks(packs, environment);
      const config = settingsOf(environment);
      const place = { project: PROJECT, stack: environment, program: environmentProgram };
      const stack = await EngineStack.create({ ...place, config, aws: account(), policyPacks });
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
    const flags = [
      ...advisoryPacks.flatMap((pack) => ["--policy-pack", pack.folder, "--policy-pack-config", pack.configuration]),
      ...["--file", stateFile, "--json"],
    ];
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

function saidAbout(graph: Parameters<typeof judge>[0], preset: Preset): Said {
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
    .filter((event) => coverageIn(event) === undefined)
    .map(({ policyName, message, resourceUrn }) => {
      const text = textOf(message);
      const name = parseUrn(resourceUrn!).name;
      if (policyName !== "indeterminate") return `fail ${controls.get(policyName)} ${name}: ${text}`;
      const separator = text.indexOf(": ");
      return `indeterminate ${text.slice(0, separator)} ${name}: ${text.slice(separator + 2)}`;
    })
    .sort();
}

/** What is said of a finding, without its policy's description. */
function textOf(message: string): string {
  return message.trim().split("\n").slice(1).join("\n");
}

/** How much one of the packs could judge, if that is what an event tells. */
function coverageIn({ policyName, message }: PolicyEvent): Coverage | undefined {
  const [, evaluated, applicable] = /^(\d+) of (\d+) judgements/.exec(textOf(message)) ?? [];
  if (policyName !== "indeterminate" || evaluated === undefined) return undefined;
  return { evaluated: Number(evaluated), applicable: Number(applicable) };
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
