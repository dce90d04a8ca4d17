/** How much of what the controls judge could be judged. */
import type { Evaluation } from "./evaluate";

export interface Coverage {
  /** The judgements that apply to a resource: also those that are indeterminate or an error. */
  readonly applicable: number;
  /** Those of them that could be made. */
  readonly evaluated: number;
}

/** @param count how many evaluations had an outcome */
export function coverageOf(count: (outcome: Evaluation["outcome"]) => number): Coverage {
  const evaluated = count("pass") + count("fail") + count("exempt");
  return { evaluated, applicable: evaluated + count("indeterminate") + count("error") };
}

export function isComplete({ evaluated, applicable }: Coverage): boolean {
  return evaluated === applicable;
}

export function coverageText({ evaluated, applicable }: Coverage): string {
  return `${evaluated} of ${applicable} judgements could be made.`;
}
