import type { ReportViolation } from "@pulumi/policy";
import type { ReportingPolicy } from "../configuration";
import { coverageOf, coverageText, isComplete } from "../coverage";
import { type Evaluation, findingText, type ReportedFinding } from "../evaluate";

/** The policies that report findings which no control's own policy reports. */
type FindingsPolicy = Exclude<ReportingPolicy, "exemptions">;

/**
 * A policy has one level, but a control's findings may have several: a failure has the control's, what is unknown or
 * exempt is advisory. So a control's policy reports its failures and leaves the rest here, for the policies that come
 * after it in the pack and look at the same resource.
 */
export class DeferredFindings {
  private readonly texts: Readonly<Record<FindingsPolicy, Map<string, string[]>>> = {
    indeterminate: new Map(),
    exempt: new Map(),
    evaluation: new Map(),
  };

  private readonly outcomes: Evaluation["outcome"][] = [];

  /** Reports the failures, and keeps the rest. */
  report(controlId: string, urn: string, evaluation: Evaluation, reportViolation: ReportViolation): void {
    this.outcomes.push(evaluation.outcome);
    for (const finding of evaluation.findings) {
      const policy = policyOf(finding);
      if (policy === undefined) {
        reportViolation(findingText(finding), urn);
        continue;
      }
      const kept = this.texts[policy];
      kept.set(urn, [...(kept.get(urn) ?? []), `${controlId}: ${findingText(finding)}`]);
    }
  }

  /** Takes what was kept about one resource. */
  take(policy: FindingsPolicy, urn: string): readonly string[] {
    const texts = this.texts[policy].get(urn) ?? [];
    this.texts[policy].delete(urn);
    return texts;
  }

  /** How many judgements could be made in the run that ends here, if not all. */
  takeCoverage(): string | undefined {
    const outcomes = this.outcomes.splice(0);
    const coverage = coverageOf((wanted) => outcomes.filter((outcome) => outcome === wanted).length);
    return isComplete(coverage) ? undefined : coverageText(coverage);
  }

  /** The resources about which something is kept. */
  urns(policy: FindingsPolicy): readonly string[] {
    return [...this.texts[policy].keys()];
  }
}

function policyOf(finding: ReportedFinding): FindingsPolicy | undefined {
  if (finding.outcome === "error") return "evaluation";
  if (finding.outcome === "indeterminate") return "indeterminate";
  return finding.exemption === undefined ? undefined : "exempt";
}
