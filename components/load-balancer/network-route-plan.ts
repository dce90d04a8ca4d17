/** Which ports of a Network Load Balancer lead to which services. */
import type { ListenerProtocol } from "../../model/network-load-balancing";
import { NETWORK_LISTENER_SOURCE, NLB_QUOTA_SOURCE, NLB_QUOTAS } from "../../model/network-load-balancing";
import type { Problem } from "../../model/problem";
import { PORT, rangeProblem } from "../../model/ranges";
import { SECURITY_GROUP_RULES } from "../../model/vpc";
import { checkLoadBalancerName } from "./load-balancer-plan";
import { certificateArnProblems } from "./transport-plan";

export interface NetworkRoute {
  /** The service's name. */
  readonly name: string;
  /** What clients connect to, 1 to 65535. */
  readonly port: number;
  /** `TLS` ends at the load balancer and needs its certificate. */
  readonly protocol: ListenerProtocol;
  /** Of TCP: how long (seconds) a connection may be silent. Absent: 350. */
  readonly idleTimeoutSeconds?: number;
  /** The TCP port of the tasks that is asked for their health. Absent: that of the connections. */
  readonly healthCheckPort?: number;
}

export interface NetworkTransportArgs {
  /** ARN of a certificate in ACM; any object stands for one that is known later. */
  readonly certificateArn?: string | object;
}

/** Everything that a Network Load Balancer and its listeners would refuse, at once and before there is one. */
export function checkNetworkLoadBalancer(
  name: string,
  args: NetworkTransportArgs,
  routes: readonly NetworkRoute[],
): Problem[] {
  const component = `load balancer "${name}"`;
  return [
    ...checkLoadBalancerName(name),
    ...certificateArnProblems(component, args.certificateArn),
    ...routes.flatMap((route) => checkNetworkRoute(args, route)),
    ...checkPorts(component, routes),
  ];
}

function checkNetworkRoute(args: NetworkTransportArgs, { name, port, protocol }: NetworkRoute): Problem[] {
  const component = `service "${name}"`;
  const problems = rangeProblem(component, "networkRoutes.port", port, PORT, NETWORK_LISTENER_SOURCE);
  if (protocol !== "TLS" || args.certificateArn !== undefined) return problems;
  return [
    ...problems,
    {
      component,
      argument: "networkRoutes.protocol",
      value: protocol,
      message: "The load balancer has no certificate to end TLS with.",
      fix: "Give it a certificateArn, or use TCP and let the service itself speak TLS.",
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html",
    },
  ];
}

function checkPorts(component: string, routes: readonly NetworkRoute[]): Problem[] {
  const problems = routes.flatMap((route, index): Problem[] => {
    const first = routes.slice(0, index).find(({ port }) => port === route.port);
    if (first === undefined) return [];
    const whose = first.name === route.name ? `"${route.name}" twice` : `"${first.name}" and "${route.name}"`;
    return [
      {
        component,
        argument: `networkRoutes of ${first.name === route.name ? `"${route.name}"` : whose}`,
        value: route.port,
        message: `Port ${route.port} leads to ${whose}: a port has one listener, and that one target.`,
        fix: "Choose another port for one of them.",
        source: NETWORK_LISTENER_SOURCE,
      },
    ];
  });
  // The security group holds one rule per listener inwards, which is more than there can be listeners.
  const most = Math.min(NLB_QUOTAS.listenersPerLoadBalancer, SECURITY_GROUP_RULES);
  if (routes.length > most) {
    problems.push({
      component,
      argument: "networkRoutes",
      value: routes.length,
      message: `A Network Load Balancer has at most ${most} listeners.`,
      fix: "Use a second load balancer.",
      source: NLB_QUOTA_SOURCE,
    });
  }
  const outwards = routes.length + routes.filter(({ healthCheckPort }) => healthCheckPort !== undefined).length;
  if (routes.length <= most && outwards > SECURITY_GROUP_RULES) {
    problems.push({
      component,
      argument: "networkRoutes",
      value: routes.length,
      message: `With health checks on ports of their own they need ${outwards} rules outwards, and the security group holds ${SECURITY_GROUP_RULES}.`,
      fix: "Use a second load balancer.",
      source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
    });
  }
  return problems;
}

/** What is wrong with letting callers in: each needs a rule per listener. */
export function checkNetworkCallers(
  name: string,
  internal: boolean,
  callers: readonly string[],
  listeners: number,
): Problem[] {
  const component = `load balancer "${name}"`;
  if (callers.length === 0) return [];
  if (!internal) {
    return [
      {
        component,
        argument: "allowFrom",
        value: callers,
        message: "It faces the internet, so everyone reaches it already; only an internal one lets callers in by name.",
        fix: "Remove internal: false from the load balancer, or the callers.",
      },
    ];
  }
  if (callers.length * listeners <= SECURITY_GROUP_RULES) return [];
  return [
    {
      component,
      argument: "allowFrom",
      value: callers.length,
      message: `Each caller needs a rule per listener (${listeners}), and its security group holds ${SECURITY_GROUP_RULES}.`,
      fix: "Use a second load balancer.",
      source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
    },
  ];
}
