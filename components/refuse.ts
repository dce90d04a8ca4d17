import * as pulumi from "@pulumi/pulumi";
import { ProblemsError, type Problem } from "../model/problem";

/**
 * Stops before the component registers anything, with all problems in one message and no stack trace.
 * @throws RunError if there is any problem.
 */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw refusal(new ProblemsError(problems));
}

/** The problems as the error that Pulumi prints as it is; any other error it prints with a stack trace. */
export function refusal(problems: ProblemsError): pulumi.RunError {
  return withoutFrames(Object.assign(new pulumi.RunError(problems.message), { cause: withoutFrames(problems) }));
}

/**
 * Pulumi formats the stack traces of errors that it prints without one all the same, for its own traces. Some of its
 * frames make Node.js 20 loop until the text is half a gigabyte long (markNodeModules in lib/internal/util/inspect.js),
 * so such errors get none.
 */
export function withoutFrames<E extends Error>(error: E): E {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
