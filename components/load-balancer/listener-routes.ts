import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../model/problem";
import { refuse } from "../refuse";
import { openWay, type Caller, type WayEnd, type WayTransforms } from "../security-group-way";
import type { Transform } from "../transform";
import { checkCaller, checkProtocolVersion } from "./load-balancer-plan";
import { buildRule, type BuiltRoute, type RouteTarget } from "./route-rule";
import { checkRoutes, type Route } from "./rule-plan";
import { checkTestRoute, testRouteOf } from "./test-rule-plan";

/** A listener that gets rules, and the load balancer that it belongs to. */
export interface RoutedListener {
  /** The load balancer's name. */
  readonly name: string;
  readonly listenerArn: pulumi.Input<string>;
  readonly scheme: "https" | "http";
  readonly port: number;
  readonly internal: boolean;
  /** The load balancer's end of the ways to tasks, and from callers. */
  readonly end: WayEnd;
  /** What is wrong with having all of these routes at this load balancer. */
  readonly checkRules: (routes: readonly Route[]) => Problem[];
  readonly transform: {
    readonly rule?: Transform<aws.lb.ListenerRuleArgs>;
    readonly way?: WayTransforms;
  };
}

/** The routes of a listener and its callers: rules, and the ways through the security groups. */
export class ListenerRoutes {
  readonly #routes: Route[] = [];
  readonly #callers = new Map<string, pulumi.Resource[]>();

  constructor(
    readonly listener: RoutedListener,
    readonly options: { readonly parent: pulumi.Resource },
  ) {}

  /** @throws RunError if the route is wrong or in conflict with one that was added before. */
  add(given: Omit<Route, "weighted">, target: RouteTarget): BuiltRoute {
    const { name: loadBalancer, listenerArn, scheme, end, checkRules, internal, transform } = this.listener;
    const route = { ...given, ...(target.alternateTargetGroup && { weighted: true }) };
    const test = target.testRule && testRouteOf(route, target.testRule);
    const own = test ? [route, test] : [route];
    const routes = [...this.#routes, ...own];
    refuse([
      ...checkRoutes(`load balancer "${loadBalancer}"`, routes),
      ...checkRules(routes),
      ...checkProtocolVersion(route, scheme),
      ...(test && target.testRule ? checkTestRoute(route, test, target.testRule, internal) : []),
    ]);
    this.#routes.push(...own);
    const { name } = route;
    const [rule, testRule] = own.map((each) =>
      buildRule({ loadBalancer, listenerArn, route: each, target, transform: transform.rule }, this.options),
    ) as [aws.lb.ListenerRule, aws.lb.ListenerRule?];
    const way = openWay(
      // Not the name alone: a service may be called like a listener, whose rule is of the same type.
      `${loadBalancer}-to-${name}`,
      {
        from: end,
        to: { securityGroup: target.securityGroup, who: `the tasks of ${name}` },
        port: target.containerPort,
      },
      this.options,
      transform.way,
    );
    return { rule, ...(testRule && { testRule }), dependencies: [rule, ...(testRule ? [testRule] : []), ...way] };
  }

  /** @throws RunError if the load balancer is not internal: everyone reaches the others already. */
  allowFrom(caller: Caller): pulumi.Resource[] {
    const known = this.#callers.get(caller.name);
    if (known !== undefined) return known;
    const { name: loadBalancer, internal, port, end, transform } = this.listener;
    refuse(checkCaller(`load balancer "${loadBalancer}"`, internal, caller.name, this.#callers.size));
    const { name, securityGroup } = caller;
    const opened = openWay(
      `${name}-to-${loadBalancer}`,
      { from: { securityGroup, who: `the tasks of ${name}` }, to: end, port },
      this.options,
      transform.way,
    );
    this.#callers.set(name, opened);
    return opened;
  }
}
