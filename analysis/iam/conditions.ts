/** Conditions of policies, as far as what they are about is known. */
import { anyOf, negate, type Truth } from "../../model/truth";
import type { Condition } from "./documents";
import { matches } from "./patterns";

/**
 * What is known of a request, by the condition key in lower case, with wildcards where a part of it isn't known; null if
 * the request doesn't have the key. What isn't here is not known.
 */
export type Context = Readonly<Record<string, string | null | undefined>>;

type Compare = (wanted: string, actual: string) => Truth;

/** Wildcards of what is wanted are nothing but characters here; those of what is known stand for anything. */
const equals: Compare = (wanted, actual) => {
  if (wanted.includes("${")) return matches(wanted, actual);
  if (!/[*?]/.test(actual)) return wanted === actual;
  return matches(actual, wanted) === false ? false : "unknown";
};
const equalsInAnyCase: Compare = (wanted, actual) => equals(wanted.toLowerCase(), actual.toLowerCase());

/**
 * The operators that are decided; every other one is unknown. ARNs are compared as texts, with wildcards.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: Readonly<Record<string, Compare>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsInAnyCase,
  StringLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
  Bool: equalsInAnyCase,
};
const INVERTED: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
};

export function conditionHolds({ operator, key, values }: Condition, context: Context): Truth {
  const actual = context[key.toLowerCase()];
  if (actual === undefined) return "unknown";
  if (operator === "Null") return anyOf(values.map((value) => (value.toLowerCase() === "true") === (actual === null)));
  const name = operator.replace(/IfExists$/, "");
  const inverted = INVERTED[name];
  const compare = OPERATORS[inverted ?? name];
  if (compare === undefined) return "unknown";
  // A key that isn't there satisfies what is inverted, or asks only if it exists.
  if (actual === null) return inverted !== undefined || name !== operator;
  const one = anyOf(values.map((value) => compare(value, actual)));
  return inverted === undefined ? one : negate(one);
}
