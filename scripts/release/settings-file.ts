/** The settings file of an environment, for the commands that change a line of it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CommanderError } from "commander";
import { parse } from "yaml";
import { formatProblem, ProblemsError } from "../../model/problem";

export interface SettingsFile {
  /** Its name, for messages. */
  readonly file: string;
  readonly path: string;
  /** The project's name, which every key begins with. */
  readonly project: string;
  readonly text: string;
}

/**
 * @param folder where `Pulumi.yaml` is
 * @param command whose problem it is if there is no such environment
 * @throws ProblemsError if there is none
 */
export function readSettingsFile(folder: string, stack: string, command: string): SettingsFile {
  const file = `Pulumi.${stack}.yaml`;
  const path = join(folder, file);
  if (!existsSync(path)) {
    const message = `There is no ${file}.`;
    const fix = "Name an environment that has a settings file.";
    throw new ProblemsError([{ component: command, argument: "--stack", value: stack, message, fix }]);
  }
  const { name: project } = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as { name: string };
  return { file, path, project, text: readFileSync(path, "utf8") };
}

/**
 * What a command that changed nothing ends with: 0 if help was asked for, else 2, all problems told.
 * @throws what is neither a problem nor a mistake in the command line
 */
export function exitCodeOf(error: unknown, writeError: (text: string) => void): 0 | 2 {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof ProblemsError)) throw error;
  writeError(error.problems.map((problem) => `${formatProblem(problem)}\n`).join("\n"));
  return 2;
}
