import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transportOf, type Transport } from "../../model/network-load-balancing";
import { TLS_POLICY } from "../../model/tls";
import { warnIfLoosened } from "../loosened";
import type { NetworkLike } from "../network/network-like";
import { refuse } from "../refuse";
import { openWay, type Caller, type Way, type WayEnd, type WayTransforms } from "../security-group-way";
import { transformed, type Transform } from "../transform";
import type { AccessLogs } from "./access-logs";
import { warnOfDeletion } from "./deletion-protection";
import type { RouteTarget } from "./route-rule";
import { checkNetworkCallers, checkNetworkLoadBalancer, type NetworkRoute } from "./network-route-plan";

/** One for each kind of child. */
export interface NetworkLoadBalancerTransforms {
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly loadBalancer?: Transform<aws.lb.LoadBalancerArgs>;
  /** Of each route. */
  readonly listener?: Transform<aws.lb.ListenerArgs>;
  /** The rule that lets the internet reach a listener. */
  readonly internetIngress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  /** The rules that let it reach each route's tasks, and be reached by those whom `allowFrom` names. */
  readonly way?: WayTransforms;
}

export interface NetworkLoadBalancerArgs {
  /** It stands in the private subnets of this network, one that faces the internet in the public subnets. */
  readonly network: NetworkLike;
  /**
   * Whether it is reached from inside the VPC only, and there only by those whom `allowFrom` names. It can't be
   * changed later without a new load balancer. For one that faces the internet, the network's `publicPorts` have to
   * name the listeners' ports; those of UDP stand in its `udpRoutes`, also if it is internal.
   * @default true
   */
  readonly internal?: boolean;
  /** ARN of a certificate in ACM, in this region, for listeners that end TLS. @default there are none */
  readonly certificateArn?: string | pulumi.Output<string>;
  /**
   * The name by which it is called, whose DNS record leads here.
   * @default the name that AWS gives
   */
  readonly hostName?: string;
  /**
   * Whether AWS refuses to delete the load balancer. Its DNS name is gone for good when it is deleted.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether tasks in all zones get connections from each zone's address. Without it, a zone's clients share the tasks
   * of their zone; with it, traffic between zones is paid for.
   * @default true
   */
  readonly crossZone?: boolean;
  /** Where it writes who connected over TLS; about other connections there are no access logs. @default nowhere */
  readonly accessLogs?: AccessLogs;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: NetworkLoadBalancerTransforms;
}

/**
 * A Network Load Balancer, for services that speak something else than HTTP. It creates:
 * 1. a security group, from the start, as none can be added later: in from nowhere until `allowFrom` says so, or, if it
 *    faces the internet, from everywhere on the routes' ports; out to nothing until a route says so;
 * 2. the load balancer, whose security group also holds for connections through AWS PrivateLink;
 * 3. for each route a listener, and the way from the load balancer to the container's port.
 *
 * ```ts
 * const loadBalancer = new NetworkLoadBalancer("network", { network });
 * loadBalancer.allowFrom({ name: "web", securityGroup });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class NetworkLoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** How metrics call it. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** The hosted zone of the DNS name, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** The name that clients connect to. */
  readonly hostName: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: NetworkLoadBalancerArgs;
  readonly #routes: NetworkRoute[] = [];
  readonly #callers: Caller[] = [];
  readonly #ways = new Map<string, pulumi.Resource[]>();
  readonly #securityGroup: aws.ec2.SecurityGroup;

  constructor(name: string, args: NetworkLoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
    const component = `load balancer "${name}"`;
    refuse(checkNetworkLoadBalancer(name, args, []));
    super("fargate-platform:load-balancer:NetworkLoadBalancer", name, {}, options);
    this.#name = name;
    this.#args = args;
    const internal = this.#internal;
    const deletionProtection = args.deletionProtection ?? true;
    warnIfLoosened(this, component, {
      argument: "internal",
      defaultValue: true,
      given: internal,
      consequence: "Everyone on the internet reaches its listeners, and through them the services.",
    });
    warnOfDeletion(this, component, deletionProtection);
    this.#securityGroup = new aws.ec2.SecurityGroup(
      name,
      ...transformed<aws.ec2.SecurityGroupArgs>(
        args.transform?.securityGroup,
        {
          vpcId: args.network.vpcId,
          description: `Load balancer ${name}`,
          tags: { Name: `${name}-load-balancer` },
        },
        { parent: this },
      ),
    );
    const logs = args.certificateArn === undefined ? undefined : args.accessLogs;
    const loadBalancer = new aws.lb.LoadBalancer(
      name,
      ...transformed<aws.lb.LoadBalancerArgs>(
        args.transform?.loadBalancer,
        {
          loadBalancerType: "network",
          internal,
          ipAddressType: "ipv4",
          subnets: internal ? args.network.privateSubnetIds : args.network.publicSubnetIds,
          securityGroups: [this.#securityGroup.id],
          enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on",
          enableCrossZoneLoadBalancing: args.crossZone ?? true,
          enableDeletionProtection: deletionProtection,
          ...(logs && { accessLogs: { bucket: logs.bucketName, enabled: true } }),
          tags: { Name: name },
        },
        {
          parent: this,
          dependsOn: [
            // Without the route to the internet gateway, AWS refuses to make it internet-facing.
            ...(internal ? [] : args.network.publicRouting),
            ...(logs?.writable ?? []),
          ],
        },
      ),
    );
    this.arn = loadBalancer.arn;
    this.arnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    this.hostName = args.hostName === undefined ? this.dnsName : pulumi.output(args.hostName);
    this.registerOutputs({ dnsName: this.dnsName });
  }

  /**
   * Sends the connections to a port to the target, and opens the way from the load balancer to it, on the container's
   * port only.
   * @returns what a service has to wait for before its first task starts.
   * @throws RunError if the route is wrong, or its port leads elsewhere already.
   */
  route(route: NetworkRoute, target: RouteTarget): pulumi.Resource[] {
    const routes = [...this.#routes, route];
    refuse([
      ...checkNetworkLoadBalancer(this.#name, this.#args, routes),
      ...this.#checkCallers(this.#callers, routes.length),
    ]);
    this.#routes.push(route);
    const { port, protocol, idleTimeoutSeconds } = route;
    const name = `${this.#name}-${port}`;
    const listener = new aws.lb.Listener(
      name,
      ...transformed<aws.lb.ListenerArgs>(
        this.#args.transform?.listener,
        {
          loadBalancerArn: this.arn,
          port,
          protocol,
          ...(protocol === "TLS" && { certificateArn: this.#args.certificateArn, sslPolicy: TLS_POLICY }),
          ...(idleTimeoutSeconds !== undefined && { tcpIdleTimeoutSeconds: idleTimeoutSeconds }),
          defaultActions: [{ type: "forward", targetGroupArn: target.targetGroup.arn }],
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    if (!this.#internal) this.#openToInternet(name, route);
    for (const caller of this.#callers) this.#openTo(caller, route);
    return [listener, ...this.#openWaysTo(route, target)];
  }

  /**
   * Opens the way from a caller to every listener, those of later routes too.
   * @throws RunError if the load balancer faces the internet: everyone reaches it already.
   */
  allowFrom(caller: Caller): void {
    if (this.#callers.some(({ name }) => name === caller.name)) return;
    const callers = [...this.#callers, caller];
    refuse(this.#checkCallers(callers, this.#routes.length));
    this.#callers.push(caller);
    for (const route of this.#routes) this.#openTo(caller, route);
  }

  get #internal(): boolean {
    return this.#args.internal ?? true;
  }

  get #wayEnd(): WayEnd {
    return { securityGroup: this.#securityGroup, who: `load balancer ${this.#name}` };
  }

  #checkCallers(callers: readonly Caller[], listeners: number) {
    return checkNetworkCallers(
      this.#name,
      this.#internal,
      callers.map(({ name }) => name),
      listeners,
    );
  }

  #openTo({ name, securityGroup }: Caller, { port, protocol: spoken }: NetworkRoute): void {
    const protocol = transportOf(spoken);
    openWay(
      wayName(`${name}-to-${this.#name}`, port, protocol),
      { from: { securityGroup, who: `the tasks of ${name}` }, to: this.#wayEnd, port, protocol },
      { parent: this },
      this.#args.transform?.way,
    );
  }

  /** The way of the connections, and that of the health checks if it is another one. */
  #openWaysTo({ name, protocol, healthCheckPort }: NetworkRoute, target: RouteTarget): pulumi.Resource[] {
    const to = { securityGroup: target.securityGroup, who: `the tasks of ${name}` };
    return [
      ...this.#openWayTo(name, { to, port: target.containerPort, protocol: transportOf(protocol) }),
      ...(healthCheckPort === undefined ? [] : this.#openWayTo(name, { to, port: healthCheckPort, protocol: "tcp" })),
    ];
  }

  /** Two routes to one port of a service share the way. */
  #openWayTo(service: string, way: Required<Omit<Way, "from">>): pulumi.Resource[] {
    const name = wayName(`${this.#name}-to-${service}`, way.port, way.protocol);
    const opened =
      this.#ways.get(name) ??
      openWay(name, { from: this.#wayEnd, ...way }, { parent: this }, this.#args.transform?.way);
    this.#ways.set(name, opened);
    return opened;
  }

  #openToInternet(name: string, { port, protocol }: NetworkRoute): void {
    new aws.vpc.SecurityGroupIngressRule(
      name,
      ...transformed<aws.vpc.SecurityGroupIngressRuleArgs>(
        this.#args.transform?.internetIngress,
        {
          securityGroupId: this.#securityGroup.id,
          cidrIpv4: "0.0.0.0/0",
          fromPort: port,
          toPort: port,
          ipProtocol: transportOf(protocol),
          description: `${protocol} from the internet`,
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
  }
}

/** A port may be open to both protocols. */
function wayName(ends: string, port: number, protocol: Transport): string {
  return `${ends}-${port}${protocol === "udp" ? "-udp" : ""}`;
}
