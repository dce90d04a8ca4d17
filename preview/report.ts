/** Everything that a preview of one stack found out, in no particular format. */
import { join } from "node:path";
import { differenceBetween, type Difference } from "../analysis/difference/difference";
import { internetExposure, type InternetExposure } from "../analysis/internet-exposure";
import { Reachability } from "../analysis/network/reachability";
import type { ResourceGraph } from "../model/graph";
import { type Problem, ProblemsError } from "../model/problem";
import { readExemptionsFile } from "../policies/exemptions-file";
import { judge, type Judgement } from "../policies/judge";
import { judgementChanges, type JudgementChanges } from "../policies/judgement-changes";
import { type Message, type ProgramRun, RefusedError, runProgram } from "../simulator/in-process";
import { SimulatedAws } from "../simulator/simulated-aws";
import { replacingPaths } from "../simulator/simulated-diff";
import { parseConfiguration } from "../stacks/configuration";
import { environmentProgram } from "../stacks/program";
import { readBase, type Base } from "./base/base";
import { assumeExisting } from "./existing-resources";
import { EXIT_CODE } from "./exit-code";
import type { Asked } from "./explain";
import { networkReport, type NetworkReport } from "./network-report";
import { readStackSettings, type StackSettings } from "./stack-settings";

export type PreviewReport = SuccessfulPreview | FailedPreview;

export interface SuccessfulPreview extends NetworkReport {
  readonly project: string;
  readonly stack: string;
  readonly region: string;
  readonly accountId: string;
  readonly graph: ResourceGraph;
  readonly messages: readonly Message[];
  readonly judgement: Judgement;
  readonly exposure: InternetExposure;
  /** Types that simulated AWS treats generically: their rules are not checked. */
  readonly unknownTypes: readonly string[];
  /** Absent unless the preview is compared with something. */
  readonly difference?: DifferenceReport;
  readonly failure?: undefined;
  readonly exitCode: 0 | 1;
}

export interface DifferenceReport {
  /** What it is compared with, as the user named it. */
  readonly base: string;
  readonly difference: Difference;
  /** By today's controls, for both. */
  readonly verdicts: JudgementChanges;
}

/** The program did not run to its end, so nothing can be said about what it would build. */
export interface FailedPreview {
  readonly stack: string;
  readonly failure: Failure;
  readonly messages: readonly Message[];
  readonly exitCode: 2;
}

export interface Failure {
  /** The whole message, for people. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** What simulated AWS refused. */
  readonly refused: readonly { readonly urn: string; readonly reason: string }[];
  /** Where it happened, for whoever repairs the program. */
  readonly stackTrace?: string;
}

export interface PreviewOptions {
  /** Where `Pulumi.yaml` and `policies/` are. */
  readonly folder: string;
  readonly stack: string;
  /** What to compare with: a Git revision, or a file with a preview in JSON or an exported state. @default nothing */
  readonly base?: string;
  /** Questions about the network. @default none */
  readonly asked?: readonly Asked[];
  /** True: errors carry their stack traces. */
  readonly debug: boolean;
  /** True: resources know where the program makes them, which takes a few times as long. @default false */
  readonly notePositions?: boolean;
}

export async function previewStack({
  folder,
  stack,
  base: baseName,
  asked = [],
  debug,
  notePositions = false,
}: PreviewOptions): Promise<PreviewReport> {
  try {
    const settings = readStackSettings(folder, stack);
    const place = placeOf(settings);
    const base = baseName === undefined ? undefined : await readBase(folder, settings.project, stack, baseName);
    const run = await runProgram({
      ...settings,
      program: environmentProgram,
      aws: believed(settings, place),
      ...(base && { deployedInputs: new Map(base.graph.resources.map(({ urn, inputs }) => [urn, inputs])) }),
      stackTraces: debug,
      ...(notePositions && { notePositionsIn: folder }),
    });
    if ("error" in run) return failed(stack, run.error, run.messages, debug);
    return succeeded(folder, settings, place, run, base, asked);
  } catch (error) {
    return failed(stack, error, [], debug);
  }
}

function succeeded(
  folder: string,
  settings: StackSettings,
  place: Place,
  run: ProgramRun,
  base: Base | undefined,
  asked: readonly Asked[],
): SuccessfulPreview {
  const { project, stack, config } = settings;
  const exemptions = readExemptionsFile(join(folder, "policies", "exemptions.yaml"));
  const preset = config[`${project}:environmentType`] === "dev" ? "dev" : "prod";
  const judged = (graph: ResourceGraph) => judge(graph, { preset, exemptions, now: new Date() });
  const judgement = judged(run.graph);
  const reachability = new Reachability(run.graph);
  const network = networkReport(reachability, asked, "preview");
  const isClosed = asked.length > 0 ? network.answers.some(({ holds }) => !holds) : judgement.failed;
  return {
    project,
    stack,
    ...place,
    graph: run.graph,
    messages: run.messages,
    judgement,
    exposure: internetExposure(run.graph, reachability),
    ...network,
    unknownTypes: run.unknownTypes,
    ...(base && {
      difference: {
        base: base.name,
        difference: differenceBetween(base.graph, run.graph, replacingPaths),
        verdicts: judgementChanges(judged(base.graph), judgement),
      },
    }),
    exitCode: isClosed ? EXIT_CODE.gateClosed : EXIT_CODE.fine,
  };
}

function failed(stack: string, error: unknown, messages: readonly Message[], debug: boolean): FailedPreview {
  const cause = error instanceof Error && error.cause instanceof ProblemsError ? error.cause : error;
  return {
    stack,
    failure: {
      text: error instanceof Error ? error.message : String(error),
      problems: cause instanceof ProblemsError ? cause.problems : [],
      refused: error instanceof RefusedError ? error.failures : [],
      ...(debug && error instanceof Error && error.stack !== undefined && { stackTrace: error.stack }),
    },
    messages,
    exitCode: EXIT_CODE.programOrConfigurationWrong,
  };
}

/** Simulated AWS with what the settings say exists already. Settings that are wrong are the program's to report. */
function believed({ project, config, secretConfigKeys = [] }: StackSettings, place: Place): SimulatedAws {
  const aws = new SimulatedAws(place);
  const isSecret = (key: string) => secretConfigKeys.includes(key);
  assumeExisting(aws, parseConfiguration({ project, values: config, isSecret }).settings.existing);
  return aws;
}

interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** The account and region that the stack would be deployed to; wrong settings are the program's to report. */
function placeOf({ project, config }: StackSettings): Place {
  const accountIds = /\d{12}/.exec(config[`${project}:allowedAccountIds`] ?? "");
  return { region: config[`${project}:region`] ?? "eu-central-1", accountId: accountIds?.[0] ?? "123456789012" };
}
