import assert from "node:assert/strict";
import { UNKNOWN, type ResourceGraph, type Value } from "../../model/graph";
import type { Problem } from "../../model/problem";
import { makeUrn } from "../../model/urn";
import { catalogue } from "../../policies/catalogue";
import { cloudwatch16 } from "../../policies/controls/cloudwatch-16";
import { ecs2 } from "../../policies/controls/ecs-2";
import { ecs5 } from "../../policies/controls/ecs-5";
import { findingText } from "../../policies/evaluate";
import { parseExemptions } from "../../policies/exemptions";
import { readExemptionsFile } from "../../policies/exemptions-file";
import { judge } from "../../policies/judge";
import { join } from "node:path";

const NOW = new Date("2026-03-01T12:00:00Z");
const CONTROL_IDS = catalogue.map(({ id }) => id);
/** What these tests are about: no other control has anything to say. */
const CONTROLS = [ecs2, ecs5, cloudwatch16];
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

const EXEMPTION = {
  control: "CloudWatch.16",
  urn: `urn:pulumi:prod::shop::${LOG_GROUP}::debug-*`,
  reason: "These logs are copied to the archive each night.",
  ticket: "OPS-1",
  owner: "web team",
  expires: "2026-03-31",
};

function parse(...entries: readonly unknown[]) {
  return parseExemptions({ exemptions: entries }, CONTROL_IDS, NOW);
}

/** Which arguments are refused, and why. */
function refused(entry: unknown): readonly string[] {
  const { valid, problems } = parse(entry);
  assert.deepEqual(valid, []);
  for (const { fix } of problems) assert.match(fix, /^[A-Z].{8,}\.$/);
  return problems.map(({ argument, message }) => `${argument}: ${message}`);
}

describe("an exemptions file", () => {
  it("of this repository holds, and is empty", () => {
    const document = readExemptionsFile(join(__dirname, "..", "..", "policies", "exemptions.yaml"));
    assert.deepEqual(parseExemptions(document, CONTROL_IDS, NOW), { valid: [], problems: [] });
  });

  it("may hold complete exemptions, with a finding or without", () => {
    const withFinding = { ...EXEMPTION, finding: "web" };
    assert.deepEqual(parse(EXEMPTION, withFinding), { valid: [EXEMPTION, withFinding], problems: [] });
  });

  it("must hold a list", () => {
    for (const document of [null, "text", [], {}, { exemptions: {} }]) {
      const { valid, problems } = parseExemptions(document, CONTROL_IDS, NOW);
      const [{ component, argument, message, fix }] = problems as [Problem];
      assert.deepEqual([valid, problems.length, component, argument], [[], 1, "exemptions", "exemptions"]);
      for (const text of [message, fix]) assert.match(text, /^[A-Z].{8,}\.$/);
    }
  });

  it("is read as YAML, and names the line that is none", () => {
    assert.throws(() => readExemptionsFile(__filename), /The file is no YAML: .*line/s);
  });

  it("keeps the good exemptions beside a bad one, and says which is bad", () => {
    const { valid, problems } = parse(EXEMPTION, "x");
    assert.deepEqual([valid, problems.map(({ component }) => component)], [[EXEMPTION], ["exemptions[1]"]]);
  });

  it("refuses whatever is missing, empty or of the wrong kind, all at once", () => {
    const text = "It must be a text that is not empty.";
    assert.deepEqual(refused({ ...EXEMPTION, reason: " ", owner: undefined, ticket: 5, finding: "" }), [
      `reason: ${text}`,
      `ticket: ${text}`,
      `owner: ${text}`,
      `finding: ${text}`,
    ]);
  });

  it("refuses keys that it doesn't know", () => {
    const keys = "control, urn, reason, ticket, owner, expires, finding";
    assert.deepEqual(refused({ ...EXEMPTION, expiry: "2026-03-31" }), [
      `expiry: An exemption has only the keys ${keys}.`,
    ]);
  });

  it("refuses an unknown control, and those that nobody can be exempted from", () => {
    assert.deepEqual(refused({ ...EXEMPTION, control: "ECS.99" }), ["control: The catalogue has no such control."]);
    for (const control of ["IAM.1", "X-RDS-1", "P-4"]) {
      assert.deepEqual(refused({ ...EXEMPTION, control }), ["control: Nobody can be exempted from this control."]);
    }
  });

  it("refuses what is no URN", () => {
    for (const urn of ["*", "debug", `urn:pulumi:prod::${LOG_GROUP}::x`, "urn:pulumi:::p::t::n"]) {
      assert.match(refused({ ...EXEMPTION, urn }).join(), /^urn: It is no URN/);
    }
  });

  it("refuses what is no set of keys, and says which it needs", () => {
    const { problems } = parse("x");
    assert.deepEqual(
      problems.map(({ message, fix }) => [message, fix]),
      [["An exemption is a set of keys.", "Give it the keys control, urn, reason, ticket, owner, expires."]],
    );
  });

  it("refuses a day that doesn't exist", () => {
    for (const expires of ["soon", "2026-02-30", "2026-3-31", "2026-03-31T00:00:00Z", "02026-03-31"]) {
      assert.deepEqual(refused({ ...EXEMPTION, expires }), ["expires: It is no day."]);
    }
  });

  it("holds through the last day, and not longer", () => {
    assert.deepEqual(parse({ ...EXEMPTION, expires: "2026-03-01" }).problems, []);
    assert.deepEqual(refused({ ...EXEMPTION, expires: "2026-02-28" }), ["expires: It has expired."]);
  });

  it("holds until midnight of the last day", () => {
    const at = (now: string) => parseExemptions({ exemptions: [EXEMPTION] }, CONTROL_IDS, new Date(now)).valid.length;
    assert.equal(at("2026-03-31T23:59:59.999Z"), 1);
    assert.equal(at("2026-04-01T00:00:00.000Z"), 0);
  });

  it("accepts exactly 180 days", () => {
    const now = new Date("2026-03-01T00:00:00Z");
    const problems = (expires: string) => {
      return parseExemptions({ exemptions: [{ ...EXEMPTION, expires }] }, CONTROL_IDS, now).problems.length;
    };
    assert.deepEqual([problems("2026-08-28"), problems("2026-08-29")], [0, 1]);
  });

  it("accepts nothing for more than 180 days", () => {
    assert.deepEqual(parse({ ...EXEMPTION, expires: "2026-08-28" }).problems, []);
    assert.deepEqual(refused({ ...EXEMPTION, expires: "2026-08-29" }), ["expires: It is more than 180 days ahead."]);
  });
});

/** A stack of log groups and task definitions. */
function stack(resources: readonly { type: string; name: string; properties: Record<string, Value> }[]): ResourceGraph {
  return {
    project: "shop",
    stack: "prod",
    outputs: {},
    resources: resources.map(({ type, name, properties }) => ({
      urn: makeUrn("prod", "shop", undefined, type, name),
      type,
      name,
      custom: true,
      inputs: { tags: { project: "shop", environment: "prod", owner: "web team" }, ...properties },
      outputs: {},
      dependencies: [],
      propertyDependencies: {},
      options: {},
    })),
  };
}

function logGroup(name: string, retentionInDays: Value) {
  return { type: LOG_GROUP, name, properties: { retentionInDays } };
}

function judged(graph: ResourceGraph, exemptions: readonly unknown[], configuration = {}) {
  return judge(graph, { preset: "prod", exemptions: { exemptions }, now: NOW, configuration, controls: CONTROLS });
}

describe("an exemption", () => {
  it("turns the failures that it covers into advisory ones with its reason, and no others", () => {
    const judgement = judged(stack([logGroup("debug-1", 7), logGroup("audit", 7)]), [EXEMPTION]);
    const findings = judgement.controls.flatMap((control) => control.findings);
    assert.deepEqual(
      findings.map(({ urn, level, exemption }) => [urn.split("::")[3], level, exemption]),
      [
        ["debug-1", "advisory", EXEMPTION],
        ["audit", "mandatory", undefined],
      ],
    );
    assert.equal(
      findingText(findings[0]!),
      "retentionInDays is below the 365 days that the configuration asks for. " +
        "Exempt until 2026-03-31 (web team, OPS-1): These logs are copied to the archive each night.",
    );
    assert.equal(judgement.failed, true);
    assert.equal(judged(stack([logGroup("debug-1", 7)]), [EXEMPTION]).failed, false);
  });

  it("covers only the finding that it names", () => {
    const containerDefinitions = JSON.stringify([{ name: "web" }, { name: "job" }]);
    const graph = stack([{ type: TASK_DEFINITION, name: "app", properties: { containerDefinitions } }]);
    const urn = `urn:pulumi:*::shop::*TaskDefinition::app`;
    const judgement = judged(graph, [{ ...EXEMPTION, control: "ECS.5", urn, finding: "job" }]);
    assert.deepEqual(
      judgement.controls.flatMap(({ findings }) => findings.map(({ key, level }) => [key, level])),
      [
        ["web", "mandatory"],
        ["job", "advisory"],
      ],
    );
  });

  it("covers only resources whose stack, project, type and name all match", () => {
    const graph = stack([logGroup("debug-1", 7)]);
    const matches = (urn: string) => !judged(graph, [{ ...EXEMPTION, urn }]).controls.some(hasMandatory);
    assert.ok(matches(`urn:pulumi:prod::shop::${LOG_GROUP}::debug-1`));
    assert.ok(matches("urn:pulumi:p*d::s*::*LogGroup::*"));
    assert.ok(!matches(`urn:pulumi:dev::shop::${LOG_GROUP}::debug-1`));
    assert.ok(!matches(`urn:pulumi:prod::shop2::${LOG_GROUP}::debug-1`));
    assert.ok(!matches("urn:pulumi:prod::shop::aws:cloudwatch/logGroup::debug-1"));
    assert.ok(!matches(`urn:pulumi:prod::shop::${LOG_GROUP}::debug-`));
    assert.ok(!matches(`urn:pulumi:prod::shop::${LOG_GROUP}::debug.1`));
  });

  it("that is wrong or expired covers nothing, and fails the run by itself", () => {
    const failing = judged(stack([logGroup("debug-1", 7)]), [{ ...EXEMPTION, expires: "2026-02-28" }]);
    assert.ok(failing.controls.some(hasMandatory));
    const mended = judged(stack([logGroup("debug-1", 365)]), [{ ...EXEMPTION, expires: "2026-02-28" }]);
    assert.deepEqual(
      [mended.controls.some(hasMandatory), mended.exemptionProblems.length, mended.failed],
      [false, 1, true],
    );
  });

  it("that isn't needed any more fails the run, be the resource mended or gone", () => {
    for (const resources of [[logGroup("debug-1", 365)], [logGroup("audit", 365)], []]) {
      const judgement = judged(stack(resources), [EXEMPTION]);
      assert.deepEqual([judgement.unusedExemptions, judgement.failed], [[EXEMPTION], true]);
    }
  });

  it("for another finding of the same resource isn't needed", () => {
    const exemption = { ...EXEMPTION, finding: "other" };
    assert.deepEqual(judged(stack([logGroup("debug-1", 7)]), [exemption]).unusedExemptions, [exemption]);
  });

  it("for a type that the control doesn't judge isn't needed", () => {
    const exemption = { ...EXEMPTION, control: "ECS.2", urn: "urn:pulumi:prod::shop::*::debug-*" };
    assert.deepEqual(judged(stack([logGroup("debug-1", 365)]), [exemption]).unusedExemptions, [exemption]);
  });

  it("of another stack or project is not asked for here", () => {
    const elsewhere = [`urn:pulumi:dev::shop::*::debug-*`, `urn:pulumi:prod::other::*::debug-*`];
    const exemptions = elsewhere.map((urn) => ({ ...EXEMPTION, urn }));
    const judgement = judged(stack([logGroup("debug-1", 365)]), exemptions);
    assert.deepEqual([judgement.unusedExemptions, judgement.failed], [[], false]);
  });

  it("is kept as long as nobody can tell whether it is needed", () => {
    const unknown = judged(stack([logGroup("debug-1", UNKNOWN)]), [{ ...EXEMPTION, finding: "any" }]);
    assert.deepEqual([unknown.unusedExemptions, unknown.failed], [[], false]);
    const off = judged(stack([logGroup("debug-1", 365)]), [EXEMPTION], { "cloudwatch-16": "disabled" });
    assert.deepEqual([off.unusedExemptions, off.failed], [[], false]);
  });
});

function hasMandatory({ findings }: ReturnType<typeof judge>["controls"][number]): boolean {
  return findings.some(({ level }) => level === "mandatory");
}
