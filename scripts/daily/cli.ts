/** The command lines of every day: `npm run status`, `diagnose`, `logs` and `exec`, for one service of a deployed stack. */
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { renderDiagnosis } from "../../diagnosis/diagnosis";
import { formatProblem, ProblemsError } from "../../model/problem";
import { renderText } from "../../preview/render-text";
import { deployedService, type ServiceName } from "./deployed-stack";
import { diagnoseService } from "./service-diagnosis";
import { execInService } from "./service-exec";
import { logsElsewhere, serviceLogs } from "./service-logs";
import { serviceStatus, statusBlocks } from "./service-status";

/** Where the command lines read and write. */
export interface Terminal {
  /** Where `Pulumi.yaml` is. */
  readonly folder: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly width: number;
  readonly colour: boolean;
  /** Aborted when the user has seen enough. */
  readonly interrupted: AbortSignal;
}

type StatusOptions = ServiceName & { readonly json: boolean };
type LogsOptions = ServiceName & { readonly since: number; readonly filter?: string; readonly follow: boolean };
type ExecCommandOptions = ServiceName & { readonly container?: string; readonly task?: string };

const HELP = `
Examples:
  npm run status -- --stack dev --service web
  npm run logs -- --stack dev --service web --since 2h --filter ERROR
  npm run logs -- --stack prod --service web --follow
  npm run diagnose -- --stack dev --service web
  npm run exec -- --stack dev --service web -- ls -l /tmp

They need the Pulumi CLI, logged in to where the state is, and credentials of AWS. They change nothing;
what is done in a container by exec does, and is recorded.`;

const EXIT_CODES = `
Exit codes:
  0  the service runs what the program wants
  1  its deployment failed, was rolled back, or is not complete
  2  it can't be told: wrong options, no such service, AWS or Pulumi does not answer`;

/** @returns the exit code: 0 fine, 1 the service is not what it should be (only diagnose says so), 2 it can't be told */
export async function runDaily(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const { write, writeError } = terminal;
  const program = new Command("npm run").addHelpText("after", HELP);
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .requiredOption("-s, --stack <name>", "the environment: NAME of a file Pulumi.NAME.yaml")
      .requiredOption("--service <name>", "the service, as the settings call it")
      .addHelpText("after", HELP)
      .allowExcessArguments(false);
  command("status", "How a service is: deployments, tasks, and why the last ones stopped.")
    .option("--json", "for programs", false)
    .action((options: StatusOptions) => status(options, terminal));
  let exitCode: 0 | 1 = 0;
  command("diagnose", "Whether a service runs what it should, and why it doesn't.")
    .option("--json", "for programs", false)
    .addHelpText("after", EXIT_CODES)
    .action(async (options: StatusOptions) => void (exitCode = await diagnosis(options, terminal)));
  command("logs", "What a service's containers write.")
    .option("--since <time>", "how far back: 30s, 10m, 2h or 1d", duration, 10 * 60_000)
    .option("--filter <pattern>", "only lines that match a filter pattern of CloudWatch Logs")
    .option("-f, --follow", "wait for more", false)
    .action((options: LogsOptions) => logs(options, terminal));
  command("exec", "A shell, or a command, in a container of a service that has executeCommand.")
    .argument("[command...]", "a program and its arguments, after --; /bin/sh if not given")
    .option("--container <name>", "in which container; needed if the task has more than one")
    .option("--task <id>", "in which task: its id or the beginning of it; any if not given")
    .action(async (words: string[], { stack, service, ...chosen }: ExecCommandOptions) => {
      const deployed = await deployedService(terminal.folder, { stack, service });
      await execInService(service, deployed, { ...chosen, command: words });
    });
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({ writeOut: write, writeErr: writeError });
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    writeError(`${reason(error)}\n`);
    return 2;
  }
}

async function status(options: StatusOptions, { folder, write, width, colour }: Terminal): Promise<void> {
  const found = await serviceStatus(await deployedService(folder, options));
  const title = `Service ${options.service}, stack ${options.stack}`;
  write(
    options.json
      ? `${JSON.stringify(found, undefined, 2)}\n`
      : renderText(statusBlocks(title, found), { width, colour }),
  );
}

async function diagnosis(options: StatusOptions, { folder, write, writeError }: Terminal): Promise<0 | 1> {
  const say = (text: string) => writeError(`${text}\n`);
  const deployed = await unlessQuick(deployedService(folder, options), () => say("Reading the stack's state …"));
  const found = await unlessQuick(diagnoseService(options.service, deployed), () => say("Asking AWS …"));
  write(`${options.json ? JSON.stringify(found, undefined, 2) : renderDiagnosis(found)}\n`);
  return found.verdict.kind === "complete" ? 0 : 1;
}

const QUICK_MS = 2000;

/** Says what is under way if it takes longer than two seconds. */
async function unlessQuick<T>(work: Promise<T>, say: () => void): Promise<T> {
  const timer = setTimeout(say, QUICK_MS);
  return work.finally(() => clearTimeout(timer));
}

async function logs(options: LogsOptions, { folder, write, writeError, interrupted }: Terminal): Promise<void> {
  const { since, filter, follow } = options;
  const deployed = await deployedService(folder, options);
  for (const sentence of logsElsewhere(deployed)) writeError(`${sentence}\n`);
  const lines = serviceLogs(deployed, {
    startTime: Date.now() - since,
    ...(filter !== undefined && { filter }),
    ...(follow && { follow: interrupted }),
  });
  for await (const line of lines) {
    write(`${line}\n`);
    if (interrupted.aborted) break;
  }
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function duration(text: string): number {
  const [, count, unit] = /^(\d{1,4})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) throw new InvalidArgumentError("Give 30s, 10m, 2h or 1d.");
  return Number(count) * UNITS_MS[unit]!;
}

/** Of an error of AWS its name says more than its message. */
function reason(error: unknown): string {
  if (error instanceof ProblemsError) return error.problems.map(formatProblem).join("\n\n");
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
