import type {
  Policies,
  PolicyConfigSchema,
  PolicyResource,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { formatProblem } from "../../model/problem";
import { parseUrn } from "../../model/urn";
import { REPORTING_POLICIES, type ReportingPolicy } from "../configuration";
import type { Control, JudgedResource, ResourceControl, StackControl } from "../control";
import { evaluate, type Evaluation } from "../evaluate";
import { ExemptionLedger } from "../exemption-ledger";
import type { Exemptions } from "../exemptions";
import { Reader } from "../reader";
import type { Settings } from "../settings";
import { StackIndex, type StackResource } from "../stack-index";
import { valueOf } from "./pulumi-value";
import { applyRemedy } from "./remediation";
import { DeferredFindings } from "./report";
import { SharedStack } from "./requests";

/** What the policies of one run share: the engine keeps the pack's process for all resources and then for the stack. */
interface Run {
  readonly catalogue: readonly Control[];
  readonly exemptions: Exemptions;
  readonly ledger: ExemptionLedger;
  readonly deferred: DeferredFindings;
  /** By URN what the program wrote, of the resources of which a control of the stack phase asks for that. */
  readonly inputs: Map<string, Reader>;
  readonly stack: SharedStack;
}

/**
 * The catalogue as policies for Pulumi: one per control, with the level of production unless configuration says
 * otherwise, and after them the ones that report what is indeterminate, exempt, or wrong with the policies themselves.
 * Their order matters: Pulumi runs the policies one after the other on each resource.
 */
export function packPolicies(
  catalogue: readonly Control[],
  exemptions: Exemptions,
  stack = new SharedStack(),
): Policies {
  const ledger = new ExemptionLedger(exemptions.valid);
  const run: Run = { catalogue, exemptions, ledger, deferred: new DeferredFindings(), inputs: new Map(), stack };
  return [
    ...catalogue.map((control) =>
      control.phase === "resource" ? resourcePolicy(control, run) : stackPolicy(control, run),
    ),
    deferredPolicy("indeterminate", "advisory", run),
    deferredPolicy("exempt", "advisory", run),
    deferredPolicy("evaluation", "mandatory", run),
    exemptionsPolicy(run),
  ];
}

function resourcePolicy(control: ResourceControl, run: Run): ResourceValidationPolicy {
  const types = new Set(control.types);
  const validateResource: ResourceValidation = (args, reportViolation) => {
    if (!types.has(args.type)) return args.notApplicable("The control does not judge this type of resource.");
    const evaluation = evaluated(control, judgedResource(args), args.getConfig(), run);
    run.deferred.report(control.id, args.urn, evaluation, reportViolation);
    if (evaluation.reason !== undefined) args.notApplicable(evaluation.reason);
  };
  const [type, ...otherTypes] = control.types;
  // A function that says it is for one type isn't called for others, and their properties aren't read for it.
  const typed = otherTypes.length === 0 ? Object.assign(validateResource, { __pulumiType: type }) : validateResource;
  return { ...describe(control), validateResource: typed, ...(control.remedy && mend(control, run)) };
}

/**
 * Runs only where a configuration asks for it. Mends what certainly fails and nobody accepts; what stays wrong, or is
 * wrong for another reason too, is judged afterwards as mandatory.
 */
function mend(control: ResourceControl, run: Run): Pick<ResourceValidationPolicy, "remediateResource"> {
  const types = new Set(control.types);
  const remediateResource: ResourceRemediation = (args) => {
    if (!types.has(args.type)) return undefined;
    const configured = args.getConfig<Settings>();
    const { findings } = evaluated(control, judgedResource(args), configured, run);
    const failures = findings.filter(({ outcome, exemption }) => outcome === "fail" && exemption === undefined);
    const remedy = control.remedy!(settingsOf(control, configured), args.type);
    return applyRemedy(args.props, remedy, failures) ? args.props : undefined;
  };
  return { remediateResource };
}

function stackPolicy(control: StackControl, run: Run): StackValidationPolicy {
  return {
    ...describe(control),
    ...(control.readsInputs && rememberInputs(control, run)),
    validateStack(args, reportViolation) {
      const [stack, configured] = [indexOf(args, run), args.getConfig<Settings>()];
      for (const resource of stack.resources.filter(({ type }) => control.types.includes(type))) {
        const evaluation = evaluated(control, resource, configured, run, stack);
        run.deferred.report(control.id, resource.urn, evaluation, reportViolation);
      }
    },
  };
}

function indexOf({ resources }: StackValidationArgs, run: Run): StackIndex {
  return run.stack.index(() => new StackIndex(resources.map((resource) => stackResource(resource, run))));
}

/** In the stack phase only outputs are there, and after a refresh they hold what other resources have added. */
function rememberInputs({ types }: StackControl, { inputs }: Run): Pick<ResourceValidationPolicy, "validateResource"> {
  return {
    validateResource({ type, urn, props }) {
      if (types.includes(type)) inputs.set(urn, new Reader(valueOf(() => props)));
    },
  };
}

/** Works in both phases: what is left when the stack is judged comes from the controls of the stack phase. */
function deferredPolicy(
  name: Exclude<ReportingPolicy, "exemptions">,
  enforcementLevel: "advisory" | "mandatory",
  { deferred }: Run,
): ResourceValidationPolicy & StackValidationPolicy {
  return {
    name,
    description: REPORTING_POLICIES[name],
    enforcementLevel,
    validateResource(args, reportViolation) {
      deferred.take(name, args.urn).forEach((text) => reportViolation(text));
    },
    validateStack(_args, reportViolation) {
      for (const urn of deferred.urns(name)) {
        deferred.take(name, urn).forEach((text) => reportViolation(text, urn));
      }
      // It is about no resource: the engine says it of the stack.
      const coverage = name === "indeterminate" ? deferred.takeCoverage() : undefined;
      if (coverage !== undefined) reportViolation(coverage);
    },
  };
}

function exemptionsPolicy(run: Run): StackValidationPolicy {
  return {
    name: "exemptions" satisfies ReportingPolicy,
    description: REPORTING_POLICIES.exemptions,
    enforcementLevel: "mandatory",
    validateStack(args, reportViolation) {
      run.exemptions.problems.forEach((problem) => reportViolation(formatProblem(problem)));
      const urns = indexOf(args, run).resources.map(({ urn }) => urn);
      // A state file may hold the resources of several stacks.
      const stacks = new Map(urns.map(parseUrn).map((urn) => [`${urn.project} ${urn.stack}`, urn]));
      const unused = [...stacks.values()].flatMap(({ project, stack }) =>
        run.ledger.unused(project, stack, urns, run.catalogue),
      );
      for (const { control, urn, ticket } of new Set(unused)) {
        reportViolation(`The exemption from ${control} for ${urn} (${ticket}) is not needed any more: remove it.`);
      }
    },
  };
}

type Description = Omit<ResourceValidationPolicy, "validateResource" | "remediateResource">;

function describe(control: Control): Description {
  const ids = [control.id, ...(control.alsoCovers ?? [])];
  return {
    name: control.policy,
    displayName: `${ids.join(", ")}: ${control.title}`,
    description: control.title,
    enforcementLevel: control.levels.prod,
    severity: control.severity,
    tags: control.frameworks.map(({ name, id }) => `${name} ${id}`),
    remediationSteps: control.remediation,
    url: control.link,
    ...(control.settings === undefined ? {} : { configSchema: configSchema(control.settings) }),
  };
}

function configSchema({ properties, presets }: NonNullable<Control["settings"]>): PolicyConfigSchema {
  const entries = Object.entries(properties).map(([name, setting]) => {
    const value = presets.prod[name]!;
    return [name, { ...setting, default: typeof value === "number" ? value : [...value] }] as const;
  });
  return { properties: Object.fromEntries(entries) };
}

function evaluated(
  control: Control,
  resource: JudgedResource,
  configured: Settings,
  { ledger }: Run,
  stack?: StackIndex,
): Evaluation {
  const settings = settingsOf(control, configured);
  return evaluate(control, resource, { settings, ledger, ...(stack && { stack }) });
}

/** Pulumi fills in the defaults only if it configures the pack, so they are applied here too. */
function settingsOf({ settings }: Control, configured: Settings): Settings {
  return { ...settings?.presets.prod, ...configured };
}

function judgedResource({ urn, type, props, provider, opts }: ResourceValidationArgs | PolicyResource): JudgedResource {
  const providerProps = provider === undefined ? undefined : valueOf(() => provider.props);
  return {
    urn,
    type,
    properties: new Reader(valueOf(() => props)),
    provider: new Reader(providerProps),
    options: { protect: opts.protect, ignoreChanges: opts.ignoreChanges },
  };
}

function stackResource(resource: PolicyResource, { inputs }: Run): StackResource {
  const propertyDependencies = Object.entries(resource.propertyDependencies).map(([name, resources]) => {
    return [name, resources.map(({ urn }) => urn)] as const;
  });
  const written = inputs.get(resource.urn);
  return {
    ...judgedResource(resource),
    ...(written !== undefined && { inputs: written }),
    propertyDependencies: Object.fromEntries(propertyDependencies),
  };
}
