/** What a request has to be like, besides its path and host, for a route to get it. */
import { Ipv4Cidr } from "../../model/ipv4-cidr";
import { patternsOverlap } from "../../model/load-balancing";
import {
  headerNameProblem,
  headerPatternProblem,
  queryPatternProblem,
  requestMethodProblem,
  sourceCidrProblem,
} from "../../model/rule-conditions";

/** All conditions that are given have to be met. */
export interface RouteConditions {
  /** Path patterns, of which one must match; `*` is any text, `?` any one character. Absent: any path. */
  readonly paths?: readonly string[];
  /** Host patterns, of which one must match. Absent: any host. */
  readonly hosts?: readonly string[];
  /**
   * Per header the patterns, of which one must match, in any case of letters. Whoever sends a request decides about
   * its headers: they choose a service, they don't protect one.
   */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Parts of the query, of which one must match, in any case of letters. */
  readonly queryStrings?: readonly QueryString[];
  /** Request methods, of which one must be the request's, such as `GET`. */
  readonly methods?: readonly string[];
  /**
   * IPv4 address ranges, of which one must have the request's sender in it: the last proxy, if there are any. What
   * comes from elsewhere is left to other rules.
   */
  readonly sourceCidrs?: readonly string[];
}

export interface QueryString {
  /** A pattern for the key. @default any key */
  readonly key?: string;
  /** A pattern for the value. */
  readonly value: string;
}

/** One condition of a rule, as the provider takes it. */
export interface RuleCondition {
  readonly hostHeader?: { readonly values: string[] };
  readonly pathPattern?: { readonly values: string[] };
  readonly httpHeader?: { readonly httpHeaderName: string; readonly values: string[] };
  readonly queryStrings?: QueryString[];
  readonly httpRequestMethod?: { readonly values: string[] };
  readonly sourceIp?: { readonly values: string[] };
}

/** The conditions alone, of something that has more to say. */
export function conditionsOf<T extends RouteConditions>(route: T): RouteConditions {
  const { paths, hosts, headers, queryStrings, methods, sourceCidrs } = route;
  return {
    ...(paths && { paths }),
    ...(hosts && { hosts }),
    ...(headers && { headers }),
    ...(queryStrings && { queryStrings }),
    ...(methods && { methods }),
    ...(sourceCidrs && { sourceCidrs }),
  };
}

/** The conditions as a listener rule has them; headers in the order of their names, so that theirs doesn't matter. */
export function ruleConditions(route: RouteConditions): RuleCondition[] {
  const { paths, hosts, queryStrings, methods, sourceCidrs } = route;
  return [
    ...(hosts ? [{ hostHeader: { values: [...hosts] } }] : []),
    ...(paths ? [{ pathPattern: { values: [...paths] } }] : []),
    ...headersOf(route).map(([httpHeaderName, values]) => ({ httpHeader: { httpHeaderName, values: [...values] } })),
    ...(queryStrings ? [{ queryStrings: [...queryStrings] }] : []),
    ...(methods ? [{ httpRequestMethod: { values: [...methods] } }] : []),
    ...(sourceCidrs ? [{ sourceIp: { values: [...sourceCidrs] } }] : []),
  ];
}

/** A text that a condition compares with, and why AWS refuses it. */
export interface ConditionText {
  readonly argument: string;
  readonly value: string;
  /** As a sentence; undefined if AWS accepts it. */
  readonly message: string | undefined;
}

/** Every text of the conditions besides paths and hosts. */
export function conditionTexts({ queryStrings = [], methods = [], sourceCidrs = [], ...route }: RouteConditions) {
  const list = (argument: string, values: readonly string[], problemOf: (text: string) => string | undefined) =>
    values.map((value, i): ConditionText => ({ argument: `${argument}[${i}]`, value, message: problemOf(value) }));
  return [
    ...headersOf(route).flatMap(([name, patterns]): ConditionText[] => [
      { argument: `headers.${name}`, value: name, message: headerNameProblem(name) },
      ...list(`headers.${name}`, patterns, headerPatternProblem),
    ]),
    ...queryStrings.flatMap(({ key, value }, i): ConditionText[] => [
      ...(key === undefined
        ? []
        : [{ argument: `queryStrings[${i}].key`, value: key, message: queryPatternProblem(key) }]),
      { argument: `queryStrings[${i}].value`, value, message: queryPatternProblem(value) },
    ]),
    ...list("methods", methods, requestMethodProblem),
    ...list("sourceCidrs", sourceCidrs, sourceCidrProblem),
  ];
}

/** The lists of values, by argument; one that is there must not be empty. */
export function conditionValues(route: RouteConditions): [argument: string, values: readonly unknown[]][] {
  const { hosts, paths, queryStrings, methods, sourceCidrs } = route;
  const lists = { hosts, paths, queryStrings, methods, sourceCidrs };
  return [
    ...Object.entries(lists).flatMap(([argument, values]): [string, readonly unknown[]][] =>
      values === undefined ? [] : [[argument, values]],
    ),
    ...headersOf(route).map(([name, values]): [string, readonly unknown[]] => [`headers.${name}`, values]),
  ];
}

/** All texts in which `*` and `?` are wildcards. */
export function wildcardTexts({ hosts = [], paths = [], queryStrings = [], ...route }: RouteConditions): string[] {
  return [
    ...hosts,
    ...paths,
    ...headersOf(route).flatMap(([, patterns]) => patterns),
    ...queryStrings.flatMap(({ key = "", value }) => [key, value]),
  ];
}

/** How many conditions there are besides paths and hosts: the more, the more specific. */
export function countConditions(route: RouteConditions): number {
  return ruleConditions(route).filter((condition) => !condition.hostHeader && !condition.pathPattern).length;
}

/**
 * True if some request meets the conditions of both, whatever its path and host. A request has any number of headers
 * and of parts in its query, so different ones never exclude each other.
 */
export function conditionsOverlap(first: RouteConditions, second: RouteConditions): boolean {
  const others = new Map(headersOf(second).map(([name, patterns]) => [name.toLowerCase(), patterns]));
  return (
    (first.methods === undefined || (second.methods?.some((method) => first.methods!.includes(method)) ?? true)) &&
    (first.sourceCidrs === undefined ||
      second.sourceCidrs === undefined ||
      meet(first.sourceCidrs, second.sourceCidrs)) &&
    headersOf(first).every(([name, patterns]) => {
      const theirs = others.get(name.toLowerCase());
      return theirs === undefined || lower(patterns).some((a) => lower(theirs).some((b) => patternsOverlap(a, b)));
    })
  );
}

function meet(first: readonly string[], second: readonly string[]): boolean {
  const ranges = (cidrs: readonly string[]) =>
    cidrs.map((text) => Ipv4Cidr.parse(text)).filter((range) => typeof range !== "string");
  return ranges(first).some((a) => ranges(second).some((b) => a.overlaps(b)));
}

/** The conditions besides paths and hosts as one text, the same for all ways of writing them. */
export function conditionsKey({
  queryStrings = [],
  methods = [],
  sourceCidrs = [],
  ...route
}: RouteConditions): string {
  return JSON.stringify([
    headersOf(route).map(([name, patterns]) => [name.toLowerCase(), lower(patterns).sort()]),
    queryStrings.map(({ key = "", value }) => `${key.toLowerCase()}=${value.toLowerCase()}`).sort(),
    [...methods].sort(),
    [...sourceCidrs].sort(),
  ]);
}

function headersOf({ headers = {} }: RouteConditions): [string, readonly string[]][] {
  return Object.entries(headers).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

function lower(texts: readonly string[]): string[] {
  return texts.map((text) => text.toLowerCase());
}
