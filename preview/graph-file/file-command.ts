import { type Command, CommanderError, Option } from "commander";
import { formatProblem, ProblemsError } from "../../model/problem";
import { EXIT_CODE, type ExitCode } from "../report";
import type { Terminal } from "../terminal";

export interface FileCommand {
  readonly command: Command;
  /** What `--format` may be; `text` is among them. */
  readonly formats: readonly string[];
  /** Examples and exit codes. */
  readonly help: string;
}

/**
 * Runs a command that looks at a file instead of running the program. Wrong options and problems are told.
 * @param run gets the options, and tells whether all is well
 * @returns the exit code
 */
export function runFileCommand<O extends object>(
  { command, formats, help }: FileCommand,
  args: readonly string[],
  terminal: Terminal,
  run: (options: O) => boolean,
): ExitCode {
  command
    .addOption(new Option("-f, --format <format>", "how it is written").choices(formats).default("text"))
    .option("--no-color", "never use colour")
    .addHelpText("after", help)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError });
  try {
    command.parse(args, { from: "user" });
    return run(command.opts<O>()) ? EXIT_CODE.fine : EXIT_CODE.gateClosed;
  } catch (error) {
    if (error instanceof ProblemsError) terminal.writeError(`${error.problems.map(formatProblem).join("\n\n")}\n`);
    else if (!(error instanceof CommanderError)) throw error;
    else if (error.exitCode === 0) return EXIT_CODE.fine;
    return EXIT_CODE.programOrConfigurationWrong;
  }
}
