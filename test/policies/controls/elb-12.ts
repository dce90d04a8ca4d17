import { type Properties, UNKNOWN } from "../../../model/graph";
import { elb12 } from "../../../policies/controls/elb-12";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const DESYNC = "is neither defensive nor strictest, so ambiguous requests reach the program";
const ZONES = "are fewer than two, so it fails with its zone";

const balancer = (properties: Properties, type = "aws:lb/loadBalancer:LoadBalancer") => ({
  type,
  properties: { subnets: ["subnet-1", "subnet-2"], ...properties },
});
const passing = (title: string, properties: Properties): ControlCase => {
  return { kind: "passing", title, ...balancer(properties), expected: "pass" };
};
const monitored = (type?: string): ControlCase => ({
  kind: "failing",
  title: `ambiguous requests are only counted: ${type}`,
  ...balancer({ desyncMitigationMode: "monitor" }, type),
  expected: [["fail", "desyncMitigationMode", DESYNC, "desync"]],
});

export const cases: ControlCases = {
  control: elb12,
  cases: [
    passing("two subnets", {}),
    passing("two subnets, before they have ids", { subnets: [UNKNOWN, UNKNOWN] }),
    passing("two subnets with addresses", { subnets: null, subnetMappings: [{}, {}], loadBalancerType: "network" }),
    passing("defensive", { desyncMitigationMode: "defensive" }),
    passing("strictest", { desyncMitigationMode: "strictest" }),
    passing("a Network Load Balancer reads nothing", { loadBalancerType: "network", desyncMitigationMode: "monitor" }),
    monitored("aws:lb/loadBalancer:LoadBalancer"),
    monitored("aws:alb/loadBalancer:LoadBalancer"),
    {
      kind: "failing",
      title: "one subnet",
      ...balancer({ subnets: ["subnet-1"] }),
      expected: [["fail", "subnets", ZONES, "zones"]],
    },
    {
      kind: "absent",
      title: "subnets",
      ...balancer({ subnets: null }),
      expected: [["fail", "subnets", ZONES, "zones"]],
    },
    {
      kind: "unknown",
      title: "the mode",
      ...balancer({ desyncMitigationMode: UNKNOWN }),
      expected: [["indeterminate", "desyncMitigationMode", NOT_YET, "desync"]],
    },
    {
      kind: "unknown",
      title: "the kind of load balancer",
      ...balancer({ desyncMitigationMode: "monitor", loadBalancerType: UNKNOWN }),
      expected: [["indeterminate", "desyncMitigationMode", DESYNC, "desync"]],
    },
    {
      kind: "unknown",
      title: "how many subnets",
      ...balancer({ subnets: UNKNOWN }),
      expected: [["indeterminate", "subnets", "does not tell yet in how many zones it is", "zones"]],
    },
    {
      kind: "canary",
      title: "a mode",
      ...balancer({ desyncMitigationMode: CANARY }),
      expected: [["fail", "desyncMitigationMode", DESYNC, "desync"]],
    },
  ],
  impossible: { "not applicable": "Every load balancer is in zones." },
};
