import type { Properties, ResourceOptions } from "../model/graph";
import type { Reader } from "./reader";
import type { Setting, Settings } from "./settings";
import type { StackIndex } from "./stack-index";
import type { Judged } from "./verdict";

/** What a violation does: stop the run, be reported, or nothing because the control is not run. */
export type Level = "mandatory" | "advisory" | "disabled";
export const LEVELS: readonly Level[] = ["mandatory", "advisory", "disabled"];

/** Of a configuration alone: what fails is mended before it is judged, if the control has a remedy. */
export const REMEDIATE = "remediate";
export type ConfiguredLevel = Level | typeof REMEDIATE;

/** Kinds of environments, for each of which a control has a level. */
export type EnvironmentPreset = "dev" | "prod";
export const ENVIRONMENT_PRESETS: readonly EnvironmentPreset[] = ["dev", "prod"];

/** Sets of levels and settings. `strict` has the settings of prod, and makes everything mandatory. */
export type Preset = EnvironmentPreset | "strict";
export const PRESETS: readonly Preset[] = [...ENVIRONMENT_PRESETS, "strict"];

/**
 * Which of the two packs a control belongs to: what keeps attackers and the curious out, or what keeps a service running,
 * its data safe from mistakes, and its owner and cost known.
 */
export type Pack = "security" | "operations";
export const PACKS: readonly Pack[] = ["security", "operations"];

/** Where a rule comes from, and its id there. */
export interface Framework {
  /** `Security Hub` are the controls that AWS has outside of its Foundational Security Best Practices. */
  readonly name: "AWS FSBP" | "CIS AWS v5.0.0" | "AWS Security Hub" | "fargate-platform";
  readonly id: string;
}

/** Ids of the same rule in other tools, for those who come from there. */
export interface Equivalents {
  readonly checkov?: readonly string[];
  readonly cdkNag?: readonly string[];
  readonly awsguard?: readonly string[];
  readonly pulumi?: readonly string[];
}

/** The resource options that Pulumi shows to policies, and an exported state holds: `retainOnDelete` is not among them. */
export type JudgedOptions = Required<Pick<ResourceOptions, "protect" | "ignoreChanges">>;

/** A resource as a control sees it. */
export interface JudgedResource {
  readonly urn: string;
  /** The type token, e.g. `aws:ecs/service:Service`. */
  readonly type: string;
  /** In the resource phase the inputs after the provider's Check, in the stack phase the outputs. */
  readonly properties: Reader;
  /** The inputs of its provider; absent values if the provider is not known. */
  readonly provider: Reader;
  readonly options: JudgedOptions;
}

/**
 * By the path of a finding, `[]` for any element of a list, the value that mends it. A list of texts is added to what is
 * there already; everything else takes its place.
 */
export type Remedy = Readonly<Record<string, MendedValue | undefined>>;
export type MendedValue = boolean | number | string | readonly Properties[] | readonly string[];

interface ControlBase<S extends Settings> {
  /** The id in the framework it comes from: `ECS.2`. The first one, if it covers several. */
  readonly id: string;
  /** Other ids that the same rule covers. */
  readonly alsoCovers?: readonly string[];
  /** The name of the policy in packs and their configuration: the id in lower case with hyphens, `ecs-2`. */
  readonly policy: string;
  /** The rule, as one sentence. */
  readonly title: string;
  readonly pack: Pack;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly frameworks: readonly Framework[];
  /** Why it matters, and where this rule differs from the one it comes from. */
  readonly rationale: string;
  /** What to do about a finding, as an imperative sentence. */
  readonly remediation: string;
  /** The document the rule comes from. */
  readonly link: string;
  readonly levels: Readonly<Record<EnvironmentPreset, Level>>;
  /** The type tokens it judges; compared exactly, so both tokens of a resource with two names are listed. */
  readonly types: readonly string[];
  /** What a user may set, and to what each preset sets it. */
  readonly settings?: {
    readonly properties: { readonly [K in keyof S]: Setting };
    readonly presets: Readonly<Record<EnvironmentPreset, S>>;
  };
  readonly equivalents: Equivalents;
}

/** Judges each resource by itself, before it is created or changed. */
export interface ResourceControl<S extends Settings = Settings> extends ControlBase<S> {
  readonly phase: "resource";
  /**
   * What mends a failure of a resource of this type: only where it is safe for whoever wrote the program otherwise, and
   * never where AWS would replace the resource. Applied only where a configuration asks for the level `remediate`.
   */
  remedy?(settings: S, type: string): Remedy;
  judge(resource: JudgedResource, settings: S): Judged;
}

/** Judges each resource of its types with the whole stack in view, after the program has run. */
export interface StackControl<S extends Settings = Settings> extends ControlBase<S> {
  readonly phase: "stack";
  /** True if it also asks for what the program wrote (`stack.inputsOf`), where outputs hold more. */
  readonly readsInputs?: true;
  judge(resource: JudgedResource, settings: S, stack: StackIndex): Judged;
}

/** A rule about resources: everything that packs, previews and documents need to know about it, and how it judges. */
export type Control = ResourceControl | StackControl;
