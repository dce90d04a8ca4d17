/** What listeners and rules do with requests, and which target groups that ties to a load balancer. */
import type { Properties } from "../../model/graph";
import type { Refuse, World } from "../behaviour";
import { findAll, isSet, text, texts } from "../read";
import { arn, integer, length, matching, oneOf, Rule } from "../rules";
import { LISTENER, LISTENER_RULE, refuseIf, TARGET_GROUP } from "./common";

/** Where an action may name target groups. */
export const forwardPaths = (actions: string) => [
  `${actions}[].targetGroupArn`,
  `${actions}[].forward.targetGroups[].arn`,
];

const ACTION_TYPES = [
  "forward",
  "redirect",
  "fixed-response",
  "authenticate-oidc",
  "authenticate-cognito",
  "jwt-validation",
];

/** Rules and defaults of the actions at a path, and what refers to what. */
export function actionTable(actions: string) {
  const redirect = `${actions}[].redirect`;
  return {
    rules: {
      [`${actions}[].type`]: oneOf(...ACTION_TYPES),
      [`${actions}[].order`]: integer(1, 50_000),
      [`${actions}[].fixedResponse.statusCode`]: matching(/^[245]\d\d$/, "A status code of the form 2XX, 4XX or 5XX"),
      [`${actions}[].fixedResponse.messageBody`]: length(0, 1024),
      [`${actions}[].fixedResponse.contentType`]: oneOf(
        "text/plain",
        "text/css",
        "text/html",
        "application/javascript",
        "application/json",
      ),
      [`${redirect}.statusCode`]: oneOf("HTTP_301", "HTTP_302"),
      [`${actions}[].targetGroupArn`]: arn("elasticloadbalancing", /^targetgroup\//),
      [`${actions}[].forward.targetGroups[].arn`]: arn("elasticloadbalancing", /^targetgroup\//),
      [`${actions}[].forward.targetGroups[].weight`]: integer(0, 999),
    } satisfies { [path: string]: Rule },
    defaults: {
      [`${redirect}.host`]: "#{host}",
      [`${redirect}.path`]: "/#{path}",
      [`${redirect}.port`]: "#{port}",
      [`${redirect}.protocol`]: "#{protocol}",
      [`${redirect}.query`]: "#{query}",
    },
    references: forwardPaths(actions).map((path) => ({
      path,
      type: TARGET_GROUP,
      notFound: "TargetGroupNotFound",
      holds: true,
    })),
  };
}

const ACTION_NEEDS: { readonly [type: string]: readonly string[] } = {
  forward: ["targetGroupArn", "forward"],
  redirect: ["redirect"],
  "fixed-response": ["fixedResponse"],
};

export function checkActions(inputs: Properties, actions: string, refuse: Refuse): void {
  findAll(inputs, `${actions}[]`).forEach(({ path, value }) => {
    const action = value as Properties;
    const needs = ACTION_NEEDS[text(action, "type") ?? ""];
    if (needs && !needs.some((name) => isSet(action, name))) {
      refuse(path, `An action of type ${text(action, "type")} needs ${needs.join(" or ")}.`);
    }
  });
}

/** The load balancer of a listener. */
export function loadBalancerOf(world: World, listenerArn: string | undefined): string | undefined {
  return text(world.find(LISTENER, listenerArn)?.inputs ?? {}, "loadBalancerArn");
}

/** The load balancers whose listeners or rules forward to the target group. */
export function loadBalancersOf(world: World, targetGroupArn: string | undefined): string[] {
  const forwards = (inputs: Properties, actions: string) =>
    forwardPaths(actions).some((path) => texts(inputs, path).some((each) => each === targetGroupArn));
  const fromListeners = world
    .all(LISTENER)
    .filter(({ inputs }) => forwards(inputs, "defaultActions"))
    .map(({ inputs }) => text(inputs, "loadBalancerArn"));
  const fromRules = world
    .all(LISTENER_RULE)
    .filter(({ inputs }) => forwards(inputs, "actions"))
    .map(({ inputs }) => loadBalancerOf(world, text(inputs, "listenerArn")));
  return [...new Set([...fromListeners, ...fromRules].filter((arn) => arn !== undefined))].sort();
}

/**
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-protocol-version
 */
export function refuseProtocolVersions(
  inputs: Properties,
  actions: string,
  listenerProtocol: string | undefined,
  world: World,
): void {
  if (listenerProtocol !== "HTTP") return;
  const version = forwardPaths(actions)
    .flatMap((path) => texts(inputs, path))
    .map((arn) => text(world.find(TARGET_GROUP, arn)?.outputs ?? {}, "protocolVersion"))
    .find((each) => each === "HTTP2" || each === "GRPC");
  refuseIf(
    version !== undefined,
    "InvalidLoadBalancerAction",
    `Listener protocol 'HTTP' is not supported with a target group with the protocol-version '${version}'`,
  );
}

/** Source: the page of CreateListener, `TargetGroupAssociationLimit`. */
export function refuseSharedTargetGroups(
  inputs: Properties,
  actions: string,
  loadBalancerArn: string | undefined,
  world: World,
): void {
  const shared = forwardPaths(actions)
    .flatMap((path) => texts(inputs, path))
    .find((arn) => loadBalancersOf(world, arn).some((other) => other !== loadBalancerArn));
  refuseIf(
    shared !== undefined,
    "TargetGroupAssociationLimit",
    `The following target groups cannot be associated with more than one load balancer: ${shared}`,
  );
}
