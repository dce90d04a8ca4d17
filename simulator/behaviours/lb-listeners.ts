/** Listeners and their rules. */
import { ALB_QUOTAS, hostPatternProblem, pathPatternProblem, RULE_PRIORITY } from "../../model/load-balancing";
import {
  headerNameProblem,
  headerPatternProblem,
  queryPatternProblem,
  requestMethodProblem,
  sourceCidrProblem,
} from "../../model/rule-conditions";
import { TCP_IDLE_TIMEOUT_SECONDS } from "../../model/network-load-balancing";
import type { Behaviour, Existing, World } from "../behaviour";
import { countItems, isSet, number, objects, text, texts } from "../read";
import { loadBalancerType, refuseNetworkListener } from "./lb-network";
import { arn, integer, matching, oneOf, Rule } from "../rules";
import { LISTENER, LISTENER_RULE, LOAD_BALANCER, refuseIf } from "./common";
import { refusePendingCertificate } from "./acm";
import {
  actionTable,
  checkActions,
  loadBalancerOf,
  refuseProtocolVersions,
  refuseSharedTargetGroups,
} from "./lb-actions";

const API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";

const defaultActions = actionTable("defaultActions");

const listener: Behaviour = {
  type: LISTENER,
  sources: [`${API}/API_CreateListener.html`, `${API}/API_Action.html`, `${API}/API_ListenerAttribute.html`],
  taggable: true,
  required: ["defaultActions", "loadBalancerArn"],
  defaults: defaultActions.defaults,
  rules: {
    ...defaultActions.rules,
    certificateArn: matching(/^arn:aws[a-z-]*:(acm|iam):/, "The ARN of a certificate in ACM or IAM"),
    loadBalancerArn: arn("elasticloadbalancing", /^loadbalancer\//),
    port: integer(1, 65_535),
    tcpIdleTimeoutSeconds: integer(TCP_IDLE_TIMEOUT_SECONDS.lowest, TCP_IDLE_TIMEOUT_SECONDS.highest),
    routingHttpResponseStrictTransportSecurityHeaderValue: matching(
      /^max-age=\d+(; ?includeSubDomains)?(; ?preload)?$/,
      "max-age=SECONDS; includeSubDomains; preload, of which the last two may be left out,",
    ),
    protocol: oneOf("HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC"),
  },
  check: (inputs, refuse) => {
    checkActions(inputs, "defaultActions", refuse);
    const protocol = text(inputs, "protocol");
    const isEncrypted = protocol === "HTTPS" || protocol === "TLS";
    if (isEncrypted && !isSet(inputs, "certificateArn")) {
      refuse("certificateArn", `A certificate must be specified for ${protocol} listeners.`);
    }
    if (protocol !== undefined && !isEncrypted && isSet(inputs, "sslPolicy"))
      refuse("sslPolicy", "Only HTTPS and TLS listeners have one.");
    // Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
    if (protocol !== undefined && protocol !== "TCP" && isSet(inputs, "tcpIdleTimeoutSeconds")) {
      refuse("tcpIdleTimeoutSeconds", "Only TCP listeners have one.");
    }
  },
  references: [
    { path: "loadBalancerArn", type: LOAD_BALANCER, notFound: "LoadBalancerNotFound" },
    ...defaultActions.references,
  ],
  replaceOn: ["loadBalancerArn", "region"],
  conflicts: (resource) => {
    refusePendingCertificate(resource);
    const { inputs, world, existingId } = resource;
    const loadBalancerArn = text(inputs, "loadBalancerArn");
    const twin = world
      .all(LISTENER)
      .find(
        (other) =>
          other.id !== existingId &&
          other.inputs.loadBalancerArn === loadBalancerArn &&
          other.inputs.port === inputs.port,
      );
    refuseIf(
      twin !== undefined,
      "DuplicateListener",
      `A listener already exists on port ${number(inputs, "port")} of this load balancer '${loadBalancerArn}'`,
    );
    const type = loadBalancerType(world, loadBalancerArn);
    if (type === "network") refuseNetworkListener(resource);
    const protocol = text(inputs, "protocol");
    refuseIf(
      type === "application" && protocol !== "HTTP" && protocol !== "HTTPS",
      "ValidationError",
      `Protocol '${protocol}' must be one of 'HTTP, HTTPS' for an Application Load Balancer`,
    );
    refuseProtocolVersions(inputs, "defaultActions", protocol ?? "HTTP", world);
    refuseSharedTargetGroups(inputs, "defaultActions", loadBalancerArn, world);
  },
  // …:listener/app/NAME/LOAD-BALANCER/LISTENER
  id: ({ inputs, hex }) => `${text(inputs, "loadBalancerArn")?.replace(":loadbalancer/", ":listener/")}/${hex(16)}`,
  computed: {
    arn: ({ id }) => id,
    mutualAuthentication: () => ({ mode: "off" }),
    protocol: () => "HTTP",
    routingHttpResponseServerEnabled: () => true,
    sslPolicy: ({ inputs }) =>
      /^(HTTPS|TLS)$/.test(text(inputs, "protocol") ?? "") ? "ELBSecurityPolicy-2016-08" : "",
    tcpIdleTimeoutSeconds: () => 350,
    ...Object.fromEntries(
      [
        ...["", "Issuer", "Leaf", "SerialNumber", "Subject", "Validity"].map(
          (part) => `RequestXAmznMtlsClientcert${part}HeaderName`,
        ),
        "RequestXAmznTlsCipherSuiteHeaderName",
        "RequestXAmznTlsVersionHeaderName",
        ...["AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigin", "ExposeHeaders", "MaxAge"].map(
          (part) => `ResponseAccessControl${part}HeaderValue`,
        ),
        "ResponseContentSecurityPolicyHeaderValue",
        "ResponseStrictTransportSecurityHeaderValue",
        "ResponseXContentTypeOptionsHeaderValue",
        "ResponseXFrameOptionsHeaderValue",
      ].map((header) => [`routingHttp${header}`, () => ""]),
    ),
  },
};

const ruleActions = actionTable("actions");

const pattern =
  (problem: (text: string) => string | undefined): Rule =>
  (value) =>
    typeof value === "string" ? problem(value) : undefined;

const listenerRule: Behaviour = {
  type: LISTENER_RULE,
  sources: [`${API}/API_CreateRule.html`, `${API}/API_RuleCondition.html`, `${API}/API_Action.html`],
  taggable: true,
  required: ["actions", "conditions", "listenerArn"],
  defaults: ruleActions.defaults,
  rules: {
    ...ruleActions.rules,
    "conditions[].hostHeader.values[]": pattern(hostPatternProblem),
    "conditions[].pathPattern.values[]": pattern(pathPatternProblem),
    "conditions[].httpHeader.httpHeaderName": pattern(headerNameProblem),
    "conditions[].httpHeader.values[]": pattern(headerPatternProblem),
    "conditions[].queryStrings[].key": pattern(queryPatternProblem),
    "conditions[].queryStrings[].value": pattern(queryPatternProblem),
    "conditions[].httpRequestMethod.values[]": pattern(requestMethodProblem),
    // Load balancers with IPv6 addresses also know their ranges.
    "conditions[].sourceIp.values[]": pattern((text) => (text.includes(":") ? undefined : sourceCidrProblem(text))),
    listenerArn: arn("elasticloadbalancing", /^listener\//),
    priority: integer(RULE_PRIORITY.lowest, RULE_PRIORITY.highest),
  },
  check: (inputs, refuse) => {
    checkActions(inputs, "actions", refuse);
    const values = CONDITION_VALUES.reduce((sum, path) => sum + countItems(inputs, path), 0);
    if (values > ALB_QUOTAS.conditionValuesPerRule) {
      refuse(
        "conditions",
        `A rule has at most ${ALB_QUOTAS.conditionValuesPerRule} condition values, this one has ${values}.`,
      );
    }
    const wildcards = WILDCARD_TEXTS.flatMap((path) => texts(inputs, path))
      .join("")
      .replace(/[^*?]/g, "").length;
    if (wildcards > ALB_QUOTAS.wildcardsPerRule) {
      refuse(
        "conditions",
        `A rule has at most ${ALB_QUOTAS.wildcardsPerRule} condition wildcards, this one has ${wildcards}.`,
      );
    }
    const conditions = objects(inputs, "conditions[]");
    if (conditions.some((condition) => CONDITION_KINDS.filter((kind) => isSet(condition, kind)).length !== 1)) {
      refuse("conditions", `A condition is exactly one of ${CONDITION_KINDS.join(", ")}.`);
    }
    for (const kind of SINGLE_CONDITIONS) {
      const count = conditions.filter((condition) => isSet(condition, kind)).length;
      if (count > 1) refuse("conditions", `A rule has one condition ${kind} at most, this one has ${count}.`);
    }
  },
  references: [{ path: "listenerArn", type: LISTENER, notFound: "ListenerNotFound" }, ...ruleActions.references],
  replaceOn: ["listenerArn", "region"],
  conflicts: ({ inputs, world, existingId }) => {
    const listenerArn = text(inputs, "listenerArn");
    refuseIf(
      loadBalancerType(world, loadBalancerOf(world, listenerArn)) === "network",
      "OperationNotPermitted",
      "Rules are unsupported for Network Load Balancer listeners",
    );
    const siblings = rulesOf(world, listenerArn).filter(({ id }) => id !== existingId);
    const priority = number(inputs, "priority");
    refuseIf(
      priority !== undefined && siblings.some(({ outputs }) => number(outputs, "priority") === priority),
      "PriorityInUse",
      `Priority '${priority}' is currently in use`,
    );
    const loadBalancerArn = loadBalancerOf(world, listenerArn);
    const rules = world
      .all(LISTENER_RULE)
      .filter(
        ({ id, inputs: other }) =>
          id !== existingId && loadBalancerOf(world, text(other, "listenerArn")) === loadBalancerArn,
      );
    refuseIf(
      rules.length >= ALB_QUOTAS.rulesPerLoadBalancer,
      "TooManyRules",
      `The maximum number of rules has been reached on load balancer '${loadBalancerArn}'`,
    );
    const protocol = text(world.find(LISTENER, listenerArn)?.outputs ?? {}, "protocol");
    refuseProtocolVersions(inputs, "actions", protocol, world);
    refuseSharedTargetGroups(inputs, "actions", loadBalancerArn, world);
  },
  // …:listener-rule/app/NAME/LOAD-BALANCER/LISTENER/RULE
  id: ({ inputs, hex }) => `${text(inputs, "listenerArn")?.replace(":listener/", ":listener-rule/")}/${hex(16)}`,
  computed: {
    arn: ({ id }) => id,
    // The provider takes the next one after the highest.
    priority: ({ inputs, world }) =>
      Math.max(
        0,
        ...rulesOf(world, text(inputs, "listenerArn")).map(({ outputs }) => number(outputs, "priority") ?? 0),
      ) + 1,
  },
};

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
const SINGLE_CONDITIONS = ["hostHeader", "httpRequestMethod", "pathPattern", "sourceIp"];
const CONDITION_KINDS = [...SINGLE_CONDITIONS, "httpHeader", "queryStrings"];

const CONDITION_VALUES = ["hostHeader", "httpHeader", "httpRequestMethod", "pathPattern", "sourceIp"]
  .map((kind) => `conditions[].${kind}.values[]`)
  .concat("conditions[].queryStrings[]");

const WILDCARD_TEXTS = ["hostHeader", "httpHeader", "pathPattern"]
  .map((kind) => `conditions[].${kind}.values[]`)
  .concat("conditions[].queryStrings[].key", "conditions[].queryStrings[].value");

function rulesOf(world: World, listenerArn: string | undefined): Existing[] {
  return world.all(LISTENER_RULE).filter(({ inputs }) => inputs.listenerArn === listenerArn);
}

export const LB_LISTENERS: readonly Behaviour[] = [listener, listenerRule];
