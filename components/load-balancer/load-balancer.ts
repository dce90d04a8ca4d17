import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { TLS_POLICY } from "../../model/tls";
import { warnIfLoosened } from "../loosened";
import type { Network } from "../network/network";
import { refuse } from "../refuse";
import { openWay, type WayEnd, type WayTransforms } from "../security-group-way";
import { transformed, type Transform } from "../transform";
import type { AccessLogs } from "./access-logs";
import { checkCaller, checkLoadBalancerName, checkProtocolVersion } from "./load-balancer-plan";
import { NOT_FOUND, PORTS, REDIRECT_TO_HTTPS } from "./listener-defaults";
import { buildRule, type BuiltRoute, type RouteTarget } from "./route-rule";
import { checkRoutes, type Route } from "./rule-plan";
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
  readonly network: Network;
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

/** Who may call an internal load balancer: a service, or anything else with a security group of its own. */
export interface Caller {
  /** Unique at the load balancer; the service's name. */
  readonly name: string;
  readonly securityGroup: aws.ec2.SecurityGroup;
}

/**
 * An Application Load Balancer that services add their rules to. It creates:
 * 1. a security group: in from everywhere on the listeners' ports, or, if it is internal, from nowhere until
 *    `allowFrom` says so; out to nothing until a route says so;
 * 2. the load balancer, which drops malformed headers;
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
export class LoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** What it is called in metrics. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** The hosted zone of the DNS name, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** The name by which it is called. */
  readonly hostName: pulumi.Output<string>;
  /** `https` or `http`. */
  readonly scheme: "https" | "http";

  readonly #name: string;
  readonly #internal: boolean;
  readonly #transform: LoadBalancerTransforms;
  readonly #routes: Route[] = [];
  readonly #callers = new Map<string, pulumi.Resource[]>();
  readonly #securityGroup: aws.ec2.SecurityGroup;
  /** The listener that gets the rules and answers callers: HTTPS if there is a certificate. */
  readonly #listener: aws.lb.Listener;

  constructor(name: string, args: LoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
    const component = `load balancer "${name}"`;
    refuse([...checkLoadBalancerName(name), ...checkTransport(component, args)]);
    super("fargate-platform:load-balancer:LoadBalancer", name, {}, options);
    this.#name = name;
    this.#transform = args.transform ?? {};
    this.#internal = args.internal ?? false;
    this.scheme = args.certificateArn === undefined ? "http" : "https";
    const deletionProtection = args.deletionProtection ?? true;
    warnIfLoosened(this, component, {
      argument: "plainHttp",
      defaultValue: false,
      given: args.plainHttp ?? false,
      consequence: `Everything between the ${this.#internal ? "callers" : "users"} and the load balancer can be read and changed on the way.`,
    });
    warnIfLoosened(this, component, {
      argument: "deletionProtection",
      defaultValue: true,
      given: deletionProtection,
      consequence: "One wrong command can delete the load balancer and its DNS name.",
    });

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
          ipAddressType: "ipv4",
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

    this.#listener =
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
    this.registerOutputs({ dnsName: this.dnsName });
  }

  /**
   * Sends the requests that match the route to the target, and opens the way from the load balancer to it, on the
   * container's port only.
   * @throws RunError if the route is wrong or in conflict with one that was added before.
   */
  route(given: Omit<Route, "weighted">, target: RouteTarget): BuiltRoute {
    const route = { ...given, ...(target.alternateTargetGroup && { weighted: true }) };
    refuse([
      ...checkRoutes(`load balancer "${this.#name}"`, [...this.#routes, route]),
      ...checkProtocolVersion(route, this.scheme),
    ]);
    this.#routes.push(route);
    const { name } = route;
    const rule = buildRule(
      { loadBalancer: this.#name, listener: this.#listener, route, target, transform: this.#transform.rule },
      { parent: this },
    );
    const way = openWay(
      // Not the name alone: a service may be called like a listener, whose rule is of the same type.
      `${this.#name}-to-${name}`,
      {
        from: this.#wayEnd,
        to: { securityGroup: target.securityGroup, who: `the tasks of ${name}` },
        port: target.containerPort,
      },
      { parent: this },
      this.#transform.way,
    );
    return { rule, dependencies: [rule, ...way] };
  }

  /**
   * Opens the way from a caller to the listener, and nothing else.
   * @returns what the caller has to wait for before its first request.
   * @throws RunError if the load balancer is not internal: everyone reaches the others already.
   */
  allowFrom(caller: Caller): pulumi.Resource[] {
    const known = this.#callers.get(caller.name);
    if (known !== undefined) return known;
    refuse(checkCaller(`load balancer "${this.#name}"`, this.#internal, caller.name, this.#callers.size));
    const { name, securityGroup } = caller;
    const opened = openWay(
      `${name}-to-${this.#name}`,
      { from: { securityGroup, who: `the tasks of ${name}` }, to: this.#wayEnd, port: PORTS[this.scheme] },
      { parent: this },
      this.#transform.way,
    );
    this.#callers.set(caller.name, opened);
    return opened;
  }

  get #wayEnd(): WayEnd {
    return { securityGroup: this.#securityGroup, who: `load balancer ${this.#name}` };
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
      new aws.vpc.SecurityGroupIngressRule(
        name,
        ...transformed<aws.vpc.SecurityGroupIngressRuleArgs>(
          this.#transform.internetIngress,
          {
            securityGroupId: this.#securityGroup.id,
            cidrIpv4: "0.0.0.0/0",
            fromPort: port,
            toPort: port,
            ipProtocol: "tcp",
            description: `${args.protocol} from the internet`,
            tags: { Name: name },
          },
          { parent: this },
        ),
      );
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
}
