import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { loadBalancerArnOf } from "../../model/load-balancing";
import { refuse } from "../refuse";
import type { Caller, WayTransforms } from "../security-group-way";
import type { Transform } from "../transform";
import { checkExistingLoadBalancer, checkReservedPriorities, schemeOf } from "./existing-load-balancer-plan";
import { PORTS } from "./listener-defaults";
import { ListenerRoutes } from "./listener-routes";
import type { LoadBalancerLike } from "./load-balancer-like";
import type { BuiltRoute, RouteTarget } from "./route-rule";
import type { Route } from "./rule-plan";

/** An Application Load Balancer that something else has made, and the one listener of it that gets rules. */
export interface ExistingLoadBalancerArgs {
  /** The listener whose requests services get. */
  readonly listenerArn: pulumi.Input<string>;
  /** What the listener speaks. */
  readonly protocol: "HTTPS" | "HTTP";
  /** What it listens on. @default 443 for HTTPS, 80 for HTTP */
  readonly port?: number;
  /** One of the load balancer's security groups: the tasks let it in. */
  readonly securityGroupId: pulumi.Input<string>;
  readonly dnsName: pulumi.Input<string>;
  /** The name by which it is called, whose DNS record leads there. @default `dnsName` */
  readonly hostName?: string;
  /** Whether it is reached from inside the VPC only, and there by those whom `allowFrom` names. @default false */
  readonly internal?: boolean;
  /** Priorities of the rules that the listener has already: none of the computed ones may be among them. @default none */
  readonly reservedPriorities?: readonly number[];
  /**
   * Whether rules are added to its security group: out to the tasks, and in from callers. Without them, whoever manages
   * the group has to let both pass. A group whose rules are written inside of it would lose those that are added here.
   * @default false
   */
  readonly addSecurityGroupRules?: boolean;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: {
    /** Of each route. */
    readonly rule?: Transform<aws.lb.ListenerRuleArgs>;
    /** The rules that let it reach each route's tasks, and be reached by those whom `allowFrom` names. */
    readonly way?: WayTransforms;
  };
}

/**
 * The rules that are added to a load balancer which something else has made. It creates:
 * 1. a listener rule per route;
 * 2. the rules of the security groups on the way, those of the load balancer's own group only if it is asked to.
 *
 * @throws RunError naming every wrong argument, before anything is registered.
 */
class ExistingLoadBalancer extends pulumi.ComponentResource implements LoadBalancerLike {
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly hostName: pulumi.Output<string>;
  readonly scheme: "https" | "http";

  readonly #routes: ListenerRoutes;

  constructor(name: string, args: ExistingLoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkExistingLoadBalancer(name, args));
    super("fargate-platform:load-balancer:ExistingLoadBalancer", name, {}, options);
    const { listenerArn, securityGroupId, addSecurityGroupRules = false, reservedPriorities = [] } = args;
    this.arnSuffix = pulumi.output(listenerArn).apply((arn) => loadBalancerArnOf(arn).split(":loadbalancer/")[1]!);
    this.dnsName = pulumi.output(args.dnsName);
    this.scheme = schemeOf(args.protocol);
    const port = args.port ?? PORTS[this.scheme];
    const host = args.hostName ?? this.dnsName;
    this.hostName = port === PORTS[this.scheme] ? pulumi.output(host) : pulumi.interpolate`${host}:${port}`;
    this.#routes = new ListenerRoutes(
      {
        name,
        listenerArn,
        scheme: this.scheme,
        port,
        internal: args.internal ?? false,
        end: {
          securityGroup: { id: pulumi.output(securityGroupId) },
          who: `load balancer ${name}`,
          keptByOthers: !addSecurityGroupRules,
        },
        checkRules: (routes) => checkReservedPriorities(name, reservedPriorities, routes),
        transform: args.transform ?? {},
      },
      { parent: this },
    );
    this.registerOutputs({});
  }

  route(route: Omit<Route, "weighted">, target: RouteTarget): BuiltRoute {
    return this.#routes.add(route, target);
  }

  allowFrom(caller: Caller): pulumi.Resource[] {
    return this.#routes.allowFrom(caller);
  }
}

/** @throws RunError naming every wrong argument, before anything is registered. */
export function existingLoadBalancer(
  name: string,
  args: ExistingLoadBalancerArgs,
  options?: pulumi.ComponentResourceOptions,
): LoadBalancerLike {
  return new ExistingLoadBalancer(name, args, options);
}
