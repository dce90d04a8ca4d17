import type * as pulumi from "@pulumi/pulumi";
import type { Caller } from "../security-group-way";
import type { BuiltRoute, RouteTarget } from "./route-rule";
import type { Route } from "./rule-plan";

/** What services need of an Application Load Balancer. */
export interface LoadBalancerLike {
  /** What it is called in metrics. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** The name by which it is called. */
  readonly hostName: pulumi.Output<string>;
  /** `https` or `http`. */
  readonly scheme: "https" | "http";

  /**
   * Sends the requests that match the route to the target, and opens the way from the load balancer to it, on the
   * container's port only.
   * @throws RunError if the route is wrong or in conflict with one that was added before.
   */
  route(route: Omit<Route, "weighted">, target: RouteTarget): BuiltRoute;

  /**
   * Opens the way from a caller to the listener, and nothing else.
   * @returns what the caller has to wait for before its first request.
   * @throws RunError if the load balancer is not internal: everyone reaches the others already.
   */
  allowFrom(caller: Caller): pulumi.Resource[];
}
