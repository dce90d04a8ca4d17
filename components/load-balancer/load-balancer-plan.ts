import { PROTOCOL_VERSION_SOURCE } from "../../model/load-balancing";
import { AUTO_NAME_SUFFIX_LENGTH, LOAD_BALANCER_NAME, longestLogicalName } from "../../model/names";
import type { Problem } from "../../model/problem";
import { SECURITY_GROUP_RULES } from "../../model/vpc";
import { checkRoutes, type Route } from "./rule-plan";
import { checkTransport, type TransportArgs } from "./transport-plan";

/** Everything that a load balancer and its routes would refuse, at once and before there is one. */
export function checkLoadBalancer(name: string, args: TransportArgs, routes: readonly Route[]): Problem[] {
  const component = `load balancer "${name}"`;
  return [
    ...checkLoadBalancerName(name),
    ...checkTransport(component, args),
    ...checkRoutes(component, routes),
    ...checkRouteCount(component, routes),
    ...routes.flatMap((route) => checkProtocolVersion(route, args.certificateArn === undefined ? "http" : "https")),
  ];
}

/** The hundred rules of a load balancer are never reached: each route also needs a rule of its own security group. */
export function checkRouteCount(component: string, routes: readonly Route[]): Problem[] {
  // Test requests travel on their service's way.
  const count = routes.filter(({ testOf }) => testOf === undefined).length;
  if (count <= SECURITY_GROUP_RULES) return [];
  return [
    {
      component,
      argument: "routes",
      value: routes.length,
      message: `A load balancer has at most ${SECURITY_GROUP_RULES} routes: its security group holds no more rules.`,
      fix: "Give several services one host or path each in common, or use a second load balancer.",
      source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
    },
  ];
}

/** An existing network may have too few subnets. */
export function checkLoadBalancerSubnets(
  component: string,
  network: Readonly<Record<"publicSubnetIds" | "privateSubnetIds", readonly unknown[]>>,
  internal = false,
): Problem[] {
  const key = internal ? "privateSubnetIds" : "publicSubnetIds";
  const count = network[key].length;
  if (count >= 2) return [];
  return [
    {
      component,
      argument: `network.${key}`,
      value: count,
      message: "It needs subnets in at least two Availability Zones.",
      fix: `Name them in ${key} of the network.`,
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
    },
  ];
}

/** What is wrong with sending a route's requests on in HTTP/2, however it is called, from the listener. */
export function checkProtocolVersion({ name, protocolVersion = "HTTP1" }: Route, scheme: "http" | "https"): Problem[] {
  if (protocolVersion === "HTTP1" || scheme === "https") return [];
  return [
    {
      component: `service "${name}"`,
      argument: "route.protocolVersion",
      value: protocolVersion,
      message: "Only from an HTTPS listener requests can be passed on in it, and this load balancer serves plain HTTP.",
      fix: "Give the load balancer a certificate or a domain, or use HTTP1.",
      source: PROTOCOL_VERSION_SOURCE,
    },
  ];
}

/** The physical name is the logical one with a random end, and has to fit into AWS's 32 characters. */
export function checkLoadBalancerName(name: string): Problem[] {
  const longest = longestLogicalName(LOAD_BALANCER_NAME);
  const physicalName = `${name}-${"0".repeat(AUTO_NAME_SUFFIX_LENGTH - 1)}`;
  if (LOAD_BALANCER_NAME.pattern.test(physicalName) && name.length <= longest) return [];
  return [
    {
      component: `load balancer "${name}"`,
      argument: "name",
      value: name,
      message: `It has 1 to ${longest} characters: letters, digits and hyphens, neither "internal" nor beginning with "internal-" or a hyphen.`,
      fix: 'Rename it; an internal load balancer may be called "private".',
      source: LOAD_BALANCER_NAME.source,
    },
  ];
}

/** What is wrong with letting one more caller in, after as many others. */
export function checkCaller(component: string, internal: boolean, caller: string, others: number): Problem[] {
  if (internal && others < SECURITY_GROUP_RULES) return [];
  if (internal) {
    return [
      {
        component,
        argument: "allowFrom",
        value: caller,
        message: `It has at most ${SECURITY_GROUP_RULES} callers: its security group holds no more rules.`,
        fix: "Use a second load balancer.",
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
      },
    ];
  }
  return [
    {
      component,
      argument: "allowFrom",
      value: caller,
      message: "It faces the internet, so everyone reaches it already; only an internal one lets callers in by name.",
      fix: "Give the load balancer internal: true, or remove the caller.",
    },
  ];
}
