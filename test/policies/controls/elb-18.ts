import { UNKNOWN, type Properties } from "../../../model/graph";
import { elb18 } from "../../../policies/controls/elb-18";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

const PLAIN = "is neither HTTPS nor TLS";
const FORWARD = [{ type: "forward", targetGroupArn: "arn:targets" }];
const REDIRECT = [{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }];

const listener = (properties: Properties, type = "aws:lb/listener:Listener") => {
  return { type, properties: { port: 80, defaultActions: FORWARD, ...properties } };
};
const failing = (title: string, properties: Properties, type?: string): ControlCase => {
  return { kind: "failing", title, ...listener(properties, type), expected: [["fail", "protocol", PLAIN]] };
};
const unsure = (title: string, properties: Properties): ControlCase => {
  const expected = [["indeterminate", "protocol", perhaps(PLAIN)]] as const;
  return { kind: "unknown", title, ...listener(properties), expected };
};

export const cases: ControlCases = {
  control: elb18,
  cases: [
    { kind: "passing", title: "HTTPS", ...listener({ protocol: "HTTPS" }), expected: "pass" },
    { kind: "passing", title: "TLS", ...listener({ protocol: "TLS" }), expected: "pass" },
    {
      kind: "passing",
      title: "HTTP that only redirects to HTTPS",
      ...listener({ protocol: "HTTP", defaultActions: REDIRECT }),
      expected: "pass",
    },
    failing("HTTP that forwards", { protocol: "HTTP" }),
    failing("of the other token", { protocol: "HTTP" }, "aws:alb/listener:Listener"),
    failing("TCP", { protocol: "TCP" }),
    failing("TCP, whatever its action is called", { protocol: "TCP", defaultActions: REDIRECT }),
    failing("a redirect that stays on HTTP", {
      protocol: "HTTP",
      defaultActions: [{ type: "redirect", redirect: { port: "81", statusCode: "HTTP_301" } }],
    }),
    { ...failing("the protocol, which makes it HTTP", {}), kind: "absent" },
    { ...failing("the actions", { protocol: "HTTP", defaultActions: null }), kind: "absent" },
    unsure("the protocol", { protocol: UNKNOWN }),
    unsure("the actions", { protocol: "HTTP", defaultActions: UNKNOWN }),
    {
      kind: "not applicable",
      title: "a Gateway Load Balancer's",
      ...listener({ port: null }),
      expected: "not-applicable",
    },
    unsure("whether it has a protocol", { port: UNKNOWN }),
    { ...failing("a protocol that is none", { protocol: CANARY }), kind: "canary" },
  ],
};
