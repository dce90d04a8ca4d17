import type { Reader } from "../reader";
import { anyOf, type Truth } from "../verdict";
import { readTexts, type Texts } from "./texts";

/** One comparison of a statement's `Condition`. */
export interface Condition {
  /** Without the set operator in front of it, and in small letters: `stringequals`. */
  readonly operator: string;
  /** In small letters, as AWS compares it. */
  readonly key: string;
  readonly values: Texts;
}

/** The comparisons of a statement: all of them have to hold. */
export interface Conditions {
  readonly known: readonly Condition[];
  /** False if there are, or may be, comparisons that are not known yet. */
  readonly complete: boolean;
}

/**
 * Operators by which a statement holds only for what it names. Not those that deny, those that hold where the key is
 * missing (`…IfExists`, `ForAllValues:`), and those that compare no names.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const NAMING_OPERATORS: readonly string[] = [
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
];

export function readConditions(condition: Reader): Conditions {
  const operators = condition.keys();
  if (operators.state !== "known") return { known: [], complete: operators.state === "absent" };
  const parts = operators.value.map((operator): Conditions => {
    const keys = condition.get(operator).keys();
    if (keys.state !== "known") return { known: [], complete: false };
    const known = keys.value.map((key) => ({
      operator: operator.toLowerCase().replace("foranyvalue:", ""),
      key: key.toLowerCase(),
      values: readTexts(condition.at(operator, key)),
    }));
    return { known, complete: true };
  });
  return { known: parts.flatMap(({ known }) => known), complete: parts.every(({ complete }) => complete) };
}

/** Whether there is any condition at all. */
export function hasConditions({ known, complete }: Conditions): Truth {
  if (known.length > 0) return true;
  return complete ? false : "unknown";
}

/**
 * Whether a statement holds only where one of the keys has one of the values that it names.
 * @param isKey about keys in small letters
 * @param names whether a value names something, and not everything
 */
export function limitsTo(
  { known, complete }: Conditions,
  isKey: (key: string) => boolean,
  names: (value: string, condition: Condition) => boolean = (value) => !/^[*?]*$/.test(value),
): Truth {
  const limits = known
    .filter(({ operator, key }) => NAMING_OPERATORS.includes(operator) && isKey(key))
    .map((condition) => condition.values.every((value) => names(value, condition)));
  return anyOf([...limits, ...(complete ? [] : ["unknown" as const])]);
}
