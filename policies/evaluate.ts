import type { Control, JudgedResource } from "./control";
import type { ExemptionLedger } from "./exemption-ledger";
import type { Exemption } from "./exemptions";
import type { Settings } from "./settings";
import type { StackIndex } from "./stack-index";
import { type Finding, type Judged, NotApplicable, type Outcome } from "./verdict";

/** A finding, and whether somebody accepts it. */
export interface ReportedFinding extends Omit<Finding, "outcome"> {
  /** `error`: the control itself failed, so nothing is known about the resource. */
  readonly outcome: Finding["outcome"] | "error";
  /** Who accepts the failure, why, and until when. */
  readonly exemption?: Exemption;
}

/** What one control says about one resource, after exemptions. */
export interface Evaluation {
  readonly outcome: Outcome | "exempt" | "error";
  readonly findings: readonly ReportedFinding[];
  /** Why the control is not applicable. */
  readonly reason?: string;
}

export interface EvaluationContext {
  readonly settings: Settings;
  readonly ledger: ExemptionLedger;
  /** Needed by controls of the stack phase. */
  readonly stack?: StackIndex;
}

/** Lets a control judge a resource. A control that throws is reported, and disturbs no other. */
export function evaluate(control: Control, resource: JudgedResource, context: EvaluationContext): Evaluation {
  let judged: Judged;
  try {
    judged = judge(control, resource, context);
  } catch (error) {
    // The error's text may repeat a value, so only its kind is shown.
    const kind = error instanceof Error ? error.name : typeof error;
    const message = `could not be evaluated: the control ${control.id} failed with ${kind}`;
    return { outcome: "error", findings: [{ outcome: "error", path: "The resource", message }] };
  }
  if (judged instanceof NotApplicable) {
    context.ledger.enter(control.id, resource.urn, []);
    return { outcome: "not-applicable", findings: [], reason: judged.reason };
  }
  const exemptions = context.ledger.enter(control.id, resource.urn, judged);
  const findings = judged.map((finding, index): ReportedFinding => {
    const exemption = exemptions[index];
    return exemption === undefined ? finding : { ...finding, exemption };
  });
  return { outcome: worstOf(findings), findings };
}

function judge(control: Control, resource: JudgedResource, context: EvaluationContext): Judged {
  if (control.phase === "resource") return control.judge(resource, context.settings);
  if (context.stack === undefined) throw new Error(`${control.id} needs the whole stack`);
  return control.judge(resource, context.settings, context.stack);
}

function worstOf(findings: readonly ReportedFinding[]): Evaluation["outcome"] {
  if (findings.some(({ outcome, exemption }) => outcome === "fail" && exemption === undefined)) return "fail";
  if (findings.some(({ outcome }) => outcome === "indeterminate")) return "indeterminate";
  return findings.length > 0 ? "exempt" : "pass";
}

/** A finding as one sentence: where, what, and whether somebody accepts it. */
export function findingText(finding: ReportedFinding): string {
  const key = finding.key === undefined ? "" : ` [${finding.key}]`;
  const text = `${finding.path} ${finding.message}${key}.`;
  if (finding.exemption === undefined) return text;
  const { reason, owner, ticket, expires } = finding.exemption;
  return `${text} Exempt until ${expires} (${owner}, ${ticket}): ${reason}`;
}
