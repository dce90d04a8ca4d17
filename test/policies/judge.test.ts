import assert from "node:assert/strict";
import { type Properties, type ResourceGraph, UNKNOWN, type Value } from "../../model/graph";
import { ProblemsError } from "../../model/problem";
import { makeUrn } from "../../model/urn";
import { catalogue } from "../../policies/catalogue";
import type { Control, ResourceControl } from "../../policies/control";
import { ecs2 } from "../../policies/controls/ecs-2";
import { evaluate, findingText } from "../../policies/evaluate";
import { ExemptionLedger } from "../../policies/exemption-ledger";
import { judge, type JudgeOptions } from "../../policies/judge";
import { Reader } from "../../policies/reader";
import { StackIndex } from "../../policies/stack-index";
import { fail, NotApplicable } from "../../policies/verdict";

const SERVICE = "aws:ecs/service:Service";
const OPTIONS: JudgeOptions = {
  preset: "prod",
  exemptions: { exemptions: [] },
  now: new Date("2026-03-01T12:00:00Z"),
};

const NO_NETWORK: Properties = {};

/** A stack of services, each named after what its setting is. */
function services(settings: Readonly<Record<string, Value | undefined>>): ResourceGraph {
  return {
    project: "shop",
    stack: "prod",
    outputs: {},
    resources: Object.entries(settings).map(([name, assignPublicIp]) => ({
      urn: makeUrn("prod", "shop", undefined, SERVICE, name),
      type: SERVICE,
      name,
      custom: true,
      inputs: assignPublicIp === undefined ? NO_NETWORK : { networkConfiguration: { assignPublicIp } },
      outputs: {},
      dependencies: [],
      propertyDependencies: {},
      options: {},
    })),
  };
}

const FOUR_SERVICES = services({ good: false, bad: true, later: UNKNOWN, host: undefined });

/** ECS.2 with something changed. */
function variant(changes: Partial<ResourceControl>): Control {
  return { ...ecs2, ...changes };
}

describe("judge", () => {
  it("counts each verdict and reports what it found, per control", () => {
    const { controls, coverage, failed } = judge(FOUR_SERVICES, { ...OPTIONS, controls: [ecs2] });
    assert.equal(controls.length, 1);
    assert.deepEqual(controls[0]!.counts, {
      pass: 1,
      fail: 1,
      indeterminate: 1,
      "not-applicable": 1,
      exempt: 0,
      error: 0,
    });
    assert.deepEqual(
      controls[0]!.findings.map(({ urn, outcome, level }) => [urn, outcome, level]),
      [
        [`urn:pulumi:prod::shop::${SERVICE}::bad`, "fail", "mandatory"],
        [`urn:pulumi:prod::shop::${SERVICE}::later`, "indeterminate", "advisory"],
      ],
    );
    assert.deepEqual([coverage, failed], [{ applicable: 3, evaluated: 2 }, true]);
  });

  it("lists every control of the catalogue, also those that found nothing to judge", () => {
    const { controls, coverage, failed } = judge(services({}), OPTIONS);
    assert.deepEqual(
      controls.map(({ control }) => control),
      catalogue,
    );
    assert.deepEqual([coverage, failed], [{ applicable: 0, evaluated: 0 }, false]);
  });

  it("takes levels and settings from the preset", () => {
    const control: Control = { ...ecs2, levels: { dev: "advisory", prod: "mandatory" } };
    const levels = (preset: "dev" | "prod") =>
      judge(FOUR_SERVICES, { ...OPTIONS, preset, controls: [control] }).controls.map(({ level, findings }) => [
        level,
        findings[0]!.level,
      ]);
    assert.deepEqual(levels("dev"), [["advisory", "advisory"]]);
    assert.deepEqual(levels("prod"), [["mandatory", "mandatory"]]);
    assert.equal(judge(FOUR_SERVICES, { ...OPTIONS, preset: "dev", controls: [control] }).failed, false);
  });

  it("lets configuration change a level and a setting, and leaves the rest of the preset", () => {
    const configuration = { "ecs-2": "advisory", "cloudwatch-16": { minimumRetentionDays: 30 } };
    const { controls } = judge(FOUR_SERVICES, { ...OPTIONS, configuration });
    const levels = new Map(controls.map(({ control, level }) => [control.id, level]));
    assert.deepEqual(
      [levels.get("ECS.2"), levels.get("ECS.5"), levels.get("CloudWatch.16")],
      ["advisory", "mandatory", "mandatory"],
    );
  });

  it("runs no control that is disabled", () => {
    const { controls, failed } = judge(FOUR_SERVICES, {
      ...OPTIONS,
      controls: [variant({ judge: () => assert.fail() })],
      configuration: { "ecs-2": "disabled" },
    });
    const { level, findings, counts } = controls[0]!;
    assert.deepEqual([level, findings, Object.values(counts).some((count) => count > 0)], ["disabled", [], false]);
    assert.equal(failed, false);
  });

  it("reports a control that throws as mandatory, without the error's text, and goes on", () => {
    const broken = variant({
      id: "X-1",
      policy: "x-1",
      levels: { dev: "advisory", prod: "advisory" },
      judge: () => {
        throw new TypeError("cannot read hunter2");
      },
    });
    const { controls, failed, coverage } = judge(services({ good: false }), { ...OPTIONS, controls: [broken, ecs2] });
    const [finding, ...others] = controls[0]!.findings;
    assert.deepEqual([finding!.outcome, finding!.level, others], ["error", "mandatory", []]);
    const text = "The resource could not be evaluated: the control X-1 failed with TypeError.";
    assert.equal(findingText(finding!), text);
    assert.deepEqual([controls[0]!.counts.error, controls[1]!.counts.pass, failed], [1, 1, true]);
    assert.deepEqual(coverage, { applicable: 2, evaluated: 1 });
  });

  it("names whatever else was thrown by its kind", () => {
    const broken = variant({
      judge: () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a library may do
        throw "hunter2";
      },
    });
    const { controls } = judge(services({ good: false }), { ...OPTIONS, controls: [broken] });
    assert.match(controls[0]!.findings[0]!.message, /the control ECS\.2 failed with string$/);
  });

  it("gives a control of the resource phase the inputs, and one of the stack phase the outputs", () => {
    const graph = services({ one: false });
    const resource = {
      ...graph.resources[0]!,
      id: "given-by-aws",
      inputs: { a: "in", b: "in", c: "in" },
      outputs: { b: "out", c: UNKNOWN, d: UNKNOWN },
    };
    const seen: Record<string, unknown[]> = {};
    const look = (phase: string): ResourceControl["judge"] => {
      return ({ properties }) => {
        const values = ["a", "b", "c", "d", "id"].map((name) => properties.get(name).string());
        seen[phase] = values.map((reading) => (reading.state === "known" ? reading.value : reading.state));
        return [];
      };
    };
    const inStack: Control = { ...variant({}), policy: "x-1", phase: "stack", judge: look("stack") };
    const controls = [variant({ judge: look("resource") }), inStack];
    judge({ ...graph, resources: [resource] }, { ...OPTIONS, controls });
    assert.deepEqual(seen, {
      resource: ["in", "in", "in", "absent", "absent"],
      stack: ["in", "out", "in", "unknown", "given-by-aws"],
    });
  });

  it("shows controls the provider's inputs, and nothing where the provider isn't known", () => {
    const graph = services({ one: false, two: false });
    const provider = {
      ...graph.resources[0]!,
      urn: "urn:pulumi:prod::shop::pulumi:providers:aws::p",
      type: "provider",
    };
    const resources = [{ ...provider, inputs: { region: "eu-central-1" } }, ...graph.resources];
    resources[1] = { ...resources[1]!, provider: provider.urn };
    const seen: unknown[] = [];
    const look = variant({
      judge: (resource) => {
        seen.push(resource.provider.get("region").string());
        return [];
      },
    });
    judge({ ...graph, resources }, { ...OPTIONS, controls: [look] });
    assert.deepEqual(seen, [{ state: "known", value: "eu-central-1" }, { state: "absent" }]);
  });

  it("shows controls the options in both phases, and what they are where the program sets none", () => {
    const graph = services({ one: false, two: false });
    const options = { protect: true, ignoreChanges: ["desiredCount"], retainOnDelete: true };
    const resources = [{ ...graph.resources[0]!, options }, graph.resources[1]!];
    const seen: unknown[] = [];
    const look: ResourceControl["judge"] = (resource) => {
      seen.push(resource.options);
      return [];
    };
    const inStack: Control = { ...variant({}), policy: "x-1", phase: "stack", judge: look };
    judge({ ...graph, resources }, { ...OPTIONS, controls: [variant({ judge: look }), inStack] });
    const expected = [
      { protect: true, ignoreChanges: ["desiredCount"] },
      { protect: false, ignoreChanges: [] },
    ];
    assert.deepEqual(seen, [...expected, ...expected]);
  });

  it("can't use a control of the stack phase without the stack", () => {
    const resource = {
      urn: FOUR_SERVICES.resources[0]!.urn,
      type: SERVICE,
      properties: new Reader({}),
      provider: new Reader({}),
      options: { protect: false, ignoreChanges: [] },
    };
    const control: Control = { ...variant({}), phase: "stack", judge: () => [] };
    const context = { settings: {}, ledger: new ExemptionLedger([]) };
    assert.equal(evaluate(control, resource, context).outcome, "error");
    assert.equal(evaluate(control, resource, { ...context, stack: new StackIndex([]) }).outcome, "pass");
  });

  it("counts a resource by its worst finding", () => {
    const mixed = (...outcomes: ("fail" | "indeterminate")[]) =>
      variant({ judge: () => outcomes.map((outcome) => ({ ...fail("p", "m"), outcome })) });
    const worst = (control: Control) =>
      Object.entries(judge(services({ one: false }), { ...OPTIONS, controls: [control] }).controls[0]!.counts)
        .filter(([, count]) => count > 0)
        .map(([outcome]) => outcome);
    assert.deepEqual(worst(mixed("indeterminate", "fail")), ["fail"]);
    assert.deepEqual(worst(mixed("indeterminate")), ["indeterminate"]);
    assert.deepEqual(worst(variant({ judge: () => new NotApplicable("It is none.") })), ["not-applicable"]);
  });

  it("refuses a configuration that doesn't fit the catalogue", () => {
    const refused = (configuration: Record<string, unknown>) => {
      try {
        judge(FOUR_SERVICES, { ...OPTIONS, configuration });
      } catch (error) {
        assert.ok(error instanceof ProblemsError);
        return error.problems.map(({ component, argument, message }) => `${component} / ${argument}: ${message}`);
      }
      return [];
    };
    assert.deepEqual(refused({ all: "disabled", "ecs-99": "advisory" }), [
      "policy all / all: The pack has no such policy. Policies are named one by one: there is no `all`.",
      "policy ecs-99 / ecs-99: The pack has no such policy. Policies are named one by one: there is no `all`.",
    ]);
    assert.deepEqual(refused({ "p-1": "remediate", "ecs-5": { enforcementLevel: "off" }, "elb-1": null }), [
      "policy p-1 / enforcementLevel: It must be one of mandatory, advisory, disabled.",
      "policy ecs-5 / enforcementLevel: It must be one of mandatory, advisory, disabled.",
      "policy elb-1 / enforcementLevel: It must be one of mandatory, advisory, disabled.",
    ]);
    assert.deepEqual(refused({ "ecs-2": { days: 3 }, "cloudwatch-16": { days: 3, toString: 1 } }), [
      "policy ecs-2 / days: This control has no settings.",
      "policy cloudwatch-16 / days: This control has only the settings minimumRetentionDays.",
      "policy cloudwatch-16 / toString: This control has only the settings minimumRetentionDays.",
    ]);
    for (const days of [0, -1, 1.5, "14", null, [14]]) {
      assert.deepEqual(refused({ "cloudwatch-16": { minimumRetentionDays: days } }), [
        "policy cloudwatch-16 / minimumRetentionDays: It must be a whole number of at least 1.",
      ]);
    }
    for (const tags of ["owner", { owner: true }, [""], ["a", "a"], [1], null]) {
      assert.deepEqual(refused({ "p-1": { requiredTags: tags } }), [
        "policy p-1 / requiredTags: It must be a list of different texts, none of them empty.",
      ]);
    }
    assert.deepEqual(refused({ indeterminate: "disabled", exempt: "mandatory" }), [
      "policy indeterminate / enforcementLevel: It must be one of mandatory, advisory.",
    ]);
    assert.deepEqual(refused({ "cloudwatch-16": { minimumRetentionDays: 1 }, "p-1": { requiredTags: [] } }), []);
  });
});
