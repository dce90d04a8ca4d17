import { type Properties, UNKNOWN } from "../../../model/graph";
import { xNet3 } from "../../../policies/controls/x-net-3";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

const settings = { foreignRanges: ["10.20.0.0/16", "fd20::/16"] };
const route = (properties: Properties) => ({ type: "aws:ec2/route:Route", properties, settings });
const table = (...routes: Properties[]) => ({
  type: "aws:ec2/routeTable:RouteTable",
  properties: { routes },
  settings,
});
const group = (properties: Properties) => ({ type: "aws:ec2/securityGroup:SecurityGroup", properties, settings });
const rule = (properties: Properties) => ({
  type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  properties,
  settings,
});
const FOREIGN = "is, in a part, another environment's";
const PERHAPS = "does not tell yet whether it is another environment's";

export const cases: ControlCases = {
  control: xNet3,
  cases: [
    {
      kind: "passing",
      title: "a route to the internet",
      ...route({ destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a route to somewhere else over a peering connection",
      ...route({ destinationCidrBlock: "10.30.0.0/16", vpcPeeringConnectionId: "pcx-1" }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a route over none of the borders, which a state names by empty texts",
      ...route({ destinationCidrBlock: "10.20.4.0/24", vpcPeeringConnectionId: "", localGatewayId: "lgw-1" }),
      expected: "pass",
    },
    { kind: "passing", title: "an empty text instead of a range", ...rule({ cidrIpv4: "" }), expected: "pass" },
    {
      kind: "passing",
      title: "rules for the own network and for everyone",
      ...group({ ingress: [{ cidrBlocks: ["10.10.0.0/16"] }], egress: [{ cidrBlocks: ["0.0.0.0/0"] }] }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "addresses of the other family that are the same numbers",
      ...rule({ cidrIpv6: "::/64" }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a route over a peering connection",
      ...route({ destinationCidrBlock: "10.20.4.0/24", vpcPeeringConnectionId: "pcx-1" }),
      expected: [["fail", "destinationCidrBlock", FOREIGN]],
    },
    ...["coreNetworkArn", "networkInterfaceId", "vpcEndpointId"].map((border): ControlCase => {
      const over = route({ destinationCidrBlock: "10.20.4.0/24", [border]: "id-1" });
      const expected = [["fail", "destinationCidrBlock", FOREIGN]] as const;
      return { kind: "failing", title: `a route over ${border}`, ...over, expected };
    }),
    {
      kind: "failing",
      title: "a default route over a transit gateway, inside of the table",
      ...table({ cidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-1" }),
      expected: [["fail", "routes[0].cidrBlock", FOREIGN]],
    },
    {
      kind: "failing",
      title: "a rule that lets them in, and one that lets out to them and others",
      ...group({ ingress: [{ cidrBlocks: ["10.20.0.0/24"] }], egress: [{ ipv6CidrBlocks: ["fd00::/8"] }] }),
      expected: [
        ["fail", "ingress[0].cidrBlocks[0]", FOREIGN],
        ["fail", "egress[0].ipv6CidrBlocks[0]", FOREIGN],
      ],
    },
    {
      kind: "failing",
      title: "a rule of its own",
      ...rule({ cidrIpv4: "10.16.0.0/12" }),
      expected: [["fail", "cidrIpv4", FOREIGN]],
    },
    {
      kind: "failing",
      title: "a rule of its own for IPv6",
      ...rule({ cidrIpv6: "fd20:0:1::/48" }),
      expected: [["fail", "cidrIpv6", FOREIGN]],
    },
    {
      kind: "failing",
      title: "the same in the VPC's main table and default group",
      ...table({ ipv6CidrBlock: "fd20::/64", vpcPeeringConnectionId: "pcx-1" }),
      type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
      expected: [["fail", "routes[0].ipv6CidrBlock", FOREIGN]],
    },
    {
      kind: "failing",
      title: "a rule of the default group",
      ...group({ ingress: [{ cidrBlocks: ["10.20.0.0/24"] }] }),
      type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      expected: [["fail", "ingress[0].cidrBlocks[0]", FOREIGN]],
    },
    {
      kind: "failing",
      title: "a rule of its own that lets them in",
      ...rule({ cidrIpv4: "10.20.0.0/16" }),
      type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      expected: [["fail", "cidrIpv4", FOREIGN]],
    },
    {
      kind: "failing",
      title: "an older rule of its own",
      ...rule({ cidrBlocks: ["10.0.0.0/8"] }),
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      expected: [["fail", "cidrBlocks[0]", FOREIGN]],
    },
    { kind: "absent", title: "a rule about a group", ...rule({ referencedSecurityGroupId: "sg-1" }), expected: "pass" },
    { kind: "absent", title: "a group and a table without rules", ...group({}), expected: "pass" },
    {
      kind: "unknown",
      title: "where the route leads, and over what",
      ...route({ destinationCidrBlock: UNKNOWN, transitGatewayId: UNKNOWN }),
      expected: [["indeterminate", "destinationCidrBlock", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "a route to their addresses, over nobody knows what",
      ...route({ destinationCidrBlock: "10.20.4.0/24", transitGatewayId: UNKNOWN }),
      expected: [["indeterminate", "destinationCidrBlock", FOREIGN]],
    },
    {
      kind: "unknown",
      title: "a route of a table",
      ...table(),
      properties: { routes: [UNKNOWN] },
      expected: [["indeterminate", "routes[0]", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "all rules, one rule, one range",
      ...group({ ingress: UNKNOWN, egress: [UNKNOWN, { cidrBlocks: [UNKNOWN] }] }),
      expected: [
        ["indeterminate", "ingress", PERHAPS],
        ["indeterminate", "egress[0]", PERHAPS],
        ["indeterminate", "egress[1].cidrBlocks[0]", PERHAPS],
      ],
    },
    {
      kind: "not applicable",
      title: "no ranges are named",
      ...route({ destinationCidrBlock: "10.20.4.0/24", vpcPeeringConnectionId: "pcx-1" }),
      settings: {},
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a range that is none, and a description",
      ...rule({ cidrIpv4: CANARY, description: CANARY }),
      expected: [["indeterminate", "cidrIpv4", PERHAPS]],
    },
  ],
};
