import { isProperties, type Properties, UNKNOWN, type Value } from "../../model/graph";
import { CANARY, type ControlCase, type ExpectedFinding } from "./control-case";
import { NOT_YET } from "./task-definition";

/** What is asked of one property. */
export interface RequiredProperty {
  /** Names separated by points, elements of lists by their position: `auths[0].iamAuth`. */
  readonly path: string;
  /** Values that fail. */
  readonly wrong: readonly Value[];
  readonly problem: string;
  /** What the property holds, as the reader says it of what is something else. */
  readonly holds: "a text" | "true or false" | "a number" | "a list";
  readonly absent: "pass" | "fail";
}

export interface Requirements {
  readonly types: readonly [string, ...string[]];
  /** Properties of a resource that passes. */
  readonly good: Properties;
  readonly required: readonly [RequiredProperty, ...RequiredProperty[]];
  /** What else passes, by what is special about it. */
  readonly alsoGood?: Readonly<Record<string, Properties>>;
  /** To what the control doesn't apply, by what is special about it. */
  readonly notApplicable?: Readonly<Record<string, Properties>>;
  /** True if findings have their paths as keys. */
  readonly keyed?: boolean;
}

/** The cases of a control that asks for properties: each property wrong, absent and unknown, all others right. */
export function requirementCases(given: Requirements): readonly ControlCase[] {
  const { types, good, required, alsoGood = {}, notApplicable = {} } = given;
  const keyed = given.keyed ?? required.length > 1;
  const [type] = types;
  const finding = (outcome: ExpectedFinding[0], path: string, message: string): ExpectedFinding =>
    keyed ? [outcome, path, message, path] : [outcome, path, message];
  const whole = (kind: ControlCase["kind"], expected: "pass" | "not-applicable") => {
    return ([title, properties]: readonly [string, Properties]): ControlCase => ({
      kind,
      title,
      type,
      properties,
      expected,
    });
  };
  return [
    { kind: "passing", title: "everything right", type, properties: good, expected: "pass" },
    ...types.map((each): ControlCase => {
      const [{ path, wrong, problem }] = required;
      const properties = replaced(good, path, wrong[0] ?? null);
      return { kind: "failing", title: each, type: each, properties, expected: [finding("fail", path, problem)] };
    }),
    ...required.flatMap(({ path, wrong, problem, holds, absent }): ControlCase[] => [
      ...wrong.map((value): ControlCase => ({
        kind: "failing",
        title: `${path}: ${JSON.stringify(value)}`,
        type,
        properties: replaced(good, path, value),
        expected: [finding("fail", path, problem)],
      })),
      {
        kind: "absent",
        title: path,
        type,
        properties: replaced(good, path, null),
        expected: absent === "pass" ? "pass" : [finding("fail", path, problem)],
      },
      {
        kind: "unknown",
        title: path,
        type,
        properties: replaced(good, path, UNKNOWN),
        expected: [finding("indeterminate", path, NOT_YET)],
      },
      {
        kind: "canary",
        title: `${path} of the wrong kind`,
        type,
        properties: replaced(good, path, { note: CANARY }),
        expected: [finding("indeterminate", path, `is not ${holds}`)],
      },
    ]),
    ...Object.entries(alsoGood).map(whole("passing", "pass")),
    ...Object.entries(notApplicable).map(whole("not applicable", "not-applicable")),
  ];
}

/** The properties with one of them replaced; what is missing on the way is made. */
export function replaced(properties: Properties, path: string, value: Value): Properties {
  return inside(properties, path.split(/[.[\]]+/).filter(Boolean), value) as Properties;
}

function inside(whole: Value | undefined, [name, ...rest]: readonly string[], value: Value): Value {
  if (name === undefined) return value;
  if (/^\d+$/.test(name)) {
    const list = Array.isArray(whole) ? [...(whole as readonly Value[])] : [];
    list[Number(name)] = inside(list[Number(name)], rest, value);
    return list;
  }
  const object = isProperties(whole) ? whole : {};
  return { ...object, [name]: inside(object[name], rest, value) };
}
