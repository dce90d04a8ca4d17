import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { TLS_POLICY } from "../../model/tls";
import { warnIfLoosened } from "../loosened";
import type { NetworkLike } from "../network/network-like";
import { refuse } from "../refuse";
import type { Caller, WayTransforms } from "../security-group-way";
import { transformed, type Transform } from "../transform";
import type { AccessLogs } from "./access-logs";
import { warnOfDeletion } from "./deletion-protection";
import { existingLoadBalancer, type ExistingLoadBalancerArgs } from "./existing-load-balancer";
import { ListenerRoutes } from "./listener-routes";
import type { LoadBalancerLike } from "./load-balancer-like";
import { checkLoadBalancerName, checkLoadBalancerSubnets, checkRouteCount } from "./load-balancer-plan";
import { NOT_FOUND, PORTS, REDIRECT_TO_HTTPS } from "./listener-defaults";
import type { BuiltRoute, RouteTarget } from "./route-rule";
import type { Route } from "./rule-plan";
import { checkTransport, hstsHeader, type TransportArgs } from "./transport-plan";

/** One for each kind of child. */
export interface LoadBalancerTransforms {
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly loadBalancer?: Transform<aws.lb.LoadBalancerArgs>;
  /** Of HTTPS and of HTTP. */
  readonly listener?: Transform<aws.lb.ListenerArgs>;
  /** The rule that lets the internet reach a listener. */
  readonly internetIngress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
  /** Of each route. */
  readonly rule?: Transform<aws.lb.ListenerRuleArgs>;
  /** The rules that let it reach each route's tasks, and be reached by those whom `allowFrom` names. */
  readonly way?: WayTransforms;
}

export interface LoadBalancerArgs extends TransportArgs {
  /** ARN of a certificate in ACM, in this region, for the hosts that users type. Without it `plainHttp` has to be set. */
  readonly certificateArn?: string | pulumi.Output<string>;
  /**
   * The name by which it is called, whose DNS record leads here.
   * @default the name that AWS gives
   */
  readonly hostName?: string;
  /** The load balancer stands in the public subnets of this network, an internal one in the private subnets. */
  readonly network: NetworkLike;
  /**
   * Whether it is reached from inside the VPC only, and there only by those whom `allowFrom` names. It can't be
   * changed later without a new load balancer.
   * @default false
   */
  readonly internal?: boolean;
  /**
   * Whether AWS refuses to delete the load balancer. Its DNS name is gone for good when it is deleted.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * How long (seconds, 1 to 4000) a connection may be silent before it is closed.
   * @default 60
   */
  readonly idleTimeoutSeconds?: number;
  /** Where it writes who asked for what. @default nowhere */
  readonly accessLogs?: AccessLogs;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: LoadBalancerTransforms;
}

/**
 * An Application Load Balancer that services add their rules to. It creates:
 * 1. a security group: in from everywhere on the listeners' ports, or, if it is internal, from nowhere until
 *    `allowFrom` says so; out to nothing until a route says so;
 * 2. the load balancer, which drops malformed headers, and faces the internet by IPv6 too if the network has it;
 * 3. with a certificate an HTTPS listener, without one an HTTP listener. What no rule matches is answered with 404.
 *    An internet-facing one with a certificate also has an HTTP listener that redirects to HTTPS.
 *
 * ```ts
 * const loadBalancer = new LoadBalancer("public", { network, certificateArn });
 * const internal = new LoadBalancer("private", { network, internal: true, plainHttp: true });
 * internal.allowFrom({ name: "web", securityGroup });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class LoadBalancer extends pulumi.ComponentResource implements LoadBalancerLike {
  readonly arn: pulumi.Output<string>;
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** The hosted zone of the DNS name, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  readonly hostName: pulumi.Output<string>;
  readonly scheme: "https" | "http";
  /** Whether clients reach it by IPv6 too. */
  readonly isDualStack: boolean;

  readonly #name: string;
  readonly #internal: boolean;
  readonly #transform: LoadBalancerTransforms;
  readonly #securityGroup: aws.ec2.SecurityGroup;
  readonly #routes: ListenerRoutes;

  constructor(name: string, args: LoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
    const component = `load balancer "${name}"`;
    refuse([
      ...checkLoadBalancerName(name),
      ...checkTransport(component, args),
      ...checkLoadBalancerSubnets(component, args.network, args.internal),
    ]);
    super("fargate-platform:load-balancer:LoadBalancer", name, {}, options);
    this.#name = name;
    this.#transform = args.transform ?? {};
    this.#internal = args.internal ?? false;
    this.isDualStack = !this.#internal && args.network.ipv6 === true;
    this.scheme = args.certificateArn === undefined ? "http" : "https";
    const deletionProtection = args.deletionProtection ?? true;
    warnIfLoosened(this, component, {
      argument: "plainHttp",
      defaultValue: false,
      given: args.plainHttp ?? false,
      consequence: `Everything between the ${this.#internal ? "callers" : "users"} and the load balancer can be read and changed on the way.`,
    });
    warnOfDeletion(this, component, deletionProtection);

    this.#securityGroup = new aws.ec2.SecurityGroup(
      name,
      ...transformed<aws.ec2.SecurityGroupArgs>(
        this.#transform.securityGroup,
        {
          vpcId: args.network.vpcId,
          description: `Load balancer ${name}`,
          tags: { Name: `${name}-load-balancer` },
        },
        { parent: this },
      ),
    );
    const loadBalancer = new aws.lb.LoadBalancer(
      name,
      ...transformed<aws.lb.LoadBalancerArgs>(
        this.#transform.loadBalancer,
        {
          loadBalancerType: "application",
          internal: this.#internal,
          ipAddressType: this.isDualStack ? "dualstack" : "ipv4",
          subnets: this.#internal ? args.network.privateSubnetIds : args.network.publicSubnetIds,
          securityGroups: [this.#securityGroup.id],
          dropInvalidHeaderFields: true,
          desyncMitigationMode: "defensive",
          enableDeletionProtection: deletionProtection,
          idleTimeout: args.idleTimeoutSeconds ?? 60,
          ...(args.accessLogs && { accessLogs: { bucket: args.accessLogs.bucketName, enabled: true } }),
          tags: { Name: name },
        },
        {
          parent: this,
          dependsOn: [
            // Without the route to the internet gateway, AWS refuses to make it internet-facing.
            ...(this.#internal ? [] : args.network.publicRouting),
            ...(args.accessLogs?.writable ?? []),
          ],
        },
      ),
    );
    this.arn = loadBalancer.arn;
    this.arnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    this.hostName = args.hostName === undefined ? this.dnsName : pulumi.output(args.hostName);

    // The one that gets the rules and answers callers: HTTPS if there is a certificate.
    const listener =
      args.certificateArn === undefined
        ? this.#addListener(loadBalancer, { protocol: "HTTP", defaultActions: [NOT_FOUND] })
        : this.#addListener(loadBalancer, {
            protocol: "HTTPS",
            certificateArn: args.certificateArn,
            sslPolicy: TLS_POLICY,
            ...(args.strictTransportSecurity && {
              routingHttpResponseStrictTransportSecurityHeaderValue: hstsHeader(args.strictTransportSecurity),
            }),
            defaultActions: [NOT_FOUND],
          });
    if (!this.#internal && args.certificateArn !== undefined) {
      this.#addListener(loadBalancer, { protocol: "HTTP", defaultActions: [REDIRECT_TO_HTTPS] });
    }
    this.#routes = new ListenerRoutes(
      {
        name,
        listenerArn: listener.arn,
        scheme: this.scheme,
        port: PORTS[this.scheme],
        internal: this.#internal,
        end: { securityGroup: this.#securityGroup, who: `load balancer ${name}` },
        checkRules: (routes) => checkRouteCount(component, routes),
        transform: this.#transform,
      },
      { parent: this },
    );
    this.registerOutputs({ dnsName: this.dnsName });
  }

  /**
   * One that something else has made, to which rules are added. It is not changed otherwise; who lets it reach the tasks
   * is said by `addSecurityGroupRules`.
   *
   * ```ts
   * const loadBalancer = LoadBalancer.fromExisting("shared", { listenerArn, protocol: "HTTPS", securityGroupId, dnsName });
   * ```
   * @throws RunError naming every wrong argument, before anything is registered.
   */
  static fromExisting(
    name: string,
    args: ExistingLoadBalancerArgs,
    options?: pulumi.ComponentResourceOptions,
  ): LoadBalancerLike {
    return existingLoadBalancer(name, args, options);
  }

  route(route: Omit<Route, "weighted">, target: RouteTarget): BuiltRoute {
    return this.#routes.add(route, target);
  }

  allowFrom(caller: Caller): pulumi.Resource[] {
    return this.#routes.allowFrom(caller);
  }

  /** A listener on its protocol's port and, if the load balancer faces the internet, the rule that lets everyone reach it. */
  #addListener(
    loadBalancer: aws.lb.LoadBalancer,
    args: Omit<aws.lb.ListenerArgs, "loadBalancerArn" | "port" | "protocol"> & { readonly protocol: "HTTP" | "HTTPS" },
  ) {
    const scheme = args.protocol === "HTTP" ? "http" : "https";
    const port = PORTS[scheme];
    const name = `${this.#name}-${scheme}`;
    if (!this.#internal) {
      this.#letInternetIn(name, { cidrIpv4: "0.0.0.0/0" }, args.protocol);
      if (this.isDualStack) this.#letInternetIn(`${name}-ipv6`, { cidrIpv6: "::/0" }, args.protocol);
    }
    return new aws.lb.Listener(
      name,
      ...transformed<aws.lb.ListenerArgs>(
        this.#transform.listener,
        { ...args, port, loadBalancerArn: loadBalancer.arn, tags: { Name: name } },
        { parent: this },
      ),
    );
  }

  #letInternetIn(
    name: string,
    everyone: Pick<aws.vpc.SecurityGroupIngressRuleArgs, "cidrIpv4" | "cidrIpv6">,
    protocol: "HTTP" | "HTTPS",
  ): void {
    const port = protocol === "HTTP" ? PORTS.http : PORTS.https;
    new aws.vpc.SecurityGroupIngressRule(
      name,
      ...transformed<aws.vpc.SecurityGroupIngressRuleArgs>(
        this.#transform.internetIngress,
        {
          securityGroupId: this.#securityGroup.id,
          ...everyone,
          fromPort: port,
          toPort: port,
          ipProtocol: "tcp",
          description: `${protocol} from the internet`,
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
  }
}
