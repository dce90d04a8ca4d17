/**
 * What is different about Network Load Balancers.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html
 */
import type { Properties } from "../../model/graph";
import { alwaysPreservesClients, NETWORK_TARGET_PROTOCOLS, NLB_QUOTAS } from "../../model/network-load-balancing";
import type { NewResource, Refuse, World } from "../behaviour";
import { countItems, isSet, isTrue, number, text, texts } from "../read";
import { LISTENER, LOAD_BALANCER, refuseIf, TARGET_GROUP } from "./common";

/** `application`, `network` or `gateway`; undefined if there is no such load balancer. */
export function loadBalancerType(world: World, arn: string | undefined): string | undefined {
  return text(world.find(LOAD_BALANCER, arn)?.outputs ?? {}, "loadBalancerType");
}

/**
 * True if the change of security groups needs no new load balancer. A Network Load Balancer without groups can't get
 * any, nor can one with groups lose all.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export function keepsSecurityGroups(olds: Properties, news: Properties): boolean {
  const hasGroups = (inputs: Properties) => countItems(inputs, "securityGroups[]") > 0;
  return text(news, "loadBalancerType") !== "network" || hasGroups(olds) === hasGroups(news);
}

const FORWARDS = ["defaultActions[].targetGroupArn", "defaultActions[].forward.targetGroups[].arn"];

/** Listeners of Network Load Balancers forward, and nothing else, to target groups that go with their protocol. */
export function refuseNetworkListener({ inputs, world, existingId }: NewResource): void {
  const loadBalancerArn = text(inputs, "loadBalancerArn");
  const protocol = text(inputs, "protocol") ?? "HTTP";
  const targets = NETWORK_TARGET_PROTOCOLS[protocol];
  refuseIf(
    targets === undefined,
    "ValidationError",
    `Protocol '${protocol}' must be one of '${Object.keys(NETWORK_TARGET_PROTOCOLS).join(", ")}' for a Network Load Balancer`,
  );
  refuseIf(
    texts(inputs, "defaultActions[].type").some((type) => type !== "forward"),
    "InvalidLoadBalancerAction",
    "The actions of a Network Load Balancer's listener have to be of type forward",
  );
  refuseIf(
    protocol === "TLS" && texts(inputs, "defaultActions[].targetGroupArn").some((arn) => isSticky(world, arn)),
    "InvalidLoadBalancerAction",
    "Sticky sessions are not supported with TLS listeners",
  );
  for (const path of FORWARDS) refuseForeignProtocols(world, targets!, protocol, texts(inputs, path));
  const listeners = world.all(LISTENER).filter((other) => other.inputs.loadBalancerArn === loadBalancerArn);
  refuseIf(
    existingId === undefined && listeners.length >= NLB_QUOTAS.listenersPerLoadBalancer,
    "TooManyListeners",
    `The maximum number of listeners has been reached on load balancer '${loadBalancerArn}'`,
  );
}

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#sticky-sessions */
function isSticky(world: World, targetGroupArn: string): boolean {
  return isTrue(world.find(TARGET_GROUP, targetGroupArn)?.inputs ?? {}, "stickiness.enabled");
}

function refuseForeignProtocols(world: World, fitting: readonly string[], protocol: string, arns: string[]): void {
  for (const arn of arns) {
    const its = text(world.find(TARGET_GROUP, arn)?.outputs ?? {}, "protocol");
    refuseIf(
      its !== undefined && !fitting.includes(its),
      "IncompatibleProtocols",
      `Listener protocol '${protocol}' is not supported with target group protocol '${its}'`,
    );
  }
}

const NETWORK_PROTOCOLS = ["TCP", "TLS", "UDP", "TCP_UDP"];

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html */
export function checkNetworkTargetGroup(inputs: Properties, refuse: Refuse): void {
  const protocol = text(inputs, "protocol") ?? "";
  if (!NETWORK_PROTOCOLS.includes(protocol)) return;
  if (alwaysPreservesClients(protocol) && text(inputs, "preserveClientIp") === "false") {
    refuse("preserveClientIp", `With ${protocol} the clients' addresses are always preserved.`);
  }
  if (protocol === "TLS" && isSet(inputs, "stickiness.type") && isTrue(inputs, "stickiness.enabled")) {
    refuse("stickiness.enabled", "A target group of TLS knows no sticky sessions.");
  }
  if (text(inputs, "stickiness.type")?.endsWith("_cookie")) {
    refuse("stickiness.type", `A target group of ${protocol} knows no cookies, but source_ip.`);
  }
  for (const attribute of ["protocolVersion", "loadBalancingAlgorithmType", "slowStart"]) {
    const isGiven = attribute === "slowStart" ? (number(inputs, attribute) ?? 0) !== 0 : isSet(inputs, attribute);
    if (isGiven) refuse(attribute, `It is not supported by a target group of ${protocol}.`);
  }
  if (text(inputs, "healthCheck.protocol") !== "TCP") return;
  for (const part of ["path", "matcher"]) {
    if (isSet(inputs, `healthCheck.${part}`)) refuse(`healthCheck.${part}`, "A health check over TCP has none.");
  }
}

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSecurityGroups.html */
export function checkLoadBalancerType(inputs: Properties, refuse: Refuse): void {
  const type = text(inputs, "loadBalancerType");
  if (type !== "network" && isSet(inputs, "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic")) {
    refuse("enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "Only a Network Load Balancer has it.");
  }
}
