/** What command lines have in common. */
import { type Command, CommanderError, Option } from "commander";
import { EXIT_CODE, type ExitCode } from "./exit-code";
import type { Terminal } from "./terminal";

export interface CommandLine {
  readonly command: Command;
  /** What `--format` may be; `text` is among them. */
  readonly formats: readonly string[];
  /** Examples and exit codes. */
  readonly help: string;
}

/** @returns the options, or the exit code if there is nothing to do: help was asked for, or an option is wrong */
export function parseOptions<O extends object>(
  { command, formats, help }: CommandLine,
  args: readonly string[],
  terminal: Terminal,
): O | ExitCode {
  command
    .addOption(new Option("-f, --format <format>", "how it is written").choices(formats).default("text"))
    .option("--no-color", "never use colour");
  try {
    return atTerminal(command, help, terminal).parse(args, { from: "user" }).opts<O>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_CODE.fine : EXIT_CODE.programOrConfigurationWrong;
  }
}

/** Lets a command write to the terminal, and throw a `CommanderError` where it would end the process. */
export function atTerminal(command: Command, help: string, terminal: Pick<Terminal, "write" | "writeError">): Command {
  return command
    .addHelpText("after", help)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError });
}
