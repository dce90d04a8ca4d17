import { type Properties, UNKNOWN } from "../../../model/graph";
import { xNet2 } from "../../../policies/controls/x-net-2";
import { CANARY, type ControlCases } from "../control-case";
import { fromRange, network, other } from "../network-case";

const PATH = "vpcSecurityGroupIds";
const RANGE = "lets in a range of addresses by group";
const database = (change: Properties = {}) => ({
  type: "aws:rds/instance:Instance",
  properties: { dbSubnetGroupName: "private-group", vpcSecurityGroupIds: ["group"], port: 5432, ...change },
});
const target = {
  type: "aws:efs/mountTarget:MountTarget",
  properties: { subnetId: "private", securityGroups: ["group"] },
};
const fromGroup = (id: Properties[string]) => ({
  protocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  securityGroups: [id!],
});

export const cases: ControlCases = {
  control: xNet2,
  cases: [
    {
      kind: "passing",
      title: "a database that names its clients' group",
      ...database(),
      others: network([fromGroup("callers")]),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a group of another stack",
      ...database(),
      others: network([fromGroup("sg-0123")]),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a range that is declared, or a part of it",
      ...database(),
      others: network([fromRange("10.9.0.0/24"), fromRange("10.9.0.128/25")]),
      settings: { clientRanges: ["10.9.0.0/24"] },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a database that lets in a range",
      ...database(),
      others: network([fromRange("10.0.0.0/16")]),
      expected: [["fail", PATH, RANGE, "group"]],
    },
    {
      kind: "failing",
      title: "a range that is wider than the declared one",
      ...database(),
      others: network([fromRange("10.9.0.0/23")]),
      settings: { clientRanges: ["10.9.0.0/24", "fd00::/8"] },
      expected: [["fail", PATH, RANGE, "group"]],
    },
    {
      kind: "failing",
      title: "a range that begins before the declared one",
      ...database(),
      others: network([fromRange("10.8.0.0/15")]),
      settings: { clientRanges: ["10.9.0.0/16"] },
      expected: [["fail", PATH, RANGE, "group"]],
    },
    {
      kind: "failing",
      title: "a range whose numbers are declared for the other family",
      ...database(),
      others: network([fromRange("10.9.0.0/24")]),
      settings: { clientRanges: ["::/64"] },
      expected: [["fail", PATH, RANGE, "group"]],
    },
    {
      kind: "failing",
      title: "a mount target that lets in a range",
      ...target,
      others: network([fromRange("10.0.0.0/16")]),
      expected: [["fail", "securityGroups", RANGE, "group"]],
    },
    {
      kind: "failing",
      title: "a cluster that lets in a range",
      ...database(),
      type: "aws:rds/cluster:Cluster",
      others: network([fromRange("10.0.0.0/16")]),
      expected: [["fail", PATH, RANGE, "group"]],
    },
    {
      kind: "failing",
      title: "a database that lets in the addresses of a service of AWS",
      ...database(),
      others: [
        ...network([{ protocol: "tcp", fromPort: 5432, toPort: 5432, prefixListIds: ["pl-s3"] }]),
        other("endpoint", "s3", {
          vpcId: "vpc",
          vpcEndpointType: "Gateway",
          serviceName: "com.amazonaws.eu-central-1.s3",
          prefixListId: "pl-s3",
        }),
      ],
      expected: [["fail", PATH, "lets in a service's addresses by group", "group"]],
    },
    { kind: "absent", title: "a group without rules", ...database(), others: network(), expected: "pass" },
    {
      kind: "unknown",
      title: "the range",
      ...database(),
      others: network([fromRange(UNKNOWN)]),
      expected: [["indeterminate", PATH, "does not tell yet whom group lets in: cidrBlocks is not known", "group"]],
    },
    {
      kind: "unknown",
      title: "what two routes lead to",
      ...database(),
      others: [
        ...network([fromRange("10.0.0.0/16")]),
        ...["one", "two"].map((name) => other("route", name, { routeTableId: UNKNOWN, gatewayId: "gateway" })),
      ],
      expected: [
        [
          "indeterminate",
          PATH,
          "does not tell yet whom it lets in: routeTableId of one, routeTableId of two is not known",
        ],
      ],
    },
    {
      kind: "unknown",
      title: "the group",
      ...database({ vpcSecurityGroupIds: [UNKNOWN] }),
      others: network(),
      expected: [["indeterminate", PATH, "names a group that is not known here"]],
    },
    {
      kind: "canary",
      title: "a password, and a rule's description",
      ...database({ password: CANARY }),
      others: network([{ ...fromRange("10.0.0.0/16"), description: CANARY }]),
      expected: [["fail", PATH, RANGE, "group"]],
    },
  ],
  impossible: { "not applicable": "Every database and mount target has an interface in a VPC." },
};
