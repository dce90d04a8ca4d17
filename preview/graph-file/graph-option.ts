/** The options of commands that look at a file instead of running the program. */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import type { ResourceGraph } from "../../model/graph";
import { ProblemsError } from "../../model/problem";
import { type FileOrigin, problem } from "./file-origin";
import { graphFromJson } from "./graph-file";

export interface GraphOptions {
  readonly state?: string;
  readonly preview?: string;
}

export function addGraphOptions(command: Command): Command {
  return command
    .option("--state <file>", "what pulumi stack export wrote")
    .addOption(
      new Option(
        "--preview <file>",
        "what npm run preview -- --format json wrote, or pulumi preview --json --show-sames",
      ).conflicts("state"),
    );
}

/**
 * @param component the command, for messages
 * @throws ProblemsError if no file is named, or it holds no graph
 */
export function readGraph(component: string, { state, preview }: GraphOptions, folder: string): ResourceGraph {
  const [argument, name] = preview === undefined ? ["--state", state] : ["--preview", preview];
  if (name === undefined) {
    const fix = "Export a stack, and name the file: pulumi stack export --file state.json";
    throw new ProblemsError([{ component, argument, message: "There is nothing to look at.", fix }]);
  }
  const origin = { component, argument, name };
  return graphFromJson(origin, readFileOf(origin, folder));
}

/** @throws ProblemsError if there is no such file */
export function readFileOf(origin: FileOrigin, folder: string): string {
  const path = resolve(folder, origin.name);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory()) return readFileSync(path, "utf8");
  const message = found === undefined ? `There is no such file in ${folder}.` : "It is a folder, not a file.";
  throw problem(origin, message, "Correct its name.");
}
