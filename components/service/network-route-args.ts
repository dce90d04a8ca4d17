import type { NetworkLoadBalancer } from "../load-balancer/network-load-balancer";
import type { LISTENER_PROTOCOLS } from "../../model/network-load-balancing";
import type { TargetHealthCheck } from "./health-check-plan";

/** A port of a Network Load Balancer whose connections a service gets. */
export interface NetworkRouteArgs {
  /** The load balancer that clients connect to. */
  readonly loadBalancer: NetworkLoadBalancer;
  /** The port that clients connect to, 1 to 65535; no other service can have it. */
  readonly port: number;
  /**
   * `TLS` ends at the load balancer, with its certificate; from there to the task it is plain TCP.
   * @default "TCP"
   */
  readonly protocol?: (typeof LISTENER_PROTOCOLS)[number];
  /** The container that gets the connections. @default the only one with a `containerPort` */
  readonly container?: string;
  /** How the load balancer finds out whether a task can serve. @default it connects to the container's port */
  readonly healthCheck?: NetworkHealthCheck;
  /** Seconds that connections get when a task is stopped, 0 to 3600. @default 60 */
  readonly deregistrationDelaySeconds?: number;
}

export interface NetworkHealthCheck extends Omit<TargetHealthCheck, "path" | "successCodes"> {
  /** A path to ask for over HTTP, which has to be answered with 200 to 399. @default a connection is enough */
  readonly path?: string;
}
