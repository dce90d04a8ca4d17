/** What a property has to be, for the many controls that ask for nothing else. */
import { UNKNOWN } from "../model/graph";
import { Reader, type Reading } from "./reader";
import { anyOf, fail, type Finding, indeterminate, type Judged, NotApplicable, type Truth } from "./verdict";

/** Whether a property is as it should be, or why nobody can tell. */
export type Answer = boolean | { readonly why: string };

export interface Requirement {
  /** Names separated by points; `[]` after a list asks the same of each of its elements: `auths[].iamAuth`. */
  readonly path: string;
  readonly is: (property: Reader) => Answer;
  /** What is wrong otherwise, to continue the path. */
  readonly problem: string;
}

/** The findings about what is not as required; each has its path as key, if there is more than one requirement. */
export function judgeRequirements(properties: Reader, requirements: readonly Requirement[]): readonly Finding[] {
  return requirements.flatMap(({ path, is, problem }) =>
    propertiesAt(properties, path).flatMap((property) => {
      const key = requirements.length > 1 ? property.path : undefined;
      const answer = is(property);
      if (typeof answer === "object") return [indeterminate(property.path, answer.why, key)];
      return answer ? [] : [fail(property.path, problem, key)];
    }),
  );
}

/** Judges only what a rule is about; where that is not known, nothing can be said for certain. */
export function onlyIf(applies: Truth, otherwise: string, judge: () => readonly Finding[]): Judged {
  return applies === false ? new NotApplicable(otherwise) : findingsIf(applies, judge);
}

/** The findings about a part to which a rule applies, or none; where that is not known, nothing can be said for certain. */
export function findingsIf(applies: Truth, judge: () => readonly Finding[]): readonly Finding[] {
  if (applies === false) return [];
  const findings = judge();
  return applies === true ? findings : findings.map((finding) => ({ ...finding, outcome: "indeterminate" as const }));
}

/** The properties at a path: one, or as many as its lists have elements. */
function propertiesAt(properties: Reader, path: string): readonly Reader[] {
  return path.split(".").reduce<readonly Reader[]>(
    (readers, segment) => {
      const name = segment.replace("[]", "");
      const found = readers.map((reader) => reader.get(name));
      return name === segment ? found : found.flatMap((list) => list.items() ?? [new Reader(UNKNOWN, list.path)]);
    },
    [properties],
  );
}

function answer<T>(reading: Reading<T>, ifAbsent: boolean, isRight: (value: T) => boolean): Answer {
  if (reading.state === "unknown") return { why: reading.why };
  return reading.state === "absent" ? ifAbsent : isRight(reading.value);
}

/** @param ifAbsent whether AWS or the provider takes it for true if it is not set */
export function isTrue(ifAbsent = false): Requirement["is"] {
  return (property) => answer(property.boolean(), ifAbsent, (value) => value);
}

/** @param ifAbsent whether AWS or the provider takes it for false if it is not set */
export function isFalse(ifAbsent = true): Requirement["is"] {
  return (property) => answer(property.boolean(), ifAbsent, (value) => !value);
}

/** @param ifAbsent whether what AWS takes if it is not set is one of them */
export function isOneOf(values: readonly string[], ifAbsent = false): Requirement["is"] {
  return (property) => answer(property.string(), ifAbsent, (value) => values.includes(value));
}

/** What is not set is none of them. */
export function isNoneOf(values: readonly string[]): Requirement["is"] {
  return (property) => answer(property.string(), true, (value) => !values.includes(value));
}

/** A text that is not empty, whichever it is. */
export function isSet(): Requirement["is"] {
  return (property) => answer(property.string(), false, (value) => value !== "");
}

/**
 * A text for which the test holds.
 * @param ifAbsent whether it may be missing
 */
export function isText(test: (text: string) => boolean, ifAbsent = true): Requirement["is"] {
  return (property) => answer(property.string(), ifAbsent, test);
}

/** @param ifAbsent what AWS takes if it is not set */
export function isAtLeast(minimum: number, ifAbsent: number): Requirement["is"] {
  return (property) => answer(property.number(), ifAbsent >= minimum, (value) => value >= minimum);
}

/** @param ifAbsent what AWS takes if it is not set */
export function isAtMost(maximum: number, ifAbsent: number): Requirement["is"] {
  return (property) => answer(property.number(), ifAbsent <= maximum, (value) => value <= maximum);
}

/** A list that has all of the texts, known to have them even if other elements are not known. */
export function holdsAll(texts: readonly string[]): Requirement["is"] {
  return (property) => {
    const list = property.list();
    if (list.state === "unknown") return { why: list.why };
    const items = list.state === "known" ? list.value.map((item) => item.string()) : [];
    const found = items.flatMap((item) => (item.state === "known" ? [item.value] : []));
    if (texts.every((text) => found.includes(text))) return true;
    return items.some((item) => item.state === "unknown") ? { why: "has elements that are not known yet" } : false;
  };
}

/** Whether a property has one of the values; what is not set has none. */
export function equalsAny(property: Reader, values: readonly string[]): Truth {
  const text = property.string();
  return text.state === "unknown" ? "unknown" : text.state === "known" && values.includes(text.value);
}

/** Whether a switch is on; what is not set is off. */
export function isOn(property: Reader): Truth {
  const reading = property.boolean();
  return reading.state === "unknown" ? "unknown" : reading.state === "known" && reading.value;
}

/** Whether one of the elements of a list is right; what is not set has none. */
export function anyElement(list: Reader, isRight: (element: Reader) => Truth): Truth {
  const elements = list.items();
  return elements === undefined ? "unknown" : anyOf(elements.map(isRight));
}

/** Whether a property is there at all. */
export function isPresent(property: Reader): Truth {
  return property.isUnknown() ? "unknown" : !property.isAbsent();
}

/** Whether a load balancer is of this kind. One that names none is an Application Load Balancer. */
export function isKindOf(loadBalancerType: Reader, kind: string): Truth {
  return loadBalancerType.isAbsent() ? kind === "application" : equalsAny(loadBalancerType, [kind]);
}
