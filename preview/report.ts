/** Everything that a preview of one stack found out, in no particular format. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { internetExposure, type InternetExposure } from "../analysis/internet-exposure";
import type { ResourceGraph } from "../model/graph";
import { type Problem, ProblemsError } from "../model/problem";
import { judge, type Judgement } from "../policies/judge";
import { type Message, type ProgramRun, RefusedError, runProgram } from "../simulator/in-process";
import { SimulatedAws } from "../simulator/simulated-aws";
import { environmentProgram } from "../stacks/program";
import { readStackSettings, type StackSettings } from "./stack-settings";

/** The exit code is a gate for pipelines. */
export const EXIT_CODE = { fine: 0, mandatoryPolicyFailed: 1, programOrConfigurationWrong: 2 } as const;
export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];

export type PreviewReport = SuccessfulPreview | FailedPreview;

export interface SuccessfulPreview {
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
  readonly failure?: undefined;
  readonly exitCode: 0 | 1;
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

/** @param folder where `Pulumi.yaml` and `policies/` are */
export async function previewStack(folder: string, stack: string, debug: boolean): Promise<PreviewReport> {
  try {
    const settings = readStackSettings(folder, stack);
    const place = placeOf(settings);
    const run = await runProgram({
      ...settings,
      program: environmentProgram,
      aws: new SimulatedAws(place),
      stackTraces: debug,
    });
    if ("error" in run) return failed(stack, run.error, run.messages, debug);
    return succeeded(folder, settings, place, run);
  } catch (error) {
    return failed(stack, error, [], debug);
  }
}

function succeeded(folder: string, settings: StackSettings, place: Place, run: ProgramRun): SuccessfulPreview {
  const { project, stack, config } = settings;
  const judgement = judge(run.graph, {
    preset: config[`${project}:environmentType`] === "dev" ? "dev" : "prod",
    exemptions: parse(readFileSync(join(folder, "policies", "exemptions.yaml"), "utf8")) as unknown,
    now: new Date(),
  });
  return {
    project,
    stack,
    ...place,
    graph: run.graph,
    messages: run.messages,
    judgement,
    exposure: internetExposure(run.graph),
    unknownTypes: run.unknownTypes,
    exitCode: judgement.failed ? EXIT_CODE.mandatoryPolicyFailed : EXIT_CODE.fine,
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

interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** The account and region that the stack would be deployed to; wrong settings are the program's to report. */
function placeOf({ project, config }: StackSettings): Place {
  const accountIds = /\d{12}/.exec(config[`${project}:allowedAccountIds`] ?? "");
  return { region: config[`${project}:region`] ?? "eu-central-1", accountId: accountIds?.[0] ?? "123456789012" };
}
