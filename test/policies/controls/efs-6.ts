import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { efs6 } from "../../../policies/controls/efs-6";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const OPEN = "is a subnet that gives out public addresses";
const PERHAPS = "does not tell whether the subnet gives out public addresses";

const mountTarget = (subnetId: Value, computedFrom: readonly string[] = []) => ({
  type: "aws:efs/mountTarget:MountTarget",
  properties: { subnetId },
  computedFrom: { subnetId: computedFrom },
});
const subnet = (properties: Properties, name = "subnet"): CaseResource => ({
  type: "aws:ec2/subnet:Subnet",
  name,
  properties: { id: `subnet-${name}`, ...properties },
});

export const cases: ControlCases = {
  control: efs6,
  cases: [
    {
      kind: "passing",
      title: "a subnet without",
      ...mountTarget("subnet-subnet"),
      others: [subnet({ mapPublicIpOnLaunch: false })],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "one of two subnets without, whichever it is",
      ...mountTarget(UNKNOWN, ["one", "two"]),
      others: [subnet({}, "one"), subnet({ mapPublicIpOnLaunch: false }, "two")],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a subnet with",
      ...mountTarget("subnet-subnet"),
      others: [subnet({ mapPublicIpOnLaunch: true })],
      expected: [["fail", "subnetId", OPEN]],
    },
    {
      kind: "failing",
      title: "a subnet with, before it has an id",
      ...mountTarget(UNKNOWN, ["subnet"]),
      others: [subnet({ id: UNKNOWN, mapPublicIpOnLaunch: true })],
      expected: [["fail", "subnetId", OPEN]],
    },
    {
      kind: "absent",
      title: "what AWS doesn't do by itself",
      ...mountTarget("subnet-subnet"),
      others: [subnet({})],
      expected: "pass",
    },
    {
      kind: "unknown",
      title: "whether the subnet does",
      ...mountTarget("subnet-subnet"),
      others: [subnet({ mapPublicIpOnLaunch: UNKNOWN })],
      expected: [["indeterminate", "subnetId", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "another stack's subnet",
      ...mountTarget("subnet-other"),
      others: [subnet({ mapPublicIpOnLaunch: true })],
      expected: [["indeterminate", "subnetId", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "which of two subnets it is, of which one does",
      ...mountTarget(UNKNOWN, ["one", "two"]),
      others: [subnet({ mapPublicIpOnLaunch: true }, "one"), subnet({}, "two")],
      expected: [["indeterminate", "subnetId", PERHAPS]],
    },
    {
      kind: "canary",
      title: "no truth value",
      ...mountTarget("subnet-subnet"),
      others: [subnet({ mapPublicIpOnLaunch: CANARY })],
      expected: [["indeterminate", "subnetId", PERHAPS]],
    },
  ],
  impossible: { "not applicable": "Every mount target is in a subnet." },
};
