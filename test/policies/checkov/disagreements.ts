/** Where the platform's controls and Checkov's checks of the same rules say different things about a resource. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Resource, ResourceGraph } from "../../../model/graph";
import { catalogue } from "../../../policies/catalogue";
import type { Control } from "../../../policies/control";
import { globMatches } from "../../../policies/glob";
import type { Judgement } from "../../../policies/judge";
import type { CheckResult } from "./run";
import type { TerraformPlan } from "./terraform-plan";

/** One resource of which only one of the two says that it is wrong. */
export interface Disagreement {
  readonly control: string;
  /** The checks that find something; empty if only the control does. */
  readonly checks: readonly string[];
  /** Stack, type and name: `prod ec2/vpc main`. */
  readonly resource: string;
}

const reviewed = z.array(
  z.strictObject({
    control: z.string(),
    /** As of the disagreement, in their order. */
    checks: z.array(z.string()),
    /** As they are named in disagreements; `*` stands for any text. */
    resources: z.array(z.string()).min(1),
    why: z.enum(["wider", "carve-out", "elsewhere", "theirs"]),
    reason: z.string().min(20),
  }),
);

/** Disagreements that somebody has looked at, with the reason. */
export type Reviewed = z.infer<typeof reviewed>[number];

/** @throws ZodError if the file is not a list of them */
export function readReviewed(): readonly Reviewed[] {
  return reviewed.parse(parse(readFileSync(join(__dirname, "disagreements.yaml"), "utf8")));
}

const silentChecks = z.array(
  z.strictObject({
    control: z.string(),
    checks: z.array(z.string()).min(1),
    /** Whether they judge nothing in the stacks of their control, or nothing that they find wrong. */
    silent: z.enum(["meets nothing", "finds nothing"]),
    reason: z.string().min(20),
  }),
);

/** Checks of a control's rule that can't disagree as they should, with the reason. */
export type SilentChecks = z.infer<typeof silentChecks>[number];

/** @throws ZodError if the file is not a list of them */
export function readSilentChecks(): readonly SilentChecks[] {
  return silentChecks.parse(parse(readFileSync(join(__dirname, "silent-checks.yaml"), "utf8")));
}

/** A stack, and what the controls say of it. */
export interface JudgedStack {
  readonly stack: string;
  readonly graph: ResourceGraph;
  readonly judgement: Judgement;
}

/** What Checkov says of each resource, of all plans. */
export type Checks = ReadonlyMap<Resource, readonly CheckResult[]>;

/** The ids of the checks that have a control for the same rule. */
export const MAPPED_CHECKS: readonly string[] = [...new Set(catalogue.flatMap(checksOf))].sort();

/** The checks of the control's rule. */
export function checksOf({ equivalents }: Control): readonly string[] {
  return equivalents.checkov ?? [];
}

export function checksByResource(
  results: readonly CheckResult[],
  plans: ReadonlyMap<string, Pick<TerraformPlan, "resources">>,
): Checks {
  const checks = new Map<Resource, CheckResult[]>();
  for (const result of results) {
    const resource = plans.get(result.stack)?.resources.get(result.address);
    if (resource === undefined) continue;
    const others = checks.get(resource);
    if (others === undefined) checks.set(resource, [result]);
    else others.push(result);
  }
  return checks;
}

/** All disagreements about mapped controls, by control and resource. */
export function disagreementsIn({ stack, graph, judgement }: JudgedStack, checks: Checks): readonly Disagreement[] {
  return judgement.controls.flatMap(({ control, findings }) => {
    const mapped = checksOf(control);
    if (mapped.length === 0) return [];
    const ours = new Set(findings.filter(({ outcome }) => outcome === "fail").map(({ urn }) => urn));
    return graph.resources.flatMap((resource) => {
      const failed = (checks.get(resource) ?? []).filter((each) => each.failed && mapped.includes(each.check));
      if (ours.has(resource.urn) === failed.length > 0) return [];
      const found = failed.map(({ check }) => check).sort();
      return [{ control: control.id, checks: found, resource: `${stack} ${nameOf(resource)}` }];
    });
  });
}

/** What the checks of their own rules say in the stacks that the controls judge, by pairs such as `EC2.3 CKV_AWS_3`. */
export function silenceIn(stacks: readonly JudgedStack[], checks: Checks): ReadonlyMap<string, SilentChecks["silent"]> {
  const silence = new Map<string, SilentChecks["silent"]>(
    catalogue.flatMap((control) => checksOf(control).map((check) => [`${control.id} ${check}`, "meets nothing"])),
  );
  const spoken = new Set<string>();
  for (const { graph, judgement } of stacks) {
    const results = graph.resources.flatMap((resource) => checks.get(resource) ?? []);
    for (const { control } of judgement.controls) {
      for (const { check, failed } of results.filter((result) => checksOf(control).includes(result.check))) {
        const pair = `${control.id} ${check}`;
        if (failed) spoken.add(pair);
        silence.set(pair, "finds nothing");
      }
    }
  }
  return new Map([...silence].filter(([pair]) => !spoken.has(pair)));
}

function nameOf({ type, name }: Resource): string {
  return `${type.replace(/^aws:(\w+\/\w+):.*$/, "$1")} ${name}`;
}

/** Whether an entry of the list, or one of its patterns, is about the disagreement. */
export function concerns(
  { control, checks, resources }: Pick<Reviewed, "control" | "checks" | "resources">,
  disagreement: Disagreement,
): boolean {
  return (
    control === disagreement.control &&
    checks.join() === disagreement.checks.join() &&
    resources.some((pattern) => globMatches(pattern, disagreement.resource))
  );
}
