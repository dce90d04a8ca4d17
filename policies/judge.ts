import type { Properties, Resource, ResourceGraph, Value } from "../model/graph";
import { isUnknown } from "../model/graph";
import type { Problem } from "../model/problem";
import { catalogue } from "./catalogue";
import { configureControls, type PackConfiguration, reportingLevel } from "./configuration";
import type { Control, JudgedResource, Level, Preset } from "./control";
import { coverageOf, type Coverage } from "./coverage";
import { evaluate, type Evaluation, type ReportedFinding } from "./evaluate";
import { ExemptionLedger } from "./exemption-ledger";
import { type Exemption, type Exemptions, parseExemptions } from "./exemptions";
import { Reader } from "./reader";
import { StackIndex, type StackResource } from "./stack-index";

export interface JudgeOptions {
  readonly preset: Preset;
  /** The content of an exemptions file, parsed but not checked. */
  readonly exemptions: unknown;
  /** Decides which exemptions have expired. */
  readonly now: Date;
  /** Changes levels and settings of the preset. */
  readonly configuration?: PackConfiguration;
  /** @default the catalogue of this platform */
  readonly controls?: readonly Control[];
}

export interface JudgedFinding extends ReportedFinding {
  readonly urn: string;
  /** Of a failure the control's, of what is exempt or indeterminate that of the policy that reports it; an error is mandatory. */
  readonly level: Exclude<Level, "disabled">;
}

/** How many resources of a control's types got which verdict. */
export type OutcomeCounts = Readonly<Record<Evaluation["outcome"], number>>;

export interface ControlJudgement {
  readonly control: Control;
  readonly level: Level;
  readonly counts: OutcomeCounts;
  /** In the order of the graph; empty if the level is `disabled`. */
  readonly findings: readonly JudgedFinding[];
}

/** What the policies say about a stack. */
export interface Judgement {
  readonly preset: Preset;
  /** One per control, in the order of the catalogue, also for those that found nothing. */
  readonly controls: readonly ControlJudgement[];
  /** Exemptions that are wrong or expired; mandatory violations. */
  readonly exemptionProblems: readonly Problem[];
  /** Exemptions that this stack doesn't need any more; mandatory violations. */
  readonly unusedExemptions: readonly Exemption[];
  readonly coverage: Coverage;
  /** True if anything mandatory failed: the stack may not be deployed. */
  readonly failed: boolean;
}

/**
 * Judges a stack by all controls, without an engine.
 * @throws ProblemsError if the configuration is wrong
 */
export function judge(graph: ResourceGraph, options: JudgeOptions): Judgement {
  const { controls = catalogue, configuration: given = {} } = options;
  const configuration = configureControls(controls, options.preset, given);
  const levelOf = ({ outcome, exemption }: ReportedFinding, level: JudgedFinding["level"]) => {
    if (outcome === "error") return "mandatory";
    if (outcome === "indeterminate") return reportingLevel(given, outcome);
    return exemption === undefined ? level : reportingLevel(given, "exempt");
  };
  const ids = controls.map((control) => control.id);
  const exemptions: Exemptions = parseExemptions(options.exemptions, ids, options.now);
  const ledger = new ExemptionLedger(exemptions.valid);
  const providers = new Map(graph.resources.map((resource) => [resource.urn, resource.inputs]));
  const beforeDeployment = graph.resources.map((resource) => judgedResource(resource, resource.inputs, providers));
  const stack = new StackIndex(graph.resources.map((resource) => stackResource(resource, providers)));

  const judgements = controls.map((control): ControlJudgement => {
    const { level, settings } = configuration.get(control.id)!;
    const counts = { pass: 0, fail: 0, indeterminate: 0, "not-applicable": 0, exempt: 0, error: 0 };
    if (level === "disabled") return { control, level, counts, findings: [] };
    const resources = control.phase === "resource" ? beforeDeployment : stack.resources;
    const findings = resources
      .filter((resource) => control.types.includes(resource.type))
      .flatMap((resource) => {
        const evaluation = evaluate(control, resource, { settings, ledger, stack });
        counts[evaluation.outcome]++;
        return evaluation.findings.map((finding) => ({
          ...finding,
          level: levelOf(finding, level),
          urn: resource.urn,
        }));
      });
    return { control, level, counts, findings };
  });

  const urns = graph.resources.map((resource) => resource.urn);
  const unusedExemptions = ledger.unused(graph.project, graph.stack, urns, controls);
  const violated = judgements.some(({ findings }) => findings.some((finding) => finding.level === "mandatory"));
  return {
    preset: options.preset,
    controls: judgements,
    exemptionProblems: exemptions.problems,
    unusedExemptions,
    coverage: coverageOf((outcome) => judgements.reduce((sum, { counts }) => sum + counts[outcome], 0)),
    failed: violated || exemptions.problems.length > 0 || unusedExemptions.length > 0,
  };
}

type PropertiesByUrn = ReadonlyMap<string, Properties>;

function judgedResource(resource: Resource, properties: Value, providers: PropertiesByUrn): JudgedResource {
  const provider = resource.provider === undefined ? undefined : providers.get(resource.provider);
  const { urn, type, options } = resource;
  return {
    urn,
    type,
    properties: new Reader(properties),
    provider: new Reader(provider),
    options: { protect: options.protect ?? false, ignoreChanges: options.ignoreChanges ?? [] },
  };
}

/**
 * In the stack phase the engine hands over outputs. A run without creating anything may leave outputs unknown whose
 * inputs are known, so those count.
 */
function stackResource(resource: Resource, providers: PropertiesByUrn): StackResource {
  const properties: Record<string, Value> = { ...resource.inputs };
  for (const [name, value] of Object.entries(resource.outputs)) {
    if (!isUnknown(value) || !Object.hasOwn(properties, name)) properties[name] = value;
  }
  if (resource.id !== undefined) properties["id"] = resource.id;
  const { propertyDependencies } = resource;
  const inputs = new Reader(resource.inputs);
  return { ...judgedResource(resource, properties, providers), inputs, propertyDependencies };
}
