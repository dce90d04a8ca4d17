import type { LoadBalancerLike } from "../load-balancer/load-balancer-like";
import type { RouteConditions } from "../load-balancer/route-conditions";
import type { TargetHealthCheck } from "./health-check-plan";
import type { TargetGroupSettings } from "./target-group-plan";

/** Which requests a service gets from a load balancer. */
export interface ServiceRouteArgs extends RouteConditions, TargetGroupSettings {
  /** The load balancer whose requests the service gets. */
  readonly loadBalancer: LoadBalancerLike;
  /** Lower comes first, 1 to 50,000. @default computed from how specific the conditions are */
  readonly priority?: number;
  /** The container that gets the requests. @default the only one with a `containerPort` */
  readonly container?: string;
  /** How the load balancer finds out whether a task can serve. @default its path is "/" */
  readonly healthCheck?: TargetHealthCheck;
  /** Seconds that requests in flight get when a task is stopped, 0 to 3600. @default 60 */
  readonly deregistrationDelaySeconds?: number;
}
