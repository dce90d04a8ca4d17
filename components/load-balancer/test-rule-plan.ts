/** The rule by which testers reach the new tasks of a deployment before everyone else does. */
import { RULE_SOURCE } from "../../model/load-balancing";
import type { Problem } from "../../model/problem";
import { planRules, type Route } from "./rule-plan";

/** Which requests are test requests: those that the route would get, and that are also like this. */
export interface TestRule {
  /** Per header the patterns, of which one must match, such as `X-Test: [new]`. They choose tasks, they don't protect them. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /**
   * IPv4 address ranges of the testers. On a load balancer that faces the internet they have to be named.
   * @default those of the route: everyone whom an internal load balancer lets in
   */
  readonly sourceCidrs?: readonly string[];
  /** Lower comes first, 2 to 50,000; it has to come before the route's. @default computed, or the number before the route's */
  readonly priority?: number;
}

/**
 * The route of the test requests. AWS's example is such a rule with a header, before the other one.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
 */
export function testRouteOf(route: Route, { headers, sourceCidrs, priority }: TestRule): Route {
  const { name, priority: given, ...conditions } = route;
  const number = priority ?? (given === undefined ? undefined : given - 1);
  return {
    ...conditions,
    // A dot, since no service's name has one.
    name: `${name}.test`,
    testOf: name,
    headers: { ...route.headers, ...headers },
    ...(sourceCidrs && { sourceCidrs }),
    ...(number !== undefined && { priority: number }),
  };
}

/** What is wrong with test requests besides what is wrong with any route. */
export function checkTestRoute(route: Route, test: Route, { headers }: TestRule, internal: boolean): Problem[] {
  const problem = (key: keyof TestRule, value: unknown, message: string, fix: string): Problem => ({
    component: `service "${route.name}"`,
    argument: `strategy.testRule.${key}`,
    value,
    message,
    fix,
    source: RULE_SOURCE,
  });
  const problems: Problem[] = [];
  const own = Object.keys(route.headers ?? {}).map((header) => header.toLowerCase());
  const names = Object.keys(headers);
  if (names.length === 0 || names.some((header) => own.includes(header.toLowerCase()))) {
    problems.push(
      problem(
        "headers",
        headers,
        "Test requests are known by a header of their own, which the route doesn't ask for.",
        "Name one, such as X-Test: [new].",
      ),
    );
  }
  if (!internal && test.sourceCidrs === undefined) {
    problems.push(
      problem(
        "sourceCidrs",
        undefined,
        "Everyone on the internet who sends the header would reach tasks that nobody has tested yet.",
        "Name the address ranges of the testers.",
      ),
    );
  }
  const [first, second] = planRules([test, route]).map(({ priority }) => priority) as [number, number];
  if (first >= second) {
    problems.push(
      problem(
        "priority",
        first,
        `The route's own rule has priority ${second} and takes the test requests before.`,
        `Choose a lower number, or leave it out.`,
      ),
    );
  }
  return problems;
}
