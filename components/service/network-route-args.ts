import type { NetworkLoadBalancer } from "../load-balancer/network-load-balancer";
import type { ListenerProtocol } from "../../model/network-load-balancing";
import type { TargetHealthCheck } from "./health-check-plan";

/** A port of a Network Load Balancer whose connections a service gets. */
export interface NetworkRouteArgs {
  /** The load balancer that clients connect to. */
  readonly loadBalancer: NetworkLoadBalancer;
  /** The port that clients connect to, 1 to 65535; no other service can have it. */
  readonly port: number;
  /**
   * `TLS` ends at the load balancer, with its certificate; from there to the task it is plain TCP. With `UDP` the tasks
   * see the clients' own addresses, so that the network's ACLs have to let them in (`udpRoutes`).
   * @default "TCP"
   */
  readonly protocol?: ListenerProtocol;
  /** The container that gets the connections. @default the only one with a `containerPort` */
  readonly container?: string;
  /**
   * How the load balancer finds out whether a task can serve: over TCP or HTTP, so that `UDP` needs its `port`.
   * @default it connects to the container's port
   */
  readonly healthCheck?: NetworkHealthCheck;
  /**
   * Whether all connections of a client's address go to one task, as long as that is healthy. Not with `TLS`. Many clients
   * behind one address then share a task.
   * @default false: the addresses and ports of both ends decide, for each connection anew
   */
  readonly stickiness?: boolean;
  /**
   * How long (seconds, 60 to 6000) a connection may be silent before the load balancer forgets it. Of `TCP` only: `TLS`
   * has 350 seconds, `UDP` 120.
   * @default 350
   */
  readonly idleTimeoutSeconds?: number;
  /** Seconds that connections get when a task is stopped, 0 to 3600. @default 60 */
  readonly deregistrationDelaySeconds?: number;
}

export interface NetworkHealthCheck extends Omit<TargetHealthCheck, "path" | "successCodes"> {
  /** A path to ask for over HTTP, which has to be answered with 200 to 399. @default a connection is enough */
  readonly path?: string;
  /** The port that is asked, of any container of the task. @default the container's own; `UDP` has none */
  readonly port?: number;
}
