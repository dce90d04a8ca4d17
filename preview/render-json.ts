/** The preview for programs. Secret values appear as `[secret]`, unknown ones as `[unknown]`. */
import type { PreviewReport } from "./report";

/** Raised when a field changes its meaning or goes away; new fields don't raise it. */
const FORMAT_VERSION = 1;

export function renderJson(report: PreviewReport): string {
  return `${JSON.stringify({ formatVersion: FORMAT_VERSION, ...content(report) }, undefined, 2)}\n`;
}

function content(report: PreviewReport) {
  const { stack, exitCode, messages } = report;
  if (report.failure !== undefined) return { stack, exitCode, messages, failure: report.failure };
  const { project, region, accountId, graph, judgement, exposure, unknownTypes, difference } = report;
  return {
    project,
    stack,
    region,
    accountId,
    exitCode,
    resources: graph.resources,
    outputs: graph.outputs,
    policies: {
      preset: judgement.preset,
      failed: judgement.failed,
      coverage: judgement.coverage,
      controls: judgement.controls.map(({ control, level, counts, findings }) => ({
        id: control.id,
        title: control.title,
        severity: control.severity,
        level,
        counts,
        findings,
      })),
      exemptionProblems: judgement.exemptionProblems,
      unusedExemptions: judgement.unusedExemptions,
    },
    internetExposure: exposure,
    messages,
    unknownTypes,
    ...(difference && {
      difference: { base: difference.base, ...difference.difference, verdicts: difference.verdicts },
    }),
  };
}
