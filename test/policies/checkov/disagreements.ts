/** Where the platform's controls and Checkov's checks of the same rules say different things about a resource. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Resource, ResourceGraph } from "../../../model/graph";
import { globMatches } from "../../../policies/glob";
import { catalogue } from "../../../policies/catalogue";
import { presetConfiguration } from "../../../policies/configuration";
import { judge } from "../../../policies/judge";
import type { CheckResult } from "./run";

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

/** A stack, and what Checkov says of it. */
export interface JudgedTwice {
  readonly stack: string;
  readonly graph: ResourceGraph;
  readonly addresses: ReadonlyMap<string, Resource>;
  readonly results: readonly CheckResult[];
}

/** Every control runs, with the settings of prod. */
const CONFIGURATION = Object.fromEntries(
  Object.entries(presetConfiguration(catalogue, "prod")).map(([policy, entry]) => {
    return [policy, typeof entry === "object" ? { ...entry, enforcementLevel: "advisory" } : "advisory"];
  }),
);

/** The ids of the checks that have a control for the same rule. */
export const MAPPED_CHECKS: readonly string[] = [
  ...new Set(catalogue.flatMap(({ equivalents }) => equivalents.checkov ?? [])),
].sort();

/** All disagreements about mapped controls, by control and resource. */
export function disagreementsIn({ stack, graph, addresses, results }: JudgedTwice): readonly Disagreement[] {
  const judgement = judge(graph, {
    preset: "prod",
    configuration: CONFIGURATION,
    exemptions: { exemptions: [] },
    now: new Date(),
  });
  const checksByUrn = new Map<string, string[]>();
  for (const { check, address, failed } of results) {
    const urn = addresses.get(address)?.urn;
    if (urn !== undefined && failed) checksByUrn.set(urn, [...(checksByUrn.get(urn) ?? []), check]);
  }
  const names = new Map(graph.resources.map((resource) => [resource.urn, `${stack} ${nameOf(resource)}`]));
  return judgement.controls.flatMap(({ control, findings }) => {
    const mapped = control.equivalents.checkov ?? [];
    if (mapped.length === 0) return [];
    const ours = new Set(findings.filter(({ outcome }) => outcome === "fail").map(({ urn }) => urn));
    return graph.resources.flatMap(({ urn }) => {
      const checks = (checksByUrn.get(urn) ?? []).filter((check) => mapped.includes(check)).sort();
      if (ours.has(urn) === checks.length > 0) return [];
      return [{ control: control.id, checks, resource: names.get(urn)! }];
    });
  });
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
