/** A whole preview, section by section. */
import type { Properties, Value } from "../model/graph";
import { isProperties } from "../model/graph";
import type { Message } from "../simulator/in-process";
import type { Block, Cell } from "./document";
import { differenceSection, hasChanges, noChangeLine } from "./difference-section";
import { explainSection } from "./explain-section";
import { exposureSection } from "./exposure-section";
import { flowsSection } from "./flows-section";
import { policiesSection } from "./policies-section";
import type { DifferenceReport, FailedPreview, PreviewReport, SuccessfulPreview } from "./report";
import { plainText, resourcesSection } from "./resources-section";
import { taskStartSection } from "./task-start-section";

export function sections(report: PreviewReport): Block[] {
  return report.failure === undefined ? success(report) : failure(report);
}

function success(report: SuccessfulPreview): Block[] {
  const { project, stack, region, accountId, graph, messages, judgement, exposure, difference } = report;
  if (report.answers.length > 0) return explainSection(report.answers);
  if (difference !== undefined) return compared(report, difference);
  return [
    { kind: "heading", text: `Preview of ${project}, stack ${stack}` },
    {
      kind: "paragraph",
      text: `A new environment in ${region}, account ${accountId}, on simulated AWS: nothing is created, no account is needed.`,
    },
    ...resourcesSection(graph),
    ...messagesSection(messages, report.unknownTypes),
    ...policiesSection(judgement),
    ...exposureSection(exposure),
    ...flowsSection(report.flows, report.outsideWays, report.networkDoubts),
    {
      kind: "commands",
      commands: [{ command: 'npm run preview -- --explain "web -> internet:443"', purpose: "why, or why not" }],
    },
    ...taskStartSection(report.taskStarts),
    { kind: "heading", text: "Outputs" },
    { kind: "table", columns: ["output", "value (simulated)"], rows: outputRows(graph.outputs) },
    ...nextSteps(report),
  ];
}

/** What has changed, and what decides whether it may be deployed; one line if there is neither. */
function compared(report: SuccessfulPreview, difference: DifferenceReport): Block[] {
  const { project, stack, messages, judgement, exposure, unknownTypes } = report;
  if (!hasChanges(difference)) {
    const line: Block = { kind: "paragraph", text: noChangeLine(stack, difference) };
    return judgement.failed ? [line, ...policiesSection(judgement)] : [line];
  }
  return [
    { kind: "heading", text: `Preview of ${project}, stack ${stack}` },
    ...differenceSection(difference),
    ...messagesSection(messages, unknownTypes),
    ...policiesSection(judgement),
    ...exposureSection(exposure),
    ...(report.taskStarts.some(({ answer }) => answer !== "yes") ? taskStartSection(report.taskStarts) : []),
  ];
}

function failure({ stack, failure, messages }: FailedPreview): Block[] {
  const { problems, refused, text, stackTrace } = failure;
  const causes: Block[] =
    problems.length > 0
      ? problems.flatMap((problem): Block[] => {
          const value = problem.value === undefined ? "not set" : JSON.stringify(problem.value);
          return [
            { kind: "paragraph", text: `${problem.component}: ${problem.argument} = ${value}`, tone: "bad" },
            {
              kind: "list",
              items: [problem.message, `Fix: ${problem.fix}`, ...(problem.source ? [`See: ${problem.source}`] : [])],
            },
          ];
        })
      : refused.length > 0
        ? refused.flatMap(({ urn, reason }): Block[] => [
            { kind: "paragraph", text: urn, tone: "bad" },
            { kind: "list", items: [reason] },
          ])
        : [{ kind: "paragraph", text, tone: "bad" }];
  const count = problems.length || refused.length || 1;
  return [
    {
      kind: "heading",
      text: `Stack ${stack}: ${count === 1 ? "1 problem" : `${count} problems`}, no preview possible`,
    },
    ...causes,
    ...messagesSection(messages, []),
    ...(stackTrace === undefined ? [] : [{ kind: "paragraph", text: stackTrace, tone: "quiet" } as const]),
  ];
}

/** What the program said, and what the simulation could not check. */
function messagesSection(messages: readonly Message[], unknownTypes: readonly string[]): Block[] {
  const texts = [
    ...messages.map(({ severity, text }) => (severity === "info" ? text : `${severity}: ${text}`)),
    ...unknownTypes.map((type) => `warning: ${type} is not simulated; its rules were not checked`),
  ];
  return texts.length === 0
    ? []
    : [
        { kind: "heading", text: "Messages" },
        { kind: "list", items: texts },
      ];
}

/** One row per value, named by its path. */
function outputRows(outputs: Properties): Cell[][] {
  const rows = (name: string, value: Value): Cell[][] => {
    if (isProperties(value)) return Object.entries(value).flatMap(([key, child]) => rows(`${name}.${key}`, child));
    if (Array.isArray(value)) return [[{ text: name }, { text: value.map(plainText).join(", ") || "none" }]];
    return [[{ text: name }, { text: plainText(value) }]];
  };
  return Object.entries(outputs).flatMap(([name, value]) => rows(name, value));
}

function nextSteps({ stack, judgement }: SuccessfulPreview): Block[] {
  const commands = [
    ...(judgement.failed
      ? [{ command: `npm run preview -- --stack ${stack}`, purpose: "again, when what the policies found is mended" }]
      : []),
    ...(stack === "prod"
      ? []
      : [{ command: "npm run preview -- --stack prod", purpose: "the production environment" }]),
    { command: "npm run preview -- --help", purpose: "other formats, and how to read the exit code" },
    {
      command: `pulumi stack init ${stack} && pulumi up`,
      purpose: "create it in your AWS account; docs/getting-started.md takes you there",
    },
  ];
  return [
    { kind: "heading", text: "What to type next" },
    { kind: "commands", commands },
  ];
}
