import type { Properties, ResourceGraph, ResourceOptions, Value } from "../../model/graph";
import { makeUrn, parseUrn } from "../../model/urn";
import { presetConfiguration } from "../../policies/configuration";
import type { Control, ResourceControl, StackControl } from "../../policies/control";
import type { Evaluation } from "../../policies/evaluate";
import { judge, type JudgedFinding, type Judgement } from "../../policies/judge";
import { type Judged, NotApplicable } from "../../policies/verdict";

/** Every control has at least one case of each kind; those that can't have one say why. */
export const CASE_KINDS = ["passing", "failing", "absent", "unknown", "not applicable", "canary"] as const;

/** Put into inputs where a message might repeat it. */
export const CANARY = "canary-7f3a";

export interface CaseResource {
  readonly type: string;
  readonly name?: string;
  readonly properties: Properties;
  readonly options?: ResourceOptions;
  /** Per property, the names of the other resources it was computed from. */
  readonly computedFrom?: Readonly<Record<string, readonly string[]>>;
}

export interface ControlCase extends CaseResource {
  readonly kind: (typeof CASE_KINDS)[number];
  /** What is special about it; the test's name is made of kind and title. */
  readonly title: string;
  readonly provider?: Properties;
  /** Other resources of the stack. */
  readonly others?: readonly CaseResource[];
  /** Differing from those of prod. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly expected: "pass" | "not-applicable" | readonly ExpectedFinding[];
  /** Why it, or one of the others, is not applicable; where there may be several reasons. */
  readonly because?: string;
}

/** Outcome, path, message and key. */
export type ExpectedFinding = readonly ["fail" | "indeterminate", string, string, string?];

export interface ControlCases {
  readonly control: Control;
  readonly cases: readonly ControlCase[];
  /** Kinds that this control can't have, each with the reason. */
  readonly impossible?: Partial<Record<(typeof CASE_KINDS)[number], string>>;
}

const PROJECT = "shop";
const STACK = "prod";
const PROVIDER_TYPE = "pulumi:providers:aws";

export const SUBJECT = "subject";

function urnOf(type: string, name: string): string {
  return makeUrn(STACK, PROJECT, undefined, type, name);
}

export function subjectUrn(testCase: ControlCase): string {
  return urnOf(testCase.type, SUBJECT);
}

/** The case as a stack: its provider, the other resources, the resource that is judged. */
export function graphOf(testCase: ControlCase): ResourceGraph {
  const provider = { type: PROVIDER_TYPE, name: "provider", properties: testCase.provider ?? {} };
  const all = [provider, ...(testCase.others ?? []), { ...testCase, name: SUBJECT }];
  const urns = new Map(all.map((resource) => [nameOf(resource), urnOf(resource.type, nameOf(resource))]));
  return {
    project: PROJECT,
    stack: STACK,
    outputs: {},
    resources: all.map((resource: CaseResource) => {
      const computedFrom = Object.entries(resource.computedFrom ?? {});
      const propertyDependencies = Object.fromEntries(
        computedFrom.map(([property, names]) => [property, names.map((name) => urns.get(name)!)] as const),
      );
      return {
        urn: urnOf(resource.type, nameOf(resource)),
        type: resource.type,
        name: nameOf(resource),
        custom: true,
        ...(resource.type === PROVIDER_TYPE ? {} : { provider: urns.get("provider")! }),
        inputs: resource.properties,
        outputs: {},
        dependencies: Object.values(propertyDependencies).flat(),
        propertyDependencies,
        options: resource.options ?? {},
      };
    }),
  };
}

function nameOf(resource: CaseResource): string {
  return resource.name ?? "other";
}

/** Judges the case's stack by one control, with the levels and settings of prod. */
export function judgementOf(control: Control, testCase: ControlCase, exemptions: readonly unknown[] = []): Judgement {
  const preset = presetConfiguration([control], "prod")[control.policy];
  const settings = typeof preset === "object" ? preset : { enforcementLevel: preset };
  return judge(graphOf(testCase), {
    preset: "prod",
    controls: [control],
    exemptions: { exemptions },
    now: new Date("2026-03-01T12:00:00Z"),
    configuration: { [control.policy]: { ...settings, ...testCase.settings } },
  });
}

/** The findings about the resource that is judged, not about the others. */
export function findingsOf(judgement: Judgement): readonly JudgedFinding[] {
  return judgement.controls[0]!.findings.filter(({ urn }) => parseUrn(urn).name === SUBJECT);
}

/** The verdict about the resource that is judged. */
export function outcomeOf(control: Control, testCase: ControlCase): Evaluation["outcome"] {
  const counts = (graph: ControlCase) => judgementOf(control, graph).controls[0]!.counts;
  const all = counts(testCase);
  // The others are judged too; what is left without them is the subject's.
  const others = counts({ ...testCase, type: "none" });
  const outcomes = Object.keys(all) as Evaluation["outcome"][];
  return outcomes.find((outcome) => all[outcome] > others[outcome])!;
}

/** Why the control had nothing to judge: of the resource that is judged and of the others. */
export function reasonsOf(control: Control, testCase: ControlCase): readonly string[] {
  const reasons: string[] = [];
  const noted = (judged: Judged) => {
    if (judged instanceof NotApplicable) reasons.push(judged.reason);
    return judged;
  };
  const listening: Control =
    control.phase === "resource"
      ? ({ ...control, judge: (...args) => noted(control.judge(...args)) } satisfies ResourceControl)
      : ({ ...control, judge: (...args) => noted(control.judge(...args)) } satisfies StackControl);
  judgementOf(listening, testCase);
  return reasons;
}

/** The same case with its top-level properties changed. */
export function withProperties(testCase: ControlCase, change: (value: Value, name: string) => Value): ControlCase {
  const entries = Object.entries(testCase.properties).map(([name, value]) => [name, change(value, name)] as const);
  return { ...testCase, properties: Object.fromEntries(entries) };
}
