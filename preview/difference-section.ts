/** What a deployment over the base would do, and what the policies say differently. */
import type { Action, ChangedProperty, ResourceDifference } from "../analysis/difference/difference";
import { parseUrn } from "../model/urn";
import { findingText } from "../policies/evaluate";
import type { ControlFinding } from "../policies/judgement-changes";
import type { Block, Tone } from "./document";
import type { DifferenceReport } from "./report";
import { plainText, shortType } from "./resources-section";

/** Longer values are told apart by their beginning and end. */
const MOST_CHARACTERS = 160;

const TONES: Readonly<Record<Action, Tone | undefined>> = {
  delete: "bad",
  replace: "warning",
  change: undefined,
  create: "good",
};

export function hasChanges({ difference, verdicts }: DifferenceReport): boolean {
  return difference.resources.length + verdicts.added.length + verdicts.fixed.length > 0;
}

export function noChangeLine(stack: string, { base, difference }: DifferenceReport): string {
  return `Stack ${stack}: no change against ${base}${secretsNotCompared(difference.secretsNotCompared)}`;
}

export function differenceSection({ base, difference, verdicts }: DifferenceReport): Block[] {
  const { resources } = difference;
  const counts = (["delete", "replace", "change", "create"] as const).flatMap((action) => {
    const count = resources.filter((each) => each.action === action).length;
    return count === 0 ? [] : [`${count} to ${action}`];
  });
  return [
    {
      kind: "heading",
      text: `Against ${base}: ${counts.join(", ") || "no resource changes"}${secretsNotCompared(difference.secretsNotCompared)}`,
    },
    ...groups(resources).flatMap(groupBlocks),
    ...verdictBlocks("New policy findings", verdicts.added, "warning"),
    ...verdictBlocks("Fixed policy findings", verdicts.fixed, "good"),
  ];
}

function secretsNotCompared(count: number): string {
  return count === 0 ? "" : ` (${count === 1 ? "1 secret" : `${count} secrets`} not compared)`;
}

/** Resources of which only the name is to be told stand together; the others alone. */
function groups(resources: readonly ResourceDifference[]): ResourceDifference[][] {
  const grouped: ResourceDifference[][] = [];
  for (const resource of resources) {
    const last = grouped.at(-1);
    const joins = last?.[0] && resource.changes.length === 0 && title(last[0]) === title(resource);
    if (joins) last.push(resource);
    else grouped.push([resource]);
  }
  return grouped;
}

function title({ action, role, refused, changes, type, name }: ResourceDifference): string {
  const subject = changes.length > 0 ? ` ${shortType(type)} ${name}` : "";
  const remarks = [
    ...(role === "holds state" ? ["holds state"] : role === "entry" ? ["on the way in"] : []),
    ...(refused ? ["protected: Pulumi will refuse"] : []),
  ];
  return `${action}${subject}${remarks.length > 0 ? ` (${remarks.join("; ")})` : ""}`;
}

function groupBlocks(group: readonly ResourceDifference[]): Block[] {
  const [first] = group;
  if (first === undefined) return [];
  const tone = first.refused ? "bad" : TONES[first.action];
  const items =
    first.changes.length > 0
      ? first.changes.map(changeText)
      : group.map(({ type, name }) => `${shortType(type)} ${name}`);
  return [
    { kind: "paragraph", text: title(first), ...(tone !== undefined && { tone }) },
    { kind: "list", items },
  ];
}

function changeText({ path, before, after, replaces }: ChangedProperty): string {
  const values = `${valueText(before)} → ${valueText(after)}`;
  return `${path}: ${values}${replaces ? " (forces the replacement)" : ""}`;
}

function valueText(value: ChangedProperty["before"]): string {
  if (value === undefined) return "not set";
  const text = plainText(value).replaceAll("\n", "⏎");
  const half = MOST_CHARACTERS / 2;
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, half)} … ${text.slice(-half)}`;
}

function verdictBlocks(heading: string, findings: readonly ControlFinding[], tone: Tone): Block[] {
  if (findings.length === 0) return [];
  return [
    { kind: "heading", text: heading },
    ...findings.map(({ control, finding }): Block => {
      const { type, name } = parseUrn(finding.urn);
      const kind = finding.outcome === "indeterminate" ? "indeterminate" : finding.level;
      const text = `${kind}: ${control} ${shortType(type)} ${name}: ${findingText(finding)}`;
      return { kind: "paragraph", text, tone: tone === "warning" && kind === "mandatory" ? "bad" : tone };
    }),
  ];
}
