/**
 * What the policies found, for code scanning: the Static Analysis Results Interchange Format.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import type { Log, ReportingDescriptor, Result } from "sarif";
import type { ResourceGraph, SourcePosition } from "../model/graph";
import { formatProblem } from "../model/problem";
import type { PreviewReport } from "./report";
import { parseUrn } from "../model/urn";
import type { Level } from "../policies/control";
import { findingText } from "../policies/evaluate";
import type { ControlJudgement, JudgedFinding, Judgement } from "../policies/judge";

const LEVELS = { mandatory: "error", advisory: "warning", disabled: "none" } as const satisfies Record<Level, string>;

/** GitHub sorts alerts by this number, in the bands of CVSS. Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support */
const SECURITY_SEVERITIES = { low: "3.0", medium: "5.5", high: "8.0", critical: "9.5" } as const;

const TOOL = "fargate-platform policies";
const FORMAT = {
  $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  version: "2.1.0",
} as const;

/** A rule of the driver that is no control: what is wrong with the exemptions themselves. */
const EXEMPTIONS: ReportingDescriptor = {
  id: "exemptions",
  shortDescription: { text: "Every exemption is complete, in force and needed" },
  defaultConfiguration: { level: "error" },
};

/** What a preview's policies found. If the program failed, there are no results, and the log says why. */
export function renderPreviewSarif(report: PreviewReport): string {
  const { stack } = report;
  const fallbackFile = `Pulumi.${stack}.yaml`;
  if (report.failure === undefined) {
    return renderSarif({ judgement: report.judgement, graph: report.graph, fallbackFile });
  }
  return failedLog(report.failure.problems.map(formatProblem), report.failure.text);
}

export interface SarifSource {
  readonly judgement: Judgement;
  readonly graph: ResourceGraph;
  /** What stands for the place of a resource that nobody has noted: a file of the project, e.g. its settings. */
  readonly fallbackFile: string;
}

export function renderSarif(source: SarifSource): string {
  return `${JSON.stringify(sarifLog(source), undefined, 2)}\n`;
}

function sarifLog({ judgement, graph, fallbackFile }: SarifSource): Log {
  const positions = new Map(graph.resources.map(({ urn, sourcePosition }) => [urn, sourcePosition]));
  const place = (urn: string) => locationOf(urn, positions.get(urn) ?? { file: fallbackFile, line: 1, column: 1 });
  const results = judgement.controls.flatMap((entry, ruleIndex) =>
    resultsOf(entry, place).map((result) => ({ ...result, ruleIndex })),
  );
  return {
    ...FORMAT,
    runs: [
      {
        tool: {
          driver: { name: TOOL, rules: [...judgement.controls.map(ruleOf), EXEMPTIONS] },
        },
        invocations: [{ executionSuccessful: true }],
        automationDetails: { id: `${graph.project}/${graph.stack}/` },
        columnKind: "utf16CodeUnits",
        results: [...results, ...exemptionResults(judgement)],
        properties: { coverage: judgement.coverage, preset: judgement.preset },
      },
    ],
  };
}

function failedLog(problems: readonly string[], text: string): string {
  const texts = problems.length > 0 ? problems : [text];
  const log: Log = {
    ...FORMAT,
    runs: [
      {
        tool: { driver: { name: TOOL } },
        invocations: [
          {
            executionSuccessful: false,
            toolExecutionNotifications: texts.map((each) => ({ level: "error", message: { text: each } })),
          },
        ],
        results: [],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ control, level }: ControlJudgement): ReportingDescriptor {
  const { id, policy, title, rationale, remediation, link, severity, frameworks } = control;
  return {
    id,
    name: policy,
    shortDescription: { text: title },
    fullDescription: { text: rationale },
    help: { text: remediation },
    helpUri: link,
    defaultConfiguration: { level: LEVELS[level], enabled: level !== "disabled" },
    properties: {
      "security-severity": SECURITY_SEVERITIES[severity],
      tags: frameworks.map((framework) => `${framework.name} ${framework.id}`),
    },
  };
}

type Place = (urn: string) => NonNullable<Result["locations"]>[number];

/** One for each finding; one in all if there was nothing that the control could be wrong about. */
function resultsOf({ control, level, counts, findings }: ControlJudgement, place: Place): Result[] {
  const ruleId = control.id;
  if (level === "disabled") return [];
  const judged = Object.entries(counts).some(([outcome, count]) => outcome !== "not-applicable" && count > 0);
  if (!judged) {
    const message = { text: "The stack has nothing to judge." };
    return [{ ruleId, kind: "notApplicable", level: "none", message }];
  }
  return findings.map((finding) => ({
    ruleId,
    ...kindOf(finding),
    message: { text: `${parseUrn(finding.urn).name}: ${findingText(finding)}` },
    locations: [place(finding.urn)],
    partialFingerprints: { "finding/v1": [finding.urn, finding.path, finding.key ?? ""].join("|") },
    ...(finding.exemption && {
      suppressions: [{ kind: "external" as const, status: "accepted", justification: finding.exemption.reason }],
    }),
  }));
}

/** "open" is the format's word for a rule that lacks knowledge; only a failure has a level. */
function kindOf({ outcome, level }: JudgedFinding): Pick<Result, "kind" | "level"> {
  if (outcome === "indeterminate" && level !== "mandatory") return { kind: "open", level: "none" };
  return { kind: "fail", level: LEVELS[level] };
}

function locationOf(urn: string, { file, line, column }: SourcePosition): ReturnType<Place> {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file), uriBaseId: "%SRCROOT%" },
      region: { startLine: line, startColumn: column },
    },
    logicalLocations: [{ fullyQualifiedName: urn, name: parseUrn(urn).name, kind: "resource" }],
  };
}

function exemptionResults({ exemptionProblems, unusedExemptions, controls }: Judgement): Result[] {
  const texts = [
    ...exemptionProblems.map(({ argument, message, fix }) => `${argument}: ${message} ${fix}`),
    ...unusedExemptions.map(({ control, urn }) => `The exemption of ${control} for ${urn} is not needed any more.`),
  ];
  return texts.map((text) => ({
    ruleId: EXEMPTIONS.id,
    ruleIndex: controls.length,
    kind: "fail",
    level: "error",
    message: { text },
    locations: [
      { physicalLocation: { artifactLocation: { uri: "policies/exemptions.yaml", uriBaseId: "%SRCROOT%" } } },
    ],
  }));
}
