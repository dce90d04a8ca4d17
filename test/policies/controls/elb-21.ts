import { UNKNOWN, type Properties } from "../../../model/graph";
import { elb21 } from "../../../policies/controls/elb-21";
import { CANARY, type ControlCase, type ControlCases, type ExpectedFinding } from "../control-case";
import { NOT_YET } from "../task-definition";

const PLAIN = "is none that encrypts, so requests are plain inside the VPC";
const PLAIN_CHECKS = "is not HTTPS, so health checks are plain inside the VPC";
const HTTPS = { protocol: "HTTPS", healthCheck: { protocol: "HTTPS" } };
const CHECK = "healthCheck.protocol";

const group = (properties: Properties, type = "aws:lb/targetGroup:TargetGroup") => {
  return { type, properties: { targetType: "ip", ...HTTPS, ...properties } };
};
const found = (
  kind: ControlCase["kind"],
  title: string,
  properties: Properties,
  ...expected: readonly ExpectedFinding[]
): ControlCase => ({ kind, title, ...group(properties), expected });
const protocol = ["fail", "protocol", PLAIN, "protocol"] as const;
const check = ["fail", CHECK, PLAIN_CHECKS, "health check"] as const;

export const cases: ControlCases = {
  control: elb21,
  cases: [
    { kind: "passing", title: "HTTPS", ...group({}), expected: "pass" },
    ...["TLS", "QUIC", "TCP_QUIC"].map((each): ControlCase => ({
      kind: "passing",
      title: each,
      ...group({ protocol: each }),
      expected: "pass",
    })),
    {
      kind: "passing",
      title: "a load balancer behind it, which is only connected to",
      ...group({ protocol: "TCP", targetType: "alb" }),
      expected: "pass",
    },
    { kind: "passing", title: "appliances", ...group({ protocol: "GENEVE" }), expected: "pass" },
    found("failing", "HTTP", { protocol: "HTTP" }, protocol),
    found("failing", "TCP", { protocol: "TCP" }, protocol),
    {
      ...found("failing", "of the other token", {}),
      ...group({ protocol: "HTTP" }, "aws:alb/targetGroup:TargetGroup"),
      expected: [protocol],
    },
    found("failing", "plain health checks", { healthCheck: { protocol: "HTTP" } }, check),
    found(
      "failing",
      "plain health checks of appliances",
      { protocol: "GENEVE", healthCheck: { protocol: "TCP" } },
      check,
    ),
    found("absent", "both protocols", { protocol: null, healthCheck: null }, protocol, check),
    found("unknown", "the protocol", { protocol: UNKNOWN }, ["indeterminate", "protocol", NOT_YET, "protocol"]),
    found("unknown", "the health checks", { healthCheck: UNKNOWN }, ["indeterminate", CHECK, NOT_YET, "health check"]),
    found("unknown", "whether it calls a function, if something is wrong", { targetType: UNKNOWN, protocol: "HTTP" }, [
      "indeterminate",
      "protocol",
      PLAIN,
      "protocol",
    ]),
    {
      kind: "not applicable",
      title: "a function",
      ...group({ targetType: "lambda", protocol: null, healthCheck: null }),
      expected: "not-applicable",
    },
    found("canary", "a protocol that is none", { protocol: CANARY }, protocol),
  ],
};
