import { formatProblem, ProblemsError } from "../../model/problem";
import { type CommandLine, parseOptions } from "../command-line";
import { EXIT_CODE, type ExitCode } from "../exit-code";
import type { Terminal } from "../terminal";

/**
 * Runs a command that looks at a file instead of running the program. Wrong options and problems are told.
 * @param run gets the options, and tells whether all is well
 * @returns the exit code
 */
export function runFileCommand<O extends object>(
  commandLine: CommandLine,
  args: readonly string[],
  terminal: Terminal,
  run: (options: O) => boolean,
): ExitCode {
  const options = parseOptions<O>(commandLine, args, terminal);
  if (typeof options === "number") return options;
  try {
    return run(options) ? EXIT_CODE.fine : EXIT_CODE.gateClosed;
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    terminal.writeError(`${error.problems.map(formatProblem).join("\n\n")}\n`);
    return EXIT_CODE.programOrConfigurationWrong;
  }
}
