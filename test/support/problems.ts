import assert from "node:assert/strict";
import { type Problem, ProblemsError } from "../../model/problem";

/** The problems that the function throws; fails if it throws none, or something else. */
export function thrownProblems(run: () => unknown): readonly Problem[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
  return assert.fail("no problem was found");
}
