import * as pulumi from "@pulumi/pulumi";
import { formatProblems, type Problem } from "../model/problem";

/**
 * Stops before the component registers anything, with all problems in one message and no stack trace.
 * @throws RunError if there is any problem.
 */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new pulumi.RunError(formatProblems(problems));
}
