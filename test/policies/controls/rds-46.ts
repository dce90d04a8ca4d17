import { type Properties, Secret, UNKNOWN } from "../../../model/graph";
import { rds46 } from "../../../policies/controls/rds-46";
import { CANARY, type ControlCases } from "../control-case";
import { EVERYWHERE, network, other } from "../network-case";

const PATH = "dbSubnetGroupName";
const database = (change: Properties = {}) => ({
  type: "aws:rds/instance:Instance",
  properties: { dbSubnetGroupName: "private-group", vpcSecurityGroupIds: ["group"], ...change },
});
const OPEN = "has subnet public, which has a route to an internet gateway";
const PERHAPS = "does not tell yet which routes its subnets have";

export const cases: ControlCases = {
  control: rds46,
  cases: [
    { kind: "passing", title: "a database in private subnets", ...database(), others: network(), expected: "pass" },
    {
      kind: "passing",
      title: "a subnet with a route to a NAT gateway",
      ...database({ dbSubnetGroupName: "public-group" }),
      others: network([], [{ cidrBlock: EVERYWHERE, natGatewayId: "nat-0123456789abcdef0" }]),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a database in a public subnet",
      ...database({ dbSubnetGroupName: "public-group" }),
      others: network(),
      expected: [["fail", PATH, OPEN, "public"]],
    },
    {
      kind: "failing",
      title: "a public subnet that only secrets tell of",
      ...database({ dbSubnetGroupName: "secret-group" }),
      others: [
        ...network([], [{ cidrBlock: new Secret(EVERYWHERE), gatewayId: new Secret("gateway") }]),
        other("subnetGroup", "secret-group", { subnetIds: [new Secret("public")] }),
      ],
      expected: [["fail", PATH, OPEN, "public"]],
    },
    {
      kind: "failing",
      title: "a cluster there",
      ...database({ dbSubnetGroupName: "public-group" }),
      type: "aws:rds/cluster:Cluster",
      others: network(),
      expected: [["fail", PATH, OPEN, "public"]],
    },
    {
      kind: "absent",
      title: "a table without routes leads nowhere",
      ...database({ dbSubnetGroupName: "public-group" }),
      others: network([], []),
      expected: "pass",
    },
    {
      kind: "unknown",
      title: "the subnet group",
      ...database({ dbSubnetGroupName: UNKNOWN }),
      others: network(),
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "a subnet group of another stack",
      ...database({ dbSubnetGroupName: "elsewhere" }),
      others: network(),
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "the target of a route",
      ...database({ dbSubnetGroupName: "public-group" }),
      others: network([], [{ cidrBlock: EVERYWHERE, gatewayId: UNKNOWN }]),
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "the target of one subnet's route, beside another subnet",
      ...database({ dbSubnetGroupName: "both" }),
      others: [
        ...network([], [{ cidrBlock: EVERYWHERE, gatewayId: UNKNOWN }]),
        other("subnetGroup", "both", { subnetIds: ["private", "public"] }),
      ],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "passing",
      title: "a subnet without a table of routes, in a VPC without one",
      ...database({ dbSubnetGroupName: "bare" }),
      others: [
        ...network(),
        other("subnet", "bare", { vpcId: "vpc", cidrBlock: "10.0.3.0/24" }),
        other("subnetGroup", "bare", { subnetIds: ["bare"] }),
      ],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a subnet of another stack's VPC, with routes that are known",
      ...database({ dbSubnetGroupName: "far" }),
      others: [
        ...network(),
        other("subnet", "far", { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.0.3.0/24" }),
        other("association", "far", { subnetId: "far", routeTableId: "private-table" }),
        other("subnetGroup", "far", { subnetIds: ["far"] }),
      ],
      expected: "pass",
    },
    {
      kind: "unknown",
      title: "the routes of another stack's VPC",
      ...database({ dbSubnetGroupName: "far" }),
      others: [
        ...network(),
        other("subnet", "far", { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.0.3.0/24" }),
        other("subnetGroup", "far", { subnetIds: ["far"] }),
      ],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "which subnet a table of routes is for",
      ...database(),
      others: [...network(), other("association", "later", { subnetId: UNKNOWN, routeTableId: "public-table" })],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "one of the subnets",
      ...database({ dbSubnetGroupName: "half" }),
      others: [...network(), other("subnetGroup", "half", { subnetIds: ["private", UNKNOWN] })],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "unknown",
      title: "the destination of a route",
      ...database({ dbSubnetGroupName: "public-group" }),
      others: network([], [{ cidrBlock: UNKNOWN, gatewayId: UNKNOWN }]),
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "not applicable",
      title: "no subnet group",
      ...database({ dbSubnetGroupName: null }),
      others: network(),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a password",
      ...database({ dbSubnetGroupName: "public-group", password: CANARY }),
      others: network(),
      expected: [["fail", PATH, OPEN, "public"]],
    },
  ],
};
