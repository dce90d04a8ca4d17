/** The configuration that a command is given: one file for both packs, or one for each, as Pulumi's engine takes them. */
import { type Problem, ProblemsError } from "../../model/problem";
import { catalogue } from "../../policies/catalogue";
import { configurationProblems, type PackConfiguration, REPORTING_POLICIES } from "../../policies/configuration";
import { type FileOrigin, problem } from "../graph-file/file-origin";
import { readFileOf } from "../graph-file/graph-option";

const CONFIGURATION_FIX = "Write an object with an entry per policy: docs/policies.md.";

interface ConfigurationFile {
  readonly name: string;
  readonly content: PackConfiguration;
}

/**
 * The content of all files together.
 * @param option the command and its option, for messages
 * @throws ProblemsError if a file can't be read, names a policy that no pack has, or one that another file configures too
 */
export function configurationOf(
  option: Omit<FileOrigin, "name">,
  names: readonly string[],
  folder: string,
): PackConfiguration {
  const files = names.map((name) => ({ name, content: contentOf({ ...option, name }, folder) }));
  const problems = [...files.flatMap(ownProblems), ...sharedPolicies(option, files)];
  if (problems.length > 0) throw new ProblemsError(problems);
  return Object.assign({}, ...files.map(({ content }) => content)) as PackConfiguration;
}

function contentOf(origin: FileOrigin, folder: string): PackConfiguration {
  const text = readFileOf(origin, folder);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw problem(origin, "The file holds no JSON.", CONFIGURATION_FIX);
  }
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return content as PackConfiguration;
  throw problem(origin, "The file holds no object.", CONFIGURATION_FIX);
}

function ownProblems({ name, content }: ConfigurationFile): readonly Problem[] {
  return configurationProblems(catalogue, content).map((each) => ({
    ...each,
    component: `${name}: ${each.component}`,
  }));
}

/** Which of two files is right, nobody can tell. What reports is in each pack, so it may be in both if they agree. */
function sharedPolicies(option: Omit<FileOrigin, "name">, files: readonly ConfigurationFile[]): readonly Problem[] {
  const policies = [...new Set(files.flatMap(({ content }) => Object.keys(content)))];
  return policies.flatMap((policy) => {
    const holders = files.filter(({ content }) => Object.hasOwn(content, policy));
    const entries = new Set(holders.map(({ content }) => JSON.stringify(content[policy])));
    const deciders = Object.hasOwn(REPORTING_POLICIES, policy) ? entries.size : holders.length;
    if (deciders === 1) return [];
    const value = holders.map(({ name }) => name);
    const message = `Several files configure the policy ${policy}, and one of them has to decide.`;
    return [{ ...option, value, message, fix: "Keep it in one of them." }];
  });
}
