import { type Properties, UNKNOWN } from "../../../model/graph";
import { ec2_6 } from "../../../policies/controls/ec2-6";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const NONE = "is named by no flow log of the stack that records what was rejected";
const PERHAPS = "does not tell yet whether a flow log records what was rejected";

const vpc = (id: Properties[string] = "vpc-1") => ({ type: "aws:ec2/vpc:Vpc", properties: { id } });
const log = (properties: Properties, computedFrom: readonly string[] = []): CaseResource => {
  return {
    type: FLOW_LOG,
    name: "log",
    properties: { vpcId: "vpc-1", trafficType: "ALL", ...properties },
    computedFrom: { vpcId: computedFrom },
  };
};

export const cases: ControlCases = {
  control: ec2_6,
  cases: [
    { kind: "passing", title: "everything recorded", ...vpc(), others: [log({})], expected: "pass" },
    {
      kind: "passing",
      title: "what was rejected",
      ...vpc(),
      others: [log({ trafficType: "REJECT" })],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a VPC that has no id yet",
      ...vpc(UNKNOWN),
      others: [log({ vpcId: UNKNOWN }, ["subject"])],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "only what was accepted",
      ...vpc(),
      others: [log({ trafficType: "ACCEPT" })],
      expected: [["fail", "id", NONE]],
    },
    {
      kind: "failing",
      title: "a flow log of another VPC",
      ...vpc(),
      others: [log({ vpcId: "vpc-2" })],
      expected: [["fail", "id", NONE]],
    },
    {
      kind: "failing",
      title: "a flow log of one of its subnets alone",
      ...vpc(),
      others: [log({ vpcId: null, subnetId: "subnet-1" })],
      expected: [["fail", "id", NONE]],
    },
    { kind: "absent", title: "no flow log", ...vpc(), expected: [["fail", "id", NONE]] },
    {
      kind: "absent",
      title: "what it records",
      ...vpc(),
      others: [log({ trafficType: null })],
      expected: [["fail", "id", NONE]],
    },
    {
      kind: "unknown",
      title: "which VPC it is about",
      ...vpc(),
      others: [log({ vpcId: UNKNOWN })],
      expected: [["indeterminate", "id", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "what it records",
      ...vpc(),
      others: [log({ trafficType: UNKNOWN })],
      expected: [["indeterminate", "id", PERHAPS]],
    },
    {
      kind: "canary",
      title: "a kind of traffic that is none",
      ...vpc(),
      others: [log({ trafficType: CANARY })],
      expected: [["fail", "id", NONE]],
    },
  ],
  impossible: { "not applicable": "Every VPC can have a flow log." },
};
