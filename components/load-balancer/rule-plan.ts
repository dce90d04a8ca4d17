/**
 * Which listener rule comes first. A load balancer takes the first rule that matches, so a specific rule must come
 * before a general one, and a new rule must not move the others. Both follow from a priority that depends on nothing
 * but the rule itself: its specificity chooses a band of numbers, its name chooses the number in the band. A rule with
 * more conditions than hosts and paths takes one of the last numbers before the band in which it would be without them.
 */
import {
  ALB_QUOTAS,
  hostPatternProblem,
  pathPatternProblem,
  patternsOverlap,
  QUOTA_SOURCE,
  RULE_PRIORITY,
  RULE_SOURCE,
} from "../../model/load-balancing";
import type { Problem } from "../../model/problem";
import { inRange } from "../../model/ranges";
import {
  conditionsKey,
  conditionsOf,
  conditionsOverlap,
  conditionTexts,
  conditionValues,
  countConditions,
  type RouteConditions,
  wildcardTexts,
} from "./route-conditions";

export interface Route extends RouteConditions {
  /** Unique at the load balancer; the service's name. */
  readonly name: string;
  /** A number of one's own, 1 to 50,000; lower comes first. Absent: computed. */
  readonly priority?: number;
  /** What the targets speak. Absent: HTTP1. */
  readonly protocolVersion?: string;
  /** Whether ECS shifts its requests between two target groups. */
  readonly weighted?: boolean;
  /** Of test requests: the service whose they are. */
  readonly testOf?: string;
}

/** What the load balancer has to know of a service's route. */
export function routeOf(name: string, route: Omit<Route, "name">): Route {
  const { priority, protocolVersion, weighted } = route;
  return {
    name,
    ...conditionsOf(route),
    ...(priority !== undefined && { priority }),
    ...(protocolVersion !== undefined && { protocolVersion }),
    ...(weighted && { weighted }),
  };
}

export interface PlannedRule {
  readonly name: string;
  readonly priority: number;
}

/** Deeper paths than this share a band; they can still be told apart by a priority of one's own. */
const DEEPEST_PATH = 6;
const HOST_CLASSES = 3;
const PATH_CLASSES = DEEPEST_PATH + 2;
const BANDS = HOST_CLASSES * PATH_CLASSES;
/** The first band begins here; numbers below 750 are free for priorities of one's own that come before all others. */
const FIRST_COMPUTED_PRIORITY = 1000;
const BAND_SIZE = Math.floor((RULE_PRIORITY.highest - FIRST_COMPUTED_PRIORITY) / BANDS);
/** How many of the last numbers before a band belong to rules with one condition more; before them, with two, and so on. */
const CONDITION_SLOTS = 50;

/** The rules with their priorities. Use `checkRoutes` first. */
export function planRules(routes: readonly Route[]): PlannedRule[] {
  return routes.map((route) => ({ name: route.name, priority: priorityOf(route) }));
}

/** Everything that is wrong with the routes of one load balancer; conflicts name both routes. */
export function checkRoutes(loadBalancer: string, routes: readonly Route[]): Problem[] {
  const pairs = routes.flatMap((route, index) =>
    routes.slice(0, index).flatMap((other) => checkPair(loadBalancer, other, route)),
  );
  return [...routes.flatMap(checkRoute), ...pairs];
}

function checkRoute(route: Route): Problem[] {
  const component = `service "${route.testOf ?? route.name}"`;
  const at = settingOf(route);
  // Test requests have those of the route, which is judged itself.
  const { paths = [], hosts = [] } = route.testOf === undefined ? route : {};
  const texts = [
    ...paths.map((value, i) => ({ argument: `paths[${i}]`, value, message: pathPatternProblem(value) })),
    ...hosts.map((value, i) => ({ argument: `hosts[${i}]`, value, message: hostPatternProblem(value) })),
    ...conditionTexts(route),
  ];
  const problems = texts.flatMap(({ argument, value, message }): Problem[] =>
    message === undefined
      ? []
      : [{ component, argument: `${at}.${argument}`, value, message, fix: "Correct it.", source: RULE_SOURCE }],
  );
  const lists = conditionValues(route);
  const count = lists.reduce((sum, [, values]) => sum + values.length, 0);
  const wildcards = wildcardTexts(route).join("").replace(/[^*?]/g, "").length;
  const quotas = [
    { counted: "values", count, most: ALB_QUOTAS.conditionValuesPerRule },
    { counted: "wildcards", count: wildcards, most: ALB_QUOTAS.wildcardsPerRule },
  ];
  for (const quota of quotas.filter(({ count, most }) => count > most)) {
    problems.push({
      component,
      argument: at,
      value: shown(route),
      message: `A rule has at most ${quota.most} ${quota.counted} in all its conditions together, this one has ${quota.count}.`,
      fix: "Use fewer, wider patterns.",
      source: QUOTA_SOURCE,
    });
  }
  if (count === 0) {
    problems.push({
      component,
      argument: "route",
      message:
        "A rule needs something to match: a path, a host, a header, a part of the query, a method or an address.",
      fix: 'Name at least one; paths: ["/*"] takes everything that no other rule matches.',
      source: RULE_SOURCE,
    });
  } else {
    for (const [argument] of lists.filter(([, values]) => values.length === 0)) {
      problems.push({
        component,
        argument: `${at}.${argument}`,
        value: [],
        message: "A condition needs at least one value.",
        fix: "Name one, or leave the condition out.",
        source: RULE_SOURCE,
      });
    }
  }
  const { priority } = route;
  const lowest = RULE_PRIORITY.lowest + (route.weighted ? 1 : 0);
  if (priority !== undefined && !inRange(priority, { ...RULE_PRIORITY, lowest })) {
    problems.push({
      component,
      argument: `${at}.priority`,
      value: priority,
      message: `A priority is a whole number from ${lowest} to ${RULE_PRIORITY.highest}${route.weighted ? "; where ECS shifts requests, the rule takes the number before it" : ""}.`,
      fix: "Leave it out to have it computed, or choose a number in that range.",
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
    });
  }
  return problems;
}

function checkPair(loadBalancer: string, first: Route, second: Route): Problem[] {
  const conflict = (message: string, fix: string): Problem[] => [
    {
      component: loadBalancer,
      argument: `routes of "${first.name}" and "${second.name}"`,
      value: shown(second),
      message,
      fix,
    },
  ];
  const paths = commonPatterns(first.paths ?? ["*"], second.paths ?? ["*"]);
  const hosts = commonPatterns(lower(first.hosts ?? ["*"]), lower(second.hosts ?? ["*"]));
  if (paths.some(isSame) && hosts.some(isSame) && conditionsKey(first) === conditionsKey(second)) {
    return conflict(
      `Services "${first.name}" and "${second.name}" both claim ${describe(paths, hosts)}: only one of them would get the requests.`,
      "Change a condition of one of them.",
    );
  }
  if (priorityOf(first) === priorityOf(second)) {
    return conflict(
      `Services "${first.name}" and "${second.name}" both have priority ${priorityOf(second)}.`,
      `Set ${prioritySetting(second)} to ${priorityOf(second) + 1}, or rename one of them.`,
    );
  }
  const computed = first.priority === undefined && second.priority === undefined;
  const overlap = paths.length > 0 && hosts.length > 0 && conditionsOverlap(first, second);
  if (!computed || !overlap) return [];
  const order = specificityOf(first) - specificityOf(second);
  if (order !== 0 && order < 0 === priorityOf(first) < priorityOf(second)) return [];
  const matching = `Services "${first.name}" and "${second.name}" both match some requests (${describe(paths, hosts)})`;
  const specific = order < 0 ? first.name : second.name;
  return conflict(
    order === 0
      ? `${matching}, and neither is the more specific one.`
      : `${matching}, and "${specific}", the more specific one, has fallen on the later number.`,
    `Set ${prioritySetting(second)}: below ${priorityOf(first)} if "${second.name}" should get them, above if "${first.name}" should.`,
  );
}

function settingOf({ testOf }: Route): string {
  return testOf === undefined ? "route" : "strategy.testRule";
}

function prioritySetting(route: Route): string {
  return `services.${route.testOf ?? route.name}.${settingOf(route)}.priority`;
}

type PatternPair = readonly [string, string];

function commonPatterns(first: readonly string[], second: readonly string[]): PatternPair[] {
  return first.flatMap((a) => second.filter((b) => patternsOverlap(a, b)).map((b): PatternPair => [a, b]));
}

function isSame([a, b]: PatternPair): boolean {
  return a === b;
}

function describe(paths: readonly PatternPair[], hosts: readonly PatternPair[]): string {
  const path = (paths.find(isSame) ?? paths[0])!;
  const host = (hosts.find(isSame) ?? hosts[0])!;
  const show = (pair: PatternPair) => (isSame(pair) ? `"${pair[0]}"` : `"${pair[0]}" and "${pair[1]}"`);
  return `path ${show(path)}${host.every((pattern) => pattern === "*") ? "" : ` on host ${show(host)}`}`;
}

function shown(route: Route): RouteConditions {
  const { hosts, paths, ...others } = conditionsOf(route);
  return { ...(hosts && { hosts }), ...(paths && { paths }), ...others };
}

/** Host names are not case-sensitive; paths are. */
function lower(hosts: readonly string[]): string[] {
  return hosts.map((host) => host.toLowerCase());
}

/**
 * A rule whose weights belong to ECS is another rule than the one before or after a change of the deployment strategy.
 * For a moment both are there, and requests have to take the one that knows where the tasks are.
 */
function priorityOf(route: Route): number {
  return slotOf(route) - (route.weighted ? 1 : 0);
}

function slotOf(route: Route): number {
  if (route.priority !== undefined) return route.priority;
  const band = FIRST_COMPUTED_PRIORITY + bandOf(route) * BAND_SIZE;
  const conditions = extraConditions(route);
  return conditions === 0
    ? band + (hash(route.name) % BAND_SIZE)
    : band - conditions * CONDITION_SLOTS + (hash(route.name) % CONDITION_SLOTS);
}

/** The lower, the more specific: by band, then by the number of conditions besides hosts and paths. */
function specificityOf(route: Route): number {
  return bandOf(route) - extraConditions(route) / (ALB_QUOTAS.conditionValuesPerRule + 1);
}

function extraConditions(route: Route): number {
  return Math.min(countConditions(route), ALB_QUOTAS.conditionValuesPerRule);
}

/** 0 is the most specific band. Hosts count before paths; of several patterns the most general one counts. */
function bandOf(route: Route): number {
  const hostClass = Math.max(...(route.hosts ?? ["*"]).map(hostClassOf));
  const pathClass = Math.max(...(route.paths ?? ["*"]).map(pathClassOf));
  return hostClass * PATH_CLASSES + pathClass;
}

function hostClassOf(host: string): number {
  if (host === "*") return 2;
  return /[*?]/.test(host) ? 1 : 0;
}

/** 0 for a path without wildcards, then by the number of whole segments before the first wildcard, most first. */
function pathClassOf(path: string): number {
  const wildcard = path.search(/[*?]/);
  if (wildcard === -1) return 0;
  const segments = path.slice(0, wildcard).split("/").length - 2;
  return 1 + DEEPEST_PATH - Math.min(Math.max(segments, 0), DEEPEST_PATH);
}

/** FNV-1a, 32 bits: spreads similar names well, and gives the same number on each machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
