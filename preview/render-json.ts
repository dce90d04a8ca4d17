/** The preview for programs. Secret values appear as `[secret]`, unknown ones as `[unknown]`. */
import type { End } from "../analysis/network/paths";
import type { Reach } from "../analysis/network/reach";
import type { Judgement } from "../policies/judge";
import type { NetworkReport } from "./network-report";
import type { PreviewReport } from "./report";

/** Raised when a field changes its meaning or goes away; new fields don't raise it. */
const FORMAT_VERSION = 1;

export function renderJson(report: PreviewReport): string {
  return jsonText(content(report));
}

/** The content as every command writes it for programs. */
export function jsonText(content: object): string {
  return `${JSON.stringify({ formatVersion: FORMAT_VERSION, ...content }, undefined, 2)}\n`;
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
    policies: judgementJson(judgement),
    internetExposure: exposure,
    ...networkJson(report),
    messages,
    unknownTypes,
    ...(difference && {
      difference: { base: difference.base, ...difference.difference, verdicts: difference.verdicts },
    }),
  };
}

/** Who reaches whom, and whether tasks start. */
export function networkJson({ flows, outsideWays, networkDoubts, taskStarts, answers }: NetworkReport) {
  return {
    flows: flows.map(({ from, to, reach }) => ({ from: endName(from), to: endName(to), ...reachJson(reach) })),
    outsideWays: outsideWays.map(({ endpoint, direction, group, traffic }) => ({
      [direction === "ingress" ? "to" : "from"]: endName(endpoint),
      [direction === "ingress" ? "from" : "to"]: group,
      traffic,
    })),
    networkDoubts: {
      malformed: networkDoubts.malformed.map(({ resource, what }) => ({ resource: resource.urn, what })),
      unknowns: networkDoubts.unknowns,
    },
    taskStarts: taskStarts.map(({ service, answer, obstacles }) => ({ service: service.name, answer, obstacles })),
    ...(answers.length > 0 && {
      answers: answers.map(({ option, question, verdict, holds, paths }) => ({
        option,
        question,
        verdict,
        holds,
        paths: paths.map((path) => ({
          verdict: path.verdict,
          legs: path.legs.map(({ from, to, reach, hop }) => ({
            from: endName(from),
            to: endName(to),
            ...(hop && { rule: hop.by.urn, condition: hop.condition, keepsClientAddresses: hop.keepsClients }),
            ...(hop && hop.unknowns.length > 0 && { ruleUnknowns: hop.unknowns }),
            ...reachJson(reach),
            stages: reach.walk?.stages.map(({ what, resources }) => ({
              what,
              resources: resources.map(({ urn }) => urn),
            })),
            ...(reach.walk?.blockedBy && { blockedBy: reach.walk.blockedBy.what, fix: reach.walk.blockedBy.fix }),
          })),
        })),
      })),
    }),
  };
}

/** What the policies say, without the controls' texts. */
export function judgementJson({ preset, failed, coverage, controls, ...exemptions }: Judgement) {
  return {
    preset,
    failed,
    coverage,
    controls: controls.map(({ control: { id, title, severity }, level, counts, findings }) => ({
      id,
      title,
      severity,
      level,
      counts,
      findings,
    })),
    ...exemptions,
  };
}

function endName(end: End): string {
  return end === "internet" ? end : `${end.kind} ${end.name}`;
}

function reachJson({ verdict, traffic, always, through, packets: { unknowns } }: Reach) {
  return {
    verdict,
    traffic: traffic.map(({ protocol, destinationPort }) => ({ protocol, ports: destinationPort })),
    always,
    ...(through !== undefined && { through }),
    ...(verdict === "unknown" && { unknowns }),
  };
}
