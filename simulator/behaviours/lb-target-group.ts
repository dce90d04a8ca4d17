/** Target groups: where a load balancer sends requests. */
import type { Properties } from "../../model/graph";
import {
  DEREGISTRATION_DELAY_SECONDS,
  HEALTH_CHECK,
  LOAD_BALANCING_ALGORITHMS,
  PROTOCOL_VERSIONS,
  SLOW_START_SECONDS,
  STICKINESS_SECONDS,
  stickyCookieProblem,
  successCodesProblem,
} from "../../model/load-balancing";
import { TARGET_GROUP_NAME } from "../../model/names";
import { alwaysPreservesClients } from "../../model/network-load-balancing";
import { inRange } from "../../model/ranges";
import type { Behaviour, Refuse } from "../behaviour";
import { isSet, number, text } from "../read";
import { all, integer, length, matching, named, oneOf } from "../rules";
import { arnOf, refuseIf, TARGET_GROUP, VPC } from "./common";
import { checkNetworkTargetGroup } from "./lb-network";
import { loadBalancersOf } from "./lb-actions";

const API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference";

export const targetGroup: Behaviour = {
  type: TARGET_GROUP,
  sources: [
    `${API}/API_CreateTargetGroup.html`,
    `${API}/API_TargetGroupAttribute.html`,
    `${API}/API_DeleteTargetGroup.html`,
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 32 },
  defaults: {
    deregistrationDelay: 300,
    targetType: "instance",
    "healthCheck.enabled": true,
    "healthCheck.healthyThreshold": 3,
    "healthCheck.interval": 30,
    "healthCheck.port": "traffic-port",
    "healthCheck.protocol": "HTTP",
    "healthCheck.unhealthyThreshold": 3,
    "stickiness.cookieDuration": 86_400,
    "stickiness.enabled": true,
  },
  rules: {
    deregistrationDelay: integer(DEREGISTRATION_DELAY_SECONDS.lowest, DEREGISTRATION_DELAY_SECONDS.highest),
    "healthCheck.healthyThreshold": integer(HEALTH_CHECK.threshold.lowest, HEALTH_CHECK.threshold.highest),
    "healthCheck.interval": integer(HEALTH_CHECK.intervalSeconds.lowest, HEALTH_CHECK.intervalSeconds.highest),
    "healthCheck.matcher": matching(
      /^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/,
      'Codes such as "200", "200,202" or "200-299"',
    ),
    "healthCheck.path": all(length(1, HEALTH_CHECK.pathMaxLength), matching(/^\//, "A path that begins with a slash")),
    "healthCheck.port": matching(/^(traffic-port|\d{1,5})$/, 'A port or "traffic-port"'),
    "healthCheck.protocol": oneOf("HTTP", "HTTPS", "TCP"),
    "healthCheck.timeout": integer(HEALTH_CHECK.timeoutSeconds.lowest, HEALTH_CHECK.timeoutSeconds.highest),
    "healthCheck.unhealthyThreshold": integer(HEALTH_CHECK.threshold.lowest, HEALTH_CHECK.threshold.highest),
    ipAddressType: oneOf("ipv4", "ipv6"),
    loadBalancingAlgorithmType: oneOf(...LOAD_BALANCING_ALGORITHMS),
    loadBalancingAnomalyMitigation: oneOf("on", "off"),
    name: named(TARGET_GROUP_NAME),
    port: integer(1, 65_535),
    protocol: oneOf("HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC"),
    protocolVersion: oneOf(...PROTOCOL_VERSIONS),
    "stickiness.cookieDuration": integer(STICKINESS_SECONDS.lowest, STICKINESS_SECONDS.highest),
    "stickiness.cookieName": (name) => (typeof name === "string" ? stickyCookieProblem(name) : undefined),
    "stickiness.type": oneOf("lb_cookie", "app_cookie", "source_ip", "source_ip_dest_ip", "source_ip_dest_ip_proto"),
    targetType: oneOf("instance", "ip", "lambda", "alb"),
  },
  check: (inputs, refuse) => {
    if (text(inputs, "targetType") !== "lambda") {
      for (const name of ["port", "protocol", "vpcId"]) {
        if (!isSet(inputs, name)) refuse(name, `A target group of type ${text(inputs, "targetType")} needs it.`);
      }
    }
    const [interval, timeout] = [number(inputs, "healthCheck.interval"), number(inputs, "healthCheck.timeout")];
    if (interval !== undefined && timeout !== undefined && timeout >= interval) {
      refuse("healthCheck.timeout", `It must be smaller than the interval of ${interval} seconds.`);
    }
    checkRequestRouting(inputs, refuse);
    checkNetworkTargetGroup(inputs, refuse);
  },
  references: [{ path: "vpcId", type: VPC, notFound: "ValidationError" }],
  replaceOn: [
    "ipAddressType",
    "name",
    "namePrefix",
    "port",
    "protocol",
    "protocolVersion",
    "region",
    "targetType",
    "vpcId",
  ],
  conflicts: ({ inputs, world, existingId }) => {
    const name = text(inputs, "name");
    const taken = world.all(TARGET_GROUP).some(({ id, inputs: other }) => id !== existingId && other.name === name);
    refuseIf(
      taken,
      "DuplicateTargetGroupName",
      `A target group with the same name '${name}' exists, but with different settings`,
    );
  },
  id: (resource) =>
    arnOf(resource, "elasticloadbalancing", `targetgroup/${text(resource.inputs, "name")}/${resource.hex(16)}`),
  implied: { lambdaMultiValueHeadersEnabled: false, proxyProtocolV2: false, slowStart: 0 },
  computed: {
    arn: ({ id }) => id,
    arnSuffix: ({ id }) => id.slice(id.indexOf("targetgroup/")),
    connectionTermination: ({ inputs }) => alwaysPreservesClients(text(inputs, "protocol") ?? ""),
    healthCheck: ({ inputs }) => ({
      enabled: true,
      healthyThreshold: 5,
      interval: 30,
      ...(text(inputs, "protocolVersion") === "GRPC"
        ? { matcher: "12", path: "/AWS.ALB/healthcheck" }
        : { matcher: "200", path: "/" }),
      port: "traffic-port",
      protocol: "HTTP",
      timeout: 5,
      unhealthyThreshold: 2,
    }),
    ipAddressType: () => "ipv4",
    loadBalancingAlgorithmType: () => "round_robin",
    loadBalancingAnomalyMitigation: () => "off",
    loadBalancingCrossZoneEnabled: () => "use_load_balancer_configuration",
    namePrefix: () => "",
    // Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
    preserveClientIp: ({ inputs }) => {
      const protocol = text(inputs, "protocol") ?? "";
      if (!/^(TCP|TLS|UDP|TCP_UDP)$/.test(protocol)) return "";
      return String(text(inputs, "targetType") === "instance" || alwaysPreservesClients(protocol));
    },
    protocolVersion: ({ inputs }) => (/^HTTP/.test(text(inputs, "protocol") ?? "") ? "HTTP1" : ""),
    stickiness: () => ({ cookieDuration: 86_400, enabled: false, type: "lb_cookie" }),
    targetFailovers: () => [],
    targetGroupHealth: () => ({
      dnsFailover: { minimumHealthyTargetsCount: "1", minimumHealthyTargetsPercentage: "off" },
      unhealthyStateRouting: { minimumHealthyTargetsCount: 1, minimumHealthyTargetsPercentage: "off" },
    }),
    targetHealthStates: () => [],
  },
  observed: { loadBalancerArns: ({ id, world }) => loadBalancersOf(world, id) },
  inUse: {
    code: "ResourceInUse",
    sentence: ({ id }) => `Target group '${id}' is currently in use by a listener or a rule`,
  },
};

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
function checkRequestRouting(inputs: Properties, refuse: Refuse): void {
  const slowStart = number(inputs, "slowStart") ?? 0;
  const algorithm = text(inputs, "loadBalancingAlgorithmType") ?? "round_robin";
  if (slowStart !== 0 && !inRange(slowStart, SLOW_START_SECONDS)) {
    refuse("slowStart", "0, or 30 to 900 seconds are possible.");
  }
  if (slowStart !== 0 && algorithm !== "round_robin") {
    refuse("slowStart", `Slow start is not supported with the algorithm ${algorithm}.`);
  }
  if (text(inputs, "loadBalancingAnomalyMitigation") === "on" && algorithm !== "weighted_random") {
    refuse("loadBalancingAnomalyMitigation", "It is only supported with the algorithm weighted_random.");
  }
  if (text(inputs, "stickiness.type") === "app_cookie" && !isSet(inputs, "stickiness.cookieName")) {
    refuse("stickiness.cookieName", "It is needed for the type app_cookie.");
  }
  const codes = text(inputs, "healthCheck.matcher");
  const problem =
    codes !== undefined && /^HTTPS?$/.test(text(inputs, "protocol") ?? "")
      ? successCodesProblem(codes, text(inputs, "protocolVersion") ?? "HTTP1")
      : undefined;
  if (problem !== undefined) refuse("healthCheck.matcher", problem);
}
