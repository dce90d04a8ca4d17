/**
 * Reads what `pulumi preview --json` writes: steps, each with the resource as it would be. Of those to be created, ids and
 * whatever AWS decides are not in it, so that these are filled in as unknown, as they are in the offline preview.
 * Source: https://github.com/pulumi/pulumi/blob/v3.250.0/pkg/display/json.go (`PreviewDigest`)
 */
import { z } from "zod";
import type { Properties, Resource, ResourceGraph } from "../../model/graph";
import { parseUrn } from "../../model/urn";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { failedPreview, type FileOrigin, problem } from "./file-origin";
import { engineResource, fromEnginePreview, graphResourceOfEngine, urnText } from "./resource-json";

const step = z.object({
  op: z.string(),
  urn: urnText,
  oldState: engineResource.optional(),
  newState: engineResource.optional(),
});
type Step = z.infer<typeof step>;

/** One that failed early has diagnostics alone. */
export const enginePreview = z
  .object({
    steps: z.array(step).default([]),
    diagnostics: z.array(z.object({ severity: z.string().optional() })).default([]),
    changeSummary: z.record(z.string(), z.number()).default({}),
  })
  .refine(({ steps, diagnostics }) => steps.length + diagnostics.length > 0);

/**
 * After these the stack no longer has the resource; what takes its place has a step of its own. What is only read is not
 * the stack's.
 * Source: https://github.com/pulumi/pulumi/blob/v3.250.0/pkg/resource/deploy/step.go (`StepOp`)
 */
const GONE: ReadonlySet<string> = new Set([
  "delete",
  "delete-replaced",
  "read",
  "read-replacement",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
]);

/** AWS's resource stays the one that it is. */
const STAYING: ReadonlySet<string> = new Set(["same", "update", "refresh"]);

/** @throws ProblemsError if the preview failed, or doesn't show the whole stack. */
export function graphFromEnginePreview(origin: FileOrigin, preview: z.infer<typeof enginePreview>): ResourceGraph {
  const steps = shownSteps(origin, preview);
  const aws = new SimulatedAws();
  // A replacement may be shown as several steps with the same state.
  const byUrn = new Map(steps.map((each) => [each.urn, resourceOf(aws, each)]));
  const { project, stack } = parseUrn(steps[0]!.urn);
  return { project, stack, resources: [...byUrn.values()], outputs: {} };
}

type ShownStep = Step & { readonly newState: z.infer<typeof engineResource> };

/** The steps after which there is a resource: at least one, and none of them missing. */
function shownSteps(
  origin: FileOrigin,
  { steps, diagnostics, changeSummary }: z.infer<typeof enginePreview>,
): readonly ShownStep[] {
  if (diagnostics.some(({ severity }) => severity === "error")) throw failedPreview(origin);
  const left = steps.filter(({ op, newState }) => !GONE.has(op) && newState?.external !== true);
  if (left.length === 0) throw problem(origin, "It shows no resources.", "Take one of a stack that has resources.");
  const notShown = (changeSummary["same"] ?? 0) - steps.filter(({ op }) => op === "same").length;
  if (notShown > 0) {
    throw problem(
      origin,
      `It leaves out ${notShown} resource(s) that don't change, so what they allow and forbid is not known.`,
      "Write it again with `pulumi preview --json --show-sames > FILE`.",
    );
  }
  const shown = left.filter(isShown);
  if (shown.length === left.length) return shown;
  const names = left.filter((each) => !isShown(each)).map(({ urn }) => parseUrn(urn).name);
  throw problem(
    origin,
    `It doesn't show what these resources would be: ${names.join(", ")}.`,
    "Look at the diagnostics of `pulumi preview`, or take an exported state.",
  );
}

function isShown(step: Step): step is ShownStep {
  return step.newState !== undefined;
}

function resourceOf(aws: SimulatedAws, { op, oldState, newState }: ShownStep): Resource {
  const planned = graphResourceOfEngine(newState, fromEnginePreview);
  if (!planned.custom) return planned;
  const { type, urn, inputs } = planned;
  if (oldState?.id === undefined || !STAYING.has(op)) return { ...planned, ...aws.preview({ type, urn }, inputs) };
  const before = fromEnginePreview(oldState.outputs) as Properties;
  return {
    ...planned,
    id: oldState.id,
    outputs: op === "update" ? { ...aws.previewUpdate(type, before, inputs), id: oldState.id } : before,
  };
}
