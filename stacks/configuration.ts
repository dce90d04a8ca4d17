/** Reads an environment's settings strictly: everything that is wrong is named, nothing is guessed. */
import { distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Problem } from "../model/problem";
import { configurationSchema, type Configuration } from "./configuration-schema";

/** The settings as Pulumi hands them to a program: full keys, and text or JSON text. */
export interface RawConfiguration {
  readonly project: string;
  readonly values: Readonly<Record<string, string>>;
  /** True if Pulumi knows the key as encrypted. */
  readonly isSecret: (key: string) => boolean;
}

const COMPONENT = "configuration";

/** The only key whose values may, and have to, be encrypted. */
const SECRETS_KEY = "secrets";

/** What could be read, and what is wrong with the rest. */
export interface ParsedConfiguration {
  /** Complete if there are no problems; otherwise without what is wrong, so that the rest can still be checked. */
  readonly settings: Partial<Configuration>;
  readonly problems: readonly Problem[];
  /** Top-level keys that are given, but could not be read at all. */
  readonly unreadable: ReadonlySet<string>;
}

/** Reads the settings. Never throws: everything that is wrong is among the problems. */
export function parseConfiguration(raw: RawConfiguration): ParsedConfiguration {
  const given: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [fullKey, text] of Object.entries(raw.values)) {
    const colon = fullKey.indexOf(":");
    const [namespace, key] = [fullKey.slice(0, colon), fullKey.slice(colon + 1)];
    if (namespace === "pulumi") continue;
    if (namespace !== raw.project) {
      problems.push(foreignNamespace(fullKey, namespace, raw.project));
      continue;
    }
    given[key] = decode(key, text);
    const isSecret = raw.isSecret(fullKey);
    if (isSecret !== (key === SECRETS_KEY)) problems.push(wrongSecrecy(fullKey, key));
  }
  const parsed = configurationSchema.safeParse(given);
  const issues = parsed.success ? [] : parsed.error.issues;
  problems.push(...issues.flatMap((issue) => toProblems(raw.project, given, issue)));
  const settings = deepFreeze(parsed.success ? parsed.data : readableParts(given));
  return { settings, problems, unreadable: new Set(Object.keys(given).filter((key) => !(key in settings))) };
}

/** The settings without what is wrong: a value, or the group or list that can't do without it. */
function readableParts(given: Readonly<Record<string, unknown>>): Partial<Configuration> {
  const settings = structuredClone(given);
  for (;;) {
    const parsed = configurationSchema.partial().safeParse(settings);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) removeWrong(settings, issue);
  }
}

function removeWrong(settings: Record<string, unknown>, issue: z.core.$ZodIssue): void {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const group = valueAt(settings, path) as Record<string, unknown> | undefined;
    for (const key of issue.keys) if (group !== undefined) delete group[key];
    return;
  }
  // A missing value can't be removed, and an element must not be: the others would change their places.
  let last = path.length - 1;
  while (
    last > 0 &&
    (valueAt(settings, path.slice(0, last + 1)) === undefined || Array.isArray(valueAt(settings, path.slice(0, last))))
  )
    last--;
  const group = valueAt(settings, path.slice(0, last)) as Record<string, unknown> | undefined;
  const key = path[last];
  if (group !== undefined && key !== undefined) delete group[key];
}

const jsonSchema = z.toJSONSchema(configurationSchema) as JsonSchema;

interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
}

/** Pulumi hands over text as it is, and everything else as JSON text; only the schema tells "5" from 5. */
function decode(key: string, text: string): unknown {
  if (jsonSchema.properties?.[key]?.type === "string") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function foreignNamespace(key: string, namespace: string, project: string): Problem {
  return {
    component: COMPONENT,
    argument: key,
    value: "[not shown]",
    message: `Settings under "${namespace}:" have no effect here: all resources use the project's own provider.`,
    fix:
      namespace === "aws"
        ? `Remove it; region and accounts are set by ${project}:region and ${project}:allowedAccountIds.`
        : `Remove it, or write it as ${project}:… if it is one of this project's.`,
  };
}

/** @param path where the value has to be set anew */
export function secretInPlainText(argument: string, path = argument): Problem {
  return {
    component: COMPONENT,
    argument,
    value: "[not shown]",
    message: "It holds a secret as plain text.",
    fix: `Remove it, treat the value as known to others, and set a new one with: pulumi config set --secret --path ${path}`,
  };
}

function wrongSecrecy(fullKey: string, key: string): Problem {
  if (key === SECRETS_KEY) return secretInPlainText(fullKey, `${fullKey}.NAME`);
  return {
    component: COMPONENT,
    argument: fullKey,
    value: "[not shown]",
    message: `It is encrypted, or holds an encrypted value, but is no secret; only ${SECRETS_KEY} can be encrypted.`,
    fix: "Write it as plain text, or move the secret value.",
  };
}

function toProblems(project: string, settings: unknown, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(String);
  const argument = (keys: readonly string[]) =>
    `${project}:${keys.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : index === 0 ? key : `.${key}`)).join("")}`;
  if (issue.code === "unrecognized_keys") {
    const allowed = Object.keys(schemaAt(path)?.properties ?? {});
    return issue.keys.map((key) => ({
      component: COMPONENT,
      argument: argument([...path, key]),
      value: shown([...path, key], valueAt(settings, [...path, key])),
      message: `There is no such key. Known are: ${allowed.join(", ")}.`,
      fix: suggestion(key, allowed),
    }));
  }
  const value = valueAt(settings, path);
  return [
    {
      component: COMPONENT,
      argument: argument(path),
      value: shown(path, value),
      message: value === undefined ? `It is missing. ${expectation(issue)}` : expectation(issue),
      fix: value === undefined ? "Add it." : "Correct the value.",
    },
  ];
}

function suggestion(key: string, allowed: readonly string[]): string {
  const nearest = [...allowed].sort((a, b) => distance(key, a) - distance(key, b))[0];
  const near =
    nearest !== undefined && distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, key.length / 3);
  return near ? `Did you mean "${nearest}"?` : "Remove it.";
}

/** What is allowed, as a sentence. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `It has to be ${NAMES_OF_TYPES[issue.expected] ?? issue.expected}.`;
  if (issue.code === "invalid_value") return `It has to be one of ${issue.values.map(String).join(", ")}.`;
  if (issue.code === "too_small") return `It needs at least ${String(issue.minimum)} of them.`;
  return issue.message;
}

const NAMES_OF_TYPES: Readonly<Record<string, string>> = {
  string: "text (numbers in quotation marks)",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a group of keys",
  record: "a group of keys",
};

function schemaAt(path: readonly string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((schema, key) => {
    const open = schema?.additionalProperties;
    return schema?.properties?.[key] ?? schema?.items ?? (typeof open === "object" ? open : undefined);
  }, jsonSchema);
}

function valueAt(settings: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    settings,
  );
}

/** Values of secrets, wherever they may have been put, are never repeated. */
function shown(path: readonly string[], value: unknown): unknown {
  return value !== undefined && path.includes(SECRETS_KEY) ? "[not shown]" : value;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
