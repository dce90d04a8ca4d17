/** What the policies say, and what to do about it. */
import type { ControlJudgement, JudgedFinding, Judgement } from "../policies/judge";
import { parseUrn } from "../model/urn";
import { findingText } from "../policies/evaluate";
import type { Block, Cell, Tone } from "./document";
import { shortType } from "./resources-section";

export function policiesSection(judgement: Judgement): Block[] {
  const { coverage, controls } = judgement;
  const findings = controls.flatMap((entry) => entry.findings.map((finding) => ({ entry, finding })));
  return [
    {
      kind: "heading",
      text: `Policies (${judgement.preset} levels): ${judgement.failed ? "a mandatory one failed" : "no mandatory one failed"}`,
    },
    {
      kind: "table",
      columns: ["control", "level", "verdict", "rule"],
      rows: controls.map((entry) => [
        { text: entry.control.id },
        { text: entry.level },
        verdict(entry),
        { text: entry.control.title },
      ]),
    },
    ...(coverage.evaluated < coverage.applicable
      ? [
          paragraph(
            `${coverage.evaluated} of ${coverage.applicable} judgements could be made; the others are indeterminate.`,
            "warning",
          ),
        ]
      : []),
    ...findings.flatMap(({ entry, finding }) => findingBlocks(entry, finding)),
    ...judgement.exemptionProblems.map((problem) =>
      paragraph(`mandatory: exemptions file, ${problem.argument}: ${problem.message} ${problem.fix}`, "bad"),
    ),
    ...judgement.unusedExemptions.map((exemption) =>
      paragraph(
        `mandatory: the exemption of ${exemption.control} for ${exemption.urn} is not needed any more. Remove it.`,
        "bad",
      ),
    ),
  ];
}

/** The counts of one control: what failed first. */
function verdict({ level, counts }: ControlJudgement): Cell {
  if (level === "disabled") return { text: "not run", tone: "quiet" };
  const failed = counts.fail + counts.error;
  const parts = [
    failed > 0 ? `${failed} failed` : "",
    counts.indeterminate > 0 ? `${counts.indeterminate} indeterminate` : "",
    counts.exempt > 0 ? `${counts.exempt} exempt` : "",
    counts.pass > 0 ? `${counts.pass} passed` : "",
  ].filter((part) => part !== "");
  if (parts.length === 0) return { text: "nothing to judge", tone: "quiet" };
  const tone: Tone =
    failed > 0 ? (level === "mandatory" ? "bad" : "warning") : counts.indeterminate > 0 ? "warning" : "good";
  return { text: parts.join(", "), tone };
}

function findingBlocks({ control }: ControlJudgement, finding: JudgedFinding): Block[] {
  const { type, name } = parseUrn(finding.urn);
  const kind = finding.outcome === "indeterminate" ? "indeterminate" : finding.level;
  return [
    paragraph(
      `${kind}: ${control.id} ${shortType(type)} ${name}: ${findingText(finding)}`,
      finding.level === "mandatory" ? "bad" : "warning",
    ),
    ...(finding.exemption === undefined ? [{ kind: "list", items: [`Fix: ${control.remediation}`] } as const] : []),
  ];
}

function paragraph(text: string, tone: Tone): Block {
  return { kind: "paragraph", text, tone };
}
