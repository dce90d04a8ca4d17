import { type Properties, UNKNOWN } from "../../../model/graph";
import { elb5 } from "../../../policies/controls/elb-5";
import { CANARY, type ControlCases } from "../control-case";

const PATH = "accessLogs.enabled";
const OFF = "is not true, so nobody can tell later who asked for what";

function loadBalancer(properties: Properties, type = "aws:lb/loadBalancer:LoadBalancer") {
  return { type, properties: { name: "public", ...properties } };
}

export const cases: ControlCases = {
  control: elb5,
  cases: [
    {
      kind: "passing",
      title: "with access logs",
      ...loadBalancer({ loadBalancerType: "application", accessLogs: { bucket: UNKNOWN, enabled: true } }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a bucket, but nothing in it",
      ...loadBalancer({ accessLogs: { bucket: "logs", enabled: false } }),
      expected: [["fail", PATH, OFF]],
    },
    {
      kind: "failing",
      title: "of the other token",
      ...loadBalancer({ loadBalancerType: "application" }, "aws:alb/loadBalancer:LoadBalancer"),
      expected: [["fail", PATH, OFF]],
    },
    { kind: "absent", title: "the logs", ...loadBalancer({}), expected: [["fail", PATH, OFF]] },
    {
      kind: "absent",
      title: "the switch",
      ...loadBalancer({ accessLogs: { bucket: "logs" } }),
      expected: [["fail", PATH, OFF]],
    },
    {
      kind: "unknown",
      title: "the switch",
      ...loadBalancer({ accessLogs: { bucket: "logs", enabled: UNKNOWN } }),
      expected: [["indeterminate", PATH, "is not known before deployment"]],
    },
    {
      kind: "unknown",
      title: "the kind of load balancer",
      ...loadBalancer({ loadBalancerType: UNKNOWN }),
      expected: [["indeterminate", PATH, OFF]],
    },
    {
      kind: "not applicable",
      title: "a Network Load Balancer",
      ...loadBalancer({ loadBalancerType: "network" }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a switch of the wrong kind",
      ...loadBalancer({ accessLogs: { bucket: CANARY, prefix: CANARY, enabled: CANARY } }),
      expected: [["indeterminate", PATH, "is not true or false"]],
    },
  ],
};
