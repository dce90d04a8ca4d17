/** Whether what is said of an existing load balancer can be true, and whether it has room for what is added. */
import { parseArn } from "../../model/arn";
import { ALB_QUOTAS, QUOTA_SOURCE, RULE_PRIORITY } from "../../model/load-balancing";
import { NETWORK_LISTENER_SOURCE } from "../../model/network-load-balancing";
import type { Problem } from "../../model/problem";
import { PORT, rangeProblem } from "../../model/ranges";
import { checkEc2Id } from "../existing-id-plan";
import type { ExistingLoadBalancerArgs } from "./existing-load-balancer";
import { checkProtocolVersion } from "./load-balancer-plan";
import { checkRoutes, planRules, type Route } from "./rule-plan";

const RULE_SOURCE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html";

export function schemeOf(protocol: ExistingLoadBalancerArgs["protocol"]): "https" | "http" {
  return protocol === "HTTPS" ? "https" : "http";
}

export function checkExistingLoadBalancer(name: string, args: ExistingLoadBalancerArgs): Problem[] {
  const component = `load balancer "${name}"`;
  return [
    ...checkListenerArn(component, args.listenerArn),
    ...checkEc2Id(component, "securityGroupId", "sg", args.securityGroupId),
    ...checkHostName(component, "dnsName", args.dnsName),
    ...checkHostName(component, "hostName", args.hostName),
    ...rangeProblem(component, "port", args.port, PORT, NETWORK_LISTENER_SOURCE),
    ...(args.reservedPriorities ?? []).flatMap((priority, index) =>
      rangeProblem(component, `reservedPriorities[${index}]`, priority, RULE_PRIORITY, RULE_SOURCE),
    ),
  ];
}

function checkListenerArn(component: string, value: unknown): Problem[] {
  if (typeof value !== "string") return [];
  const arn = parseArn(value);
  if (arn?.service === "elasticloadbalancing" && /^listener\/app(\/[\w-]+){3}$/.test(arn.resource)) return [];
  const isOther = arn?.resource.startsWith("listener/") === true && !arn.resource.startsWith("listener/app/");
  return [
    {
      component,
      argument: "listenerArn",
      value,
      message: isOther
        ? "Only listeners of Application Load Balancers have rules, and this is one of another kind."
        : "It is not the ARN of a listener: arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/NAME/ID/LISTENER.",
      fix: "Copy the ARN from the listener's page, not from the load balancer's.",
      source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html",
    },
  ];
}

function checkHostName(component: string, argument: string, value: unknown): Problem[] {
  if (typeof value !== "string" || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value)) return [];
  const message = "It is a host's name: no scheme, port or path.";
  return [{ component, argument, value, message, fix: "Write it as www.example.com." }];
}

/** Everything that its listener would refuse of the routes, at once and before there is one. */
export function checkExistingRoutes(
  name: string,
  { protocol, reservedPriorities = [] }: Pick<ExistingLoadBalancerArgs, "protocol" | "reservedPriorities">,
  routes: readonly Route[],
): Problem[] {
  return [
    ...checkRoutes(`load balancer "${name}"`, routes),
    ...routes.flatMap((route) => checkProtocolVersion(route, schemeOf(protocol))),
    ...checkReservedPriorities(name, reservedPriorities, routes),
  ];
}

/** What the rules that are there already leave no place for. */
export function checkReservedPriorities(
  name: string,
  reserved: readonly number[],
  routes: readonly Route[],
): Problem[] {
  const component = `load balancer "${name}"`;
  const problems = planRules(routes)
    .filter(({ priority }) => reserved.includes(priority))
    .map(({ name: service, priority }): Problem => ({
      component: `service "${service}"`,
      argument: "route.priority",
      value: priority,
      message: `A rule that ${component} has already has this priority.`,
      fix: "Set route.priority to one that is free, before or after the rule as it has to be asked.",
      source: RULE_SOURCE,
    }));
  const count = new Set(reserved).size + routes.length;
  if (count > ALB_QUOTAS.rulesPerLoadBalancer) {
    problems.push({
      component,
      argument: "routes",
      value: routes.length,
      message: `A load balancer has at most ${ALB_QUOTAS.rulesPerLoadBalancer} rules, and with those that are there already it would have ${count}.`,
      fix: "Use a second load balancer.",
      source: QUOTA_SOURCE,
    });
  }
  return problems;
}
