import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { xVpc1 } from "../../../policies/controls/x-vpc-1";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const PATH = "routeTableId";
const OPEN = "gives a private subnet a route to an internet gateway";
const PERHAPS = "may give a private subnet a route to an internet gateway";

const association = (properties: Properties = {}, computedFrom: ControlCase["computedFrom"] = {}) => ({
  type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  properties: { subnetId: "subnet-1", routeTableId: "rtb-1", ...properties },
  computedFrom,
});
const subnet = (tags: Value, name = "subnet", id: Value = "subnet-1"): CaseResource => {
  return { type: "aws:ec2/subnet:Subnet", name, properties: { id, tags } };
};
const table = (properties: Properties = {}, name = "table"): CaseResource => {
  return { type: "aws:ec2/routeTable:RouteTable", name, properties: { id: "rtb-1", ...properties } };
};
const route = (properties: Properties, computedFrom: CaseResource["computedFrom"] = {}): CaseResource => ({
  type: "aws:ec2/route:Route",
  name: "route",
  properties: { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", ...properties },
  computedFrom,
});
const GATEWAY: CaseResource = {
  type: "aws:ec2/internetGateway:InternetGateway",
  name: "gateway",
  properties: { id: UNKNOWN },
};
const PRIVATE = subnet({ tier: "private" });
const PUBLIC = subnet({ tier: "public" });
const OUT = route({ gatewayId: "igw-1" });

type Rest = Partial<ControlCase>;

function passing(title: string, others: readonly CaseResource[], rest: Rest = {}): ControlCase {
  return { kind: "passing", title, ...association(), others, ...rest, expected: "pass" };
}

function failing(title: string, others: readonly CaseResource[], rest: Rest = {}): ControlCase {
  return { kind: "failing", title, ...association(), others, ...rest, expected: [["fail", PATH, OPEN]] };
}

function unsure(title: string, others: readonly CaseResource[], rest: Rest = {}): ControlCase {
  return { kind: "unknown", title, ...association(), others, ...rest, expected: [["indeterminate", PATH, PERHAPS]] };
}

function notApplicable(title: string, others: readonly CaseResource[], rest: Rest = {}): ControlCase {
  return { kind: "not applicable", title, ...association(), others, ...rest, expected: "not-applicable" };
}

/** A subnet, a table and a gateway that have no ids yet. */
const NEW = [subnet({ tier: "private" }, "subnet", UNKNOWN), table({ id: UNKNOWN }), GATEWAY];
const NEW_ASSOCIATION = association(
  { subnetId: UNKNOWN, routeTableId: UNKNOWN },
  { subnetId: ["subnet"], routeTableId: ["table"] },
);
const newRoute = (properties: Properties, computedFrom: CaseResource["computedFrom"] = {}) =>
  route({ routeTableId: UNKNOWN, ...properties }, { routeTableId: ["table"], ...computedFrom });

export const cases: ControlCases = {
  control: xVpc1,
  cases: [
    passing("no route", [PRIVATE, table()]),
    passing("a NAT gateway", [PRIVATE, table(), route({ natGatewayId: "nat-1", gatewayId: "" })]),
    passing("a private gateway", [PRIVATE, table(), route({ gatewayId: "vgw-1" })]),
    passing("a NAT gateway that has no id yet", [...NEW, newRoute({ natGatewayId: UNKNOWN })], NEW_ASSOCIATION),
    passing("a way to one address", [
      PRIVATE,
      table(),
      route({ destinationCidrBlock: "198.51.100.7/32", gatewayId: "igw-1" }),
    ]),
    passing("what a prefix list names, beside empty texts", [
      PRIVATE,
      table(),
      route({ destinationCidrBlock: "", destinationPrefixListId: "pl-1", gatewayId: "igw-1" }),
    ]),
    passing("another table with a way out", [
      PRIVATE,
      table(),
      table({ id: "rtb-2" }, "table2"),
      route({ routeTableId: "rtb-2", gatewayId: "igw-1" }),
    ]),
    passing("neither of two routes inside of the table", [
      PRIVATE,
      table({
        routes: [
          { cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" },
          { cidrBlock: "198.51.100.0/24", gatewayId: "igw-1" },
        ],
      }),
    ]),
    passing("a table without routes, whatever the subnet is", [subnet(UNKNOWN), table()]),
    failing("an internet gateway", [PRIVATE, table(), OUT]),
    failing("for a subnet with the other tag", [subnet({ tier: "isolated" }), table(), OUT]),
    failing("for a subnet with a tag that the provider gives", [
      { ...PRIVATE, properties: { id: "subnet-1", tagsAll: { tier: "private" } } },
      table(),
      OUT,
    ]),
    failing("for a subnet that the configuration calls private", [subnet({ zone: "a=b" }), table(), OUT], {
      settings: { privateTags: ["zone=a=b"] },
    }),
    failing("half of the internet", [
      PRIVATE,
      table(),
      route({ destinationCidrBlock: "128.0.0.0/1", gatewayId: "igw-1" }),
    ]),
    failing("IPv6", [
      PRIVATE,
      table(),
      route({ destinationCidrBlock: "", destinationIpv6CidrBlock: "::/0", gatewayId: "igw-1" }),
    ]),
    failing("a route inside of the table", [
      PRIVATE,
      table({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
    ]),
    failing("a route of IPv6 inside of the table", [
      PRIVATE,
      table({ routes: [{ ipv6CidrBlock: "::/0", gatewayId: "igw-1" }] }),
    ]),
    failing(
      "what has no ids yet",
      [...NEW, newRoute({ gatewayId: UNKNOWN }, { gatewayId: ["gateway"] })],
      NEW_ASSOCIATION,
    ),
    {
      ...passing("no table is named", [PRIVATE]),
      kind: "absent",
      ...association({ routeTableId: null }),
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    { ...notApplicable("the tag", [subnet({}), table(), OUT]), kind: "absent" },
    unsure("whether the subnet is private", [subnet({ tier: UNKNOWN }), table(), OUT]),
    unsure("which subnet it is", [PRIVATE, table(), OUT], association({ subnetId: UNKNOWN })),
    unsure("a subnet of another stack", [table(), OUT]),
    unsure("a table of another stack", [PRIVATE]),
    unsure("the routes", [PRIVATE, table({ routes: UNKNOWN })]),
    unsure("where a route leads from", [PRIVATE, table(), route({ routeTableId: UNKNOWN, gatewayId: "igw-1" })]),
    unsure("where a route leads to", [PRIVATE, table(), route({ gatewayId: UNKNOWN })]),
    unsure("what a route is for", [PRIVATE, table(), route({ destinationCidrBlock: UNKNOWN, gatewayId: "igw-1" })]),
    unsure("which of two tables", [...NEW, table({ id: UNKNOWN }, "table2"), newRoute({ gatewayId: "igw-1" })], {
      ...NEW_ASSOCIATION,
      computedFrom: { subnetId: ["subnet"], routeTableId: ["table", "table2"] },
    }),
    notApplicable("a public subnet", [PUBLIC, table(), OUT]),
    notApplicable("a gateway's association", [table(), OUT], association({ subnetId: null, gatewayId: "igw-1" })),
    {
      ...unsure("destinations and tags", [
        PRIVATE,
        table(),
        route({ destinationCidrBlock: CANARY, gatewayId: "igw-1", note: CANARY }),
      ]),
      kind: "canary",
    },
  ],
};
