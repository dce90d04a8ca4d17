/** Logic with three values: what is not known yet is neither true nor false. */
export type Truth = true | false | "unknown";

/** False as soon as one is false, however many are unknown. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
}

/** True as soon as one is true, however many are unknown. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes("unknown") ? "unknown" : false;
}

/** What all of several candidates say, of which only one is meant; unknown if they differ. */
export function agreed(truths: readonly Truth[]): Truth {
  if (anyOf(truths) === false) return false;
  return allOf(truths) === true ? true : "unknown";
}

/** The opposite; of what is unknown, nothing is known. */
export function negate(truth: Truth): Truth {
  return truth === "unknown" ? truth : !truth;
}
