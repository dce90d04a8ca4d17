/** What the policies say, and what to do about it. */
import type { ControlJudgement, JudgedFinding, Judgement } from "../policies/judge";
import { parseUrn } from "../model/urn";
import { coverageText, isComplete } from "../policies/coverage";
import { findingText } from "../policies/evaluate";
import type { Block, Cell, Tone } from "./document";
import { shortType } from "./resources-section";

export function policiesSection(judgement: Judgement): Block[] {
  const { coverage, controls } = judgement;
  const told = controls.filter((entry) => quietVerdict(entry) === undefined);
  return [
    {
      kind: "heading",
      text: `Policies (${judgement.preset} levels): ${judgement.failed ? "a mandatory one failed" : "no mandatory one failed"}`,
    },
    ...(told.length === 0
      ? []
      : [
          {
            kind: "table",
            columns: ["control", "level", "verdict", "rule"],
            rows: told.map((entry) => [
              { text: entry.control.id },
              { text: entry.level },
              verdict(entry),
              { text: entry.control.title },
            ]),
          } as const,
        ]),
    ...QUIET_VERDICTS.flatMap((quiet) => {
      const ids = controls.filter((entry) => quietVerdict(entry) === quiet).map(({ control }) => control.id);
      return ids.length === 0 ? [] : [paragraph(`${quiet} (${ids.length}): ${ids.join(", ")}`, "quiet")];
    }),
    { kind: "list", items: ["docs/controls.md says what each control asks for, and why."] },
    paragraph(coverageText(coverage), isComplete(coverage) ? "quiet" : "warning"),
    ...controls.flatMap(findingBlocks),
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

/** What needs nobody's attention: the ids are enough, or the few rows that do need it would be lost among a hundred. */
const QUIET_VERDICTS = ["passed", "nothing to judge", "not run"] as const;

function quietVerdict({ level, counts }: ControlJudgement): (typeof QUIET_VERDICTS)[number] | undefined {
  if (level === "disabled") return "not run";
  if (counts.fail + counts.error + counts.indeterminate + counts.exempt > 0) return undefined;
  return counts.pass > 0 ? "passed" : "nothing to judge";
}

/** The counts of one control: what failed first. */
function verdict({ level, counts }: ControlJudgement): Cell {
  const failed = counts.fail + counts.error;
  const parts = [
    failed > 0 ? `${failed} failed` : "",
    counts.indeterminate > 0 ? `${counts.indeterminate} indeterminate` : "",
    counts.exempt > 0 ? `${counts.exempt} exempt` : "",
    counts.pass > 0 ? `${counts.pass} passed` : "",
  ].filter((part) => part !== "");
  const tone: Tone =
    failed > 0 ? (level === "mandatory" ? "bad" : "warning") : counts.indeterminate > 0 ? "warning" : "good";
  return { text: parts.join(", "), tone };
}

/** What was found, with all resources that it was found at. */
function findingBlocks({ control, findings }: ControlJudgement): Block[] {
  const byText = new Map<string, { readonly resources: string[]; readonly finding: JudgedFinding }>();
  for (const finding of findings) {
    const kind = finding.outcome === "indeterminate" ? "indeterminate" : finding.level;
    const text = `${kind}: ${control.id}: ${findingText(finding)}`;
    const { type, name } = parseUrn(finding.urn);
    const group = byText.get(text) ?? { resources: [], finding };
    group.resources.push(`${shortType(type)} ${name}`);
    byText.set(text, group);
  }
  return [...byText].flatMap(([text, { resources, finding }]): Block[] => [
    paragraph(text, finding.level === "mandatory" ? "bad" : "warning"),
    {
      kind: "list",
      items: [
        ...resources,
        // An exemption is the answer already.
        ...(finding.exemption === undefined ? [`Fix: ${control.remediation}`] : []),
      ],
    },
  ]);
}

function paragraph(text: string, tone: Tone): Block {
  return { kind: "paragraph", text, tone };
}
