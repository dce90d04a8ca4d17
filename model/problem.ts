/**
 * What is wrong with a configuration, a component's arguments or a plan. Problems are collected, so that a user sees
 * all of them at once, before any resource is registered.
 */
export interface Problem {
  /** Where it was found, in the user's words: a configuration section or a component, e.g. `service "web"`. */
  readonly component: string;
  /** The argument or key, as a path: `memoryMiB`, `services.web.route.paths[0]`. */
  readonly argument: string;
  /** The value as given; `undefined` if it is missing. Values of secrets are never put here. */
  readonly value?: unknown;
  /** What is wrong, and what is allowed. */
  readonly message: string;
  /** What to do about it, as an imperative sentence. */
  readonly fix: string;
  /** The document the rule comes from. */
  readonly source?: string;
}

/** Everything that is wrong, as one error. Its message is complete: no stack trace is needed to act on it. */
export class ProblemsError extends Error {
  override readonly name = "ProblemsError";

  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems));
  }
}

/** One paragraph per problem. */
export function formatProblems(problems: readonly Problem[]): string {
  const title = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [`${title} found; nothing was created.`, ...problems.map(formatProblem)].join("\n\n");
}

export function formatProblem(problem: Problem): string {
  const value = problem.value === undefined ? "not set" : showValue(problem.value);
  return [
    `${problem.component}: ${problem.argument} = ${value}`,
    `  ${problem.message}`,
    `  Fix: ${problem.fix}`,
    ...(problem.source === undefined ? [] : [`  See: ${problem.source}`]),
  ].join("\n");
}

/** On one line, for something that is no reason to stop. */
export function formatWarning({ component, argument, value, message, fix }: Problem): string {
  return `${component}: ${argument} is ${value === undefined ? "not set" : showValue(value)}. ${message} ${fix}`;
}

/** The value on one line, shortened: what was typed has to be recognised, not repeated in full. */
function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 100 ? text : `${text.slice(0, 97)}...`;
}
