import { UNKNOWN, type Value } from "../../../model/graph";
import { xEks2 } from "../../../policies/controls/x-eks-2";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { EVERYWHERE, network } from "../network-case";

const OPEN = "has subnet public, which has a route to an internet gateway";
const PERHAPS = "does not tell yet which routes its subnets have";
const profile = (subnetIds: Value) => ({ type: "aws:eks/fargateProfile:FargateProfile", properties: { subnetIds } });
const unsure = (title: string, subnetIds: Value, others = network()): ControlCase => {
  return { kind: "unknown", title, ...profile(subnetIds), others, expected: [["indeterminate", "subnetIds", PERHAPS]] };
};

export const cases: ControlCases = {
  control: xEks2,
  cases: [
    { kind: "passing", title: "a private subnet", ...profile(["private"]), others: network(), expected: "pass" },
    {
      kind: "failing",
      title: "a public subnet among others",
      ...profile(["private", "public"]),
      others: network(),
      expected: [["fail", "subnetIds", OPEN, "public"]],
    },
    { kind: "absent", title: "all routes", ...profile(["public"]), others: network([], []), expected: "pass" },
    { ...unsure("the subnets: AWS takes all private ones", null), kind: "absent" },
    unsure("the subnets", UNKNOWN),
    unsure("one of the subnets", ["private", UNKNOWN]),
    unsure("a subnet of another stack", ["elsewhere"]),
    unsure("the target of a route", ["public"], network([], [{ cidrBlock: EVERYWHERE, gatewayId: UNKNOWN }])),
    { ...unsure("a subnet that is none", [CANARY]), kind: "canary" },
  ],
  impossible: { "not applicable": "Every profile has subnets." },
};
