import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { ProblemsError } from "../model/problem";

/**
 * Reads an exemptions file. Its content is checked by `parseExemptions`, where the time and the controls are known.
 * @throws ProblemsError if the file is no YAML
 */
export function readExemptionsFile(path: string): unknown {
  return exemptionsFromYaml(readFileSync(path, "utf8"), path);
}

/**
 * The content of an exemptions file that has been read already.
 * @param path for messages
 * @throws ProblemsError if the text is no YAML
 */
export function exemptionsFromYaml(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const message = `The file is no YAML: ${(error as Error).message}`;
    throw new ProblemsError([{ component: "exemptions", argument: path, message, fix: "Correct the line it names." }]);
  }
}
