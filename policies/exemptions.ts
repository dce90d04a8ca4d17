import type { Problem } from "../model/problem";
import { parseUrn } from "../model/urn";
import { globMatches } from "./glob";

/** A finding that its owner accepts for a limited time. It is still reported, as advisory and with the reason. */
export interface Exemption {
  /** The control's id: `ECS.5`. */
  readonly control: string;
  /** The URN of the resource; `*` stands for any text within one of its four parts. */
  readonly urn: string;
  /** Only the finding with this key; without it, all findings of the control about these resources. */
  readonly finding?: string;
  readonly reason: string;
  readonly ticket: string;
  readonly owner: string;
  /** The last day on which it holds, in UTC: `2026-01-31`. */
  readonly expires: string;
}

/** What an exemptions file says: the ones that hold, and what is wrong with the others. */
export interface Exemptions {
  readonly valid: readonly Exemption[];
  readonly problems: readonly Problem[];
}

/** No exemption may be granted for longer. */
const MAXIMUM_EXEMPTION_DAYS = 180;

/** Too dangerous for anyone to accept: administrator rights, a password in plain text, the wrong account or region. */
export const NEVER_EXEMPT: readonly string[] = ["IAM.1", "X-RDS-1", "P-4"];

const REQUIRED = ["control", "urn", "reason", "ticket", "owner", "expires"] as const;
const ALLOWED: readonly string[] = [...REQUIRED, "finding"];
const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000;

/**
 * Checks the content of an exemptions file. One that is wrong or expired does not hold, and is itself a violation.
 * @param document the parsed file, of any shape
 * @param controlIds the ids of the catalogue
 * @param judgedIds those of them that are judged here: exemptions from others are left to who judges those
 */
export function parseExemptions(
  document: unknown,
  controlIds: readonly string[],
  now: Date,
  judgedIds: readonly string[] = controlIds,
): Exemptions {
  const list = isRecord(document) ? document["exemptions"] : undefined;
  if (!Array.isArray(list)) {
    const message = "The file holds one key, `exemptions`, with a list.";
    const fix = "Write `exemptions: []` if there are none.";
    return { valid: [], problems: [{ component: "exemptions", argument: "exemptions", message, fix }] };
  }
  const valid: Exemption[] = [];
  const problems: Problem[] = [];
  const elsewhere = controlIds.filter((id) => !judgedIds.includes(id));
  list.forEach((entry: unknown, index) => {
    if (isRecord(entry) && elsewhere.includes(entry["control"] as string)) return;
    const found = exemptionProblems(entry, `exemptions[${index}]`, controlIds, now);
    if (found.length > 0) problems.push(...found);
    else valid.push(entry as Exemption);
  });
  return { valid, problems };
}

function exemptionProblems(entry: unknown, component: string, controlIds: readonly string[], now: Date): Problem[] {
  if (!isRecord(entry)) {
    const fix = `Give it the keys ${REQUIRED.join(", ")}.`;
    return [{ component, argument: component, value: entry, message: "An exemption is a set of keys.", fix }];
  }
  const unexpected = Object.keys(entry)
    .filter((key) => !ALLOWED.includes(key))
    .map((key) => ({
      component,
      argument: key,
      message: `An exemption has only the keys ${ALLOWED.join(", ")}.`,
      fix: "Remove it, or correct its name.",
    }));
  const texts = ALLOWED.flatMap((key): Problem[] => {
    const value = entry[key];
    if (value === undefined && key === "finding") return [];
    if (typeof value === "string" && value.trim() !== "") return [];
    return [
      { component, argument: key, value, message: "It must be a text that is not empty.", fix: "Write it down." },
    ];
  });
  if (unexpected.length + texts.length > 0) return [...unexpected, ...texts];
  const exemption = entry as unknown as Exemption;
  return [
    controlProblem(exemption.control, controlIds),
    isPattern(exemption.urn) ? undefined : PATTERN_PROBLEM,
    expiryProblem(exemption.expires, now),
  ].flatMap((problem) =>
    problem ? [{ component, value: exemption[problem.argument], ...problem } satisfies Problem] : [],
  );
}

type FieldProblem = Pick<Problem, "message" | "fix"> & { readonly argument: "control" | "urn" | "expires" };

const PATTERN_PROBLEM: FieldProblem = {
  argument: "urn",
  message: "It is no URN: `urn:pulumi:STACK::PROJECT::TYPE::NAME`, where `*` stands for any text within one part.",
  fix: "Copy the URN from the finding, and replace by `*` what differs.",
};

function controlProblem(control: string, controlIds: readonly string[]): FieldProblem | undefined {
  if (NEVER_EXEMPT.includes(control)) {
    return { argument: "control", message: "Nobody can be exempted from this control.", fix: "Mend the resource." };
  }
  if (controlIds.includes(control)) return undefined;
  return { argument: "control", message: "The catalogue has no such control.", fix: "Use the id of the finding." };
}

function expiryProblem(expires: string, now: Date): FieldProblem | undefined {
  const start = Date.parse(`${expires}T00:00:00Z`);
  // `2026-02-30` is parsed as March 2nd by some engines and refused by others: only a day that exists reads back.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== expires) {
    return { argument: "expires", message: "It is no day.", fix: "Write year-month-day: `2026-01-31`." };
  }
  if (now.getTime() >= start + MILLISECONDS_PER_DAY) {
    return { argument: "expires", message: "It has expired.", fix: "Mend the resource, or have it granted again." };
  }
  if (start > now.getTime() + MAXIMUM_EXEMPTION_DAYS * MILLISECONDS_PER_DAY) {
    const message = `It is more than ${MAXIMUM_EXEMPTION_DAYS} days ahead.`;
    return { argument: "expires", message, fix: "Choose an earlier day." };
  }
  return undefined;
}

/** True if the exemption's pattern covers the resource. */
export function covers(exemption: Exemption, urn: string): boolean {
  const [patterns, parts] = [exemption.urn, urn].map(urnParts) as [string[], string[]];
  return patterns.every((pattern, index) => globMatches(pattern, parts[index]!));
}

/** True if the exemption could cover a resource of this stack: only then can it be unused there. */
export function concerns(exemption: Exemption, project: string, stack: string): boolean {
  const pattern = parseUrn(exemption.urn);
  return globMatches(pattern.stack, stack) && globMatches(pattern.project, project);
}

/** Whether the text has the four parts of a URN, none of them empty. */
function isPattern(text: string): boolean {
  try {
    return urnParts(text).every((part) => part !== "");
  } catch {
    return false;
  }
}

function urnParts(urn: string): readonly string[] {
  const { stack, project, qualifiedType, name } = parseUrn(urn);
  return [stack, project, qualifiedType, name];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
