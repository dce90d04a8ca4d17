import { type Properties, UNKNOWN } from "../../../model/graph";
import { ec2_2 } from "../../../policies/controls/ec2-2";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const VPC = "aws:ec2/vpc:Vpc";
const GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const PATH = "defaultSecurityGroupId";
const LEFT = "is a group that the stack does not take over, so it keeps the rules that AWS made";
const PERHAPS = "does not tell yet whether the stack takes this group over";
const RULE = "is a rule of the default group, which should have none";
const NOT_YET = "is not known before deployment";

const vpc = (id: Properties[string] = "vpc-1") => ({ type: VPC, properties: { id, cidrBlock: "10.0.0.0/16" } });
const group = (properties: Properties) => ({ type: GROUP, properties: { vpcId: "vpc-1", ...properties } });
const closed = (vpcId: Properties[string], computedFrom: readonly string[] = []): CaseResource => {
  return {
    type: GROUP,
    name: "closed",
    properties: { vpcId, ingress: [], egress: [] },
    computedFrom: { vpcId: computedFrom },
  };
};
const OTHER_VPC: CaseResource = { type: VPC, name: "other", properties: { id: "vpc-2" } };
const EVERYTHING = { protocol: "-1", fromPort: 0, toPort: 0, self: true };

export const cases: ControlCases = {
  control: ec2_2,
  cases: [
    {
      kind: "passing",
      title: "a VPC whose group is taken over",
      ...vpc(),
      others: [closed("vpc-1")],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a VPC that has no id yet",
      ...vpc(UNKNOWN),
      others: [closed(UNKNOWN, ["subject"])],
      expected: "pass",
    },
    { kind: "passing", title: "a group without rules", ...group({ ingress: [], egress: [] }), expected: "pass" },
    {
      kind: "failing",
      title: "a VPC whose group is left alone",
      ...vpc(),
      others: [closed("vpc-2"), OTHER_VPC],
      expected: [["fail", PATH, LEFT]],
    },
    {
      kind: "failing",
      title: "a VPC that has no id yet, beside another whose group is taken over",
      ...vpc(UNKNOWN),
      others: [closed(UNKNOWN, ["other"]), OTHER_VPC],
      expected: [["fail", PATH, LEFT]],
    },
    {
      kind: "failing",
      title: "a VPC that has no id yet, beside one that has and whose group is taken over",
      ...vpc(UNKNOWN),
      others: [closed("vpc-2"), OTHER_VPC],
      expected: [["fail", PATH, LEFT]],
    },
    {
      kind: "failing",
      title: "a group with rules",
      ...group({ ingress: [EVERYTHING], egress: [EVERYTHING] }),
      expected: [
        ["fail", "ingress[0]", RULE, "ingress"],
        ["fail", "egress[0]", RULE, "egress"],
      ],
    },
    { kind: "absent", title: "a VPC alone", ...vpc(), expected: [["fail", PATH, LEFT]] },
    {
      kind: "absent",
      title: "a group of the region's default VPC is not this one's",
      ...vpc(),
      others: [closed(null)],
      expected: [["fail", PATH, LEFT]],
    },
    { kind: "absent", title: "the provider removes rules that are not mentioned", ...group({}), expected: "pass" },
    {
      kind: "unknown",
      title: "whose group it is",
      ...vpc(),
      others: [closed(UNKNOWN)],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "which of two VPCs the group was computed from",
      ...vpc(UNKNOWN),
      others: [closed(UNKNOWN, ["subject", "other"]), OTHER_VPC],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "whether the group's id of a VPC is this one's",
      ...vpc(UNKNOWN),
      others: [closed("vpc-9")],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "the rules",
      ...group({ ingress: UNKNOWN, egress: [] }),
      expected: [["indeterminate", "ingress", NOT_YET, "ingress"]],
    },
    {
      kind: "canary",
      title: "a description, and rules that are none",
      ...group({ ingress: [{ description: CANARY }], egress: CANARY }),
      expected: [
        ["fail", "ingress[0]", RULE, "ingress"],
        ["indeterminate", "egress", "is not a list", "egress"],
      ],
    },
  ],
  impossible: { "not applicable": "Every VPC has a default group." },
};
