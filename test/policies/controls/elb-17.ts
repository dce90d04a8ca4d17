import { type Properties, UNKNOWN } from "../../../model/graph";
import { elb17 } from "../../../policies/controls/elb-17";
import { TLS_POLICY } from "../../../model/tls";
import { CANARY, type ControlCases } from "../control-case";

const LISTENER = "aws:lb/listener:Listener";
const OTHER = "is none of the policies that AWS recommends";
const DEFAULT = "is not set, and what AWS then takes allows outdated encryption";

function listener(properties: Properties, type = LISTENER) {
  return { type, properties: { port: 443, protocol: "HTTPS", ...properties } };
}

export const cases: ControlCases = {
  control: elb17,
  cases: [
    { kind: "passing", title: "this platform's own", ...listener({ sslPolicy: TLS_POLICY }), expected: "pass" },
    {
      kind: "passing",
      title: "TLS 1.3 alone, of a Network Load Balancer",
      ...listener({ protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04" }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a recommended policy, whatever the listener speaks",
      ...listener({ protocol: UNKNOWN, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "the one that the console once proposed, which AWS recommends no more",
      ...listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
      expected: [["fail", "sslPolicy", OTHER]],
    },
    {
      kind: "failing",
      title: "the oldest",
      ...listener({ sslPolicy: "ELBSecurityPolicy-2016-08" }, "aws:alb/listener:Listener"),
      expected: [["fail", "sslPolicy", OTHER]],
    },
    {
      kind: "failing",
      title: "TLS with an old policy, in small letters",
      ...listener({ protocol: "tls", sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" }),
      expected: [["fail", "sslPolicy", OTHER]],
    },
    { kind: "absent", title: "the policy", ...listener({}), expected: [["fail", "sslPolicy", DEFAULT]] },
    {
      kind: "unknown",
      title: "the policy",
      ...listener({ sslPolicy: UNKNOWN }),
      expected: [["indeterminate", "sslPolicy", "is not known before deployment"]],
    },
    {
      kind: "unknown",
      title: "what the listener speaks",
      ...listener({ protocol: UNKNOWN }),
      expected: [["indeterminate", "sslPolicy", DEFAULT]],
    },
    { kind: "not applicable", title: "HTTP", ...listener({ protocol: "HTTP" }), expected: "not-applicable" },
    {
      kind: "not applicable",
      title: "no protocol: HTTP, or a Gateway Load Balancer's",
      ...listener({ protocol: null }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a policy that doesn't exist",
      ...listener({ sslPolicy: CANARY }),
      expected: [["fail", "sslPolicy", OTHER]],
    },
  ],
};
