/** Reads a stack's settings from the project's files, as Pulumi would hand them to the program, without Pulumi. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { type Problem, ProblemsError } from "../model/problem";
import { secretInPlainText } from "../stacks/configuration";

export interface StackSettings {
  readonly project: string;
  readonly stack: string;
  /** Full keys with text or JSON text. */
  readonly config: Record<string, string>;
  /** The keys that hold an encrypted value. */
  readonly secretConfigKeys: readonly string[];
}

/** Stands for a value that only Pulumi's secrets provider can decrypt. */
export type EncryptedPlaceholder = `[encrypted: ${string}]`;

/**
 * @param folder where `Pulumi.yaml` is
 * @throws ProblemsError if there is no such stack, or its file can't be read as settings.
 */
export function readStackSettings(folder: string, stack: string): StackSettings {
  const projectFile = readYaml(folder, "Pulumi.yaml");
  const project = String(projectFile["name"]);
  const known = knownStacks(folder);
  if (!known.includes(stack)) {
    throw new ProblemsError([
      {
        component: "preview",
        argument: "--stack",
        value: stack,
        message: `There is no such environment. Known are: ${known.join(", ")}.`,
        fix: `Choose one of them, or make a new one by copying Pulumi.${known[0] ?? "dev"}.yaml to Pulumi.NAME.yaml.`,
      },
    ]);
  }
  const config: Record<string, string> = {};
  const secretConfigKeys: string[] = [];
  const problems: Problem[] = [];
  // What the stack's file says counts more than what the project's file says, as with Pulumi.
  const stackFile = readYaml(folder, `Pulumi.${stack}.yaml`);
  const entries = [...configOf("Pulumi.yaml", projectFile), ...configOf(`Pulumi.${stack}.yaml`, stackFile)];
  for (const [key, value] of entries) {
    const fullKey = key.includes(":") ? key : `${project}:${key}`;
    const { decrypted, encrypted, plain } = withPlaceholders(fullKey, value);
    config[fullKey] = typeof decrypted === "string" ? decrypted : JSON.stringify(decrypted);
    if (encrypted > 0) secretConfigKeys.push(fullKey);
    // Pulumi tells programs only that a key holds something encrypted, so this mixture can be seen nowhere else.
    if (encrypted > 0 && fullKey === `${project}:secrets`)
      problems.push(...plain.map((path) => secretInPlainText(path)));
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return { project, stack, config, secretConfigKeys };
}

/** The stacks that have a settings file. */
function knownStacks(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

function configOf(file: string, content: Record<string, unknown>): [string, unknown][] {
  const config = content["config"] ?? {};
  if (typeof config !== "object" || Array.isArray(config)) {
    throw fileProblem(file, "config has to hold keys and values.", "Compare it with Pulumi.dev.yaml.");
  }
  return Object.entries(config).map(([key, entry]) => {
    // The project's file may wrap a value to describe it.
    const isWrapped = typeof entry === "object" && entry !== null && "value" in entry && !key.includes(":");
    return [key, isWrapped ? (entry as { value: unknown }).value : (entry as unknown)];
  });
}

function readYaml(folder: string, file: string): Record<string, unknown> {
  const path = join(folder, file);
  if (!existsSync(path)) {
    throw fileProblem(file, "It does not exist here.", "Run the command in the project's folder.");
  }
  const document = parseDocument(readFileSync(path, "utf8"));
  const [error] = document.errors;
  if (error) throw fileProblem(file, error.message.split("\n")[0]!, "Correct the YAML.");
  const content: unknown = document.toJS();
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    throw fileProblem(file, "It has to hold keys and values.", "Compare it with Pulumi.dev.yaml.");
  }
  return content as Record<string, unknown>;
}

function fileProblem(file: string, message: string, fix: string): ProblemsError {
  return new ProblemsError([{ component: "settings", argument: "file", value: file, message, fix }]);
}

interface WithPlaceholders {
  readonly decrypted: unknown;
  /** How many values are encrypted. */
  readonly encrypted: number;
  /** The paths of those that are not. */
  readonly plain: readonly string[];
}

/** Replaces each `{secure: …}` by a placeholder, and sorts keys as Pulumi does. */
function withPlaceholders(path: string, value: unknown): WithPlaceholders {
  if (typeof value !== "object" || value === null) return { decrypted: value, encrypted: 0, plain: [path] };
  if (isEncrypted(value)) {
    const placeholder: EncryptedPlaceholder = `[encrypted: ${path}]`;
    return { decrypted: placeholder, encrypted: 1, plain: [] };
  }
  const children = Object.entries(value)
    .sort(([a], [b]) => (Array.isArray(value) || a === b ? 0 : a < b ? -1 : 1))
    .map(([key, child]) => ({ key, ...withPlaceholders(`${path}.${key}`, child) }));
  return {
    decrypted: Array.isArray(value)
      ? children.map((child) => child.decrypted)
      : Object.fromEntries(children.map((child) => [child.key, child.decrypted])),
    encrypted: children.reduce((sum, child) => sum + child.encrypted, 0),
    plain: children.flatMap((child) => child.plain),
  };
}

function isEncrypted(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "secure";
}
