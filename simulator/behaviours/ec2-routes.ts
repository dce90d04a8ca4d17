/** Route tables, routes and associations: how packets leave a subnet. */
import { crc32 } from "node:zlib";
import type { Properties } from "../../model/graph";
import type { Behaviour } from "../behaviour";
import { isSet, text } from "../read";
import { cidr, ipv6Cidr, matching, resourceId } from "../rules";
import * as common from "./common";
import { ec2Arn, ec2Id, NAT_GATEWAY, ownerId, refuseIf, ROUTE_TABLE, SUBNET, VPC, VPC_ENDPOINT } from "./common";

const routeTable: Behaviour = {
  type: ROUTE_TABLE,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRouteTable.html",
  ],
  taggable: true,
  required: ["vpcId"],
  rules: { vpcId: resourceId("vpc") },
  references: [{ path: "vpcId", type: VPC, notFound: "InvalidVpcID.NotFound", holds: true }],
  replaceOn: ["region", "vpcId"],
  id: ec2Id("rtb"),
  computed: { arn: ec2Arn("route-table"), ownerId, propagatingVgws: () => [], routes: () => [] },
  inUse: {
    code: "DependencyViolation",
    sentence: ({ id }) => `The routeTable '${id}' has dependencies and cannot be deleted.`,
  },
};

const ROUTE_DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
const ROUTE_TARGETS = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "gatewayId",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
];

const destinationOf = (inputs: Properties) => ROUTE_DESTINATIONS.map((name) => text(inputs, name)).find(Boolean) ?? "";

const route: Behaviour = {
  type: common.ROUTE,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html",
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/route.html.markdown",
  ],
  required: ["routeTableId"],
  rules: {
    routeTableId: resourceId("rtb"),
    destinationCidrBlock: cidr(0, 32),
    destinationIpv6CidrBlock: ipv6Cidr(0, 128),
    egressOnlyGatewayId: resourceId("eigw"),
    gatewayId: matching(/^(igw|vgw)-[0-9a-f]+$|^local$/, "An id such as igw-0123456789abcdef0"),
    natGatewayId: resourceId("nat"),
    networkInterfaceId: resourceId("eni"),
  },
  check: (inputs, refuse) => {
    for (const [what, names] of [
      ["destination", ROUTE_DESTINATIONS],
      ["target", ROUTE_TARGETS],
    ] as const) {
      const given = names.filter((name) => isSet(inputs, name));
      if (given.length !== 1) {
        refuse(given[1] ?? "", `A route has exactly one ${what} (${names.join(", ")}), this one has ${given.length}.`);
      }
    }
    if (isSet(inputs, "egressOnlyGatewayId") && !isSet(inputs, "destinationIpv6CidrBlock")) {
      refuse("egressOnlyGatewayId", "An egress-only gateway is for IPv6 only.");
    }
  },
  references: [
    { path: "routeTableId", type: ROUTE_TABLE, notFound: "InvalidRouteTableID.NotFound" },
    { path: "natGatewayId", type: NAT_GATEWAY, notFound: "InvalidNatGatewayID.NotFound" },
    { path: "networkInterfaceId", type: common.NETWORK_INTERFACE, notFound: "InvalidNetworkInterfaceID.NotFound" },
    { path: "egressOnlyGatewayId", type: common.EGRESS_ONLY_GATEWAY, notFound: "InvalidGatewayID.NotFound" },
    { path: "vpcEndpointId", type: VPC_ENDPOINT, notFound: "InvalidVpcEndpointId.NotFound" },
  ],
  replaceOn: [...ROUTE_DESTINATIONS, "region", "routeTableId"],
  conflicts: ({ inputs, world, existingId }) => {
    const destination = destinationOf(inputs);
    const taken = world
      .all(common.ROUTE)
      .some(
        (other) =>
          other.id !== existingId &&
          other.inputs.routeTableId === inputs.routeTableId &&
          destinationOf(other.inputs) === destination,
      );
    refuseIf(taken, "RouteAlreadyExists", `The route identified by ${destination} already exists.`);
    const gatewayId = text(inputs, "gatewayId");
    if (gatewayId === undefined || !gatewayId.startsWith("igw-")) return;
    const gateway = world.find(common.INTERNET_GATEWAY, gatewayId);
    refuseIf(!gateway, "InvalidInternetGatewayID.NotFound", `The internetGateway ID '${gatewayId}' does not exist`);
    const vpcId = world.find(ROUTE_TABLE, text(inputs, "routeTableId"))?.outputs.vpcId;
    refuseIf(
      gateway?.outputs.vpcId !== vpcId,
      "InvalidParameterValue",
      `route table ${text(inputs, "routeTableId")} and network gateway ${gatewayId} belong to different networks`,
    );
  },
  id: ({ inputs }) => `r-${text(inputs, "routeTableId")}${crc32(destinationOf(inputs))}`,
  computed: {
    instanceId: () => "",
    instanceOwnerId: () => "",
    networkInterfaceId: () => "",
    origin: () => "CreateRoute",
    state: () => "active",
  },
};

const routeTableAssociation: Behaviour = {
  type: common.ROUTE_TABLE_ASSOCIATION,
  sources: ["https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html"],
  required: ["routeTableId"],
  rules: { routeTableId: resourceId("rtb"), subnetId: resourceId("subnet") },
  check: (inputs, refuse) => {
    const given = ["subnetId", "gatewayId"].filter((name) => isSet(inputs, name));
    if (given.length !== 1) refuse("subnetId", "A route table is associated with either a subnet or a gateway.");
  },
  references: [
    { path: "routeTableId", type: ROUTE_TABLE, notFound: "InvalidRouteTableID.NotFound", holds: true },
    { path: "subnetId", type: SUBNET, notFound: "InvalidSubnetID.NotFound" },
  ],
  replaceOn: ["gatewayId", "region", "subnetId"],
  conflicts: ({ inputs, world, existingId }) => {
    const subnetId = text(inputs, "subnetId");
    const other = world
      .all(common.ROUTE_TABLE_ASSOCIATION)
      .find((each) => each.id !== existingId && subnetId !== undefined && each.inputs.subnetId === subnetId);
    refuseIf(
      other !== undefined,
      "Resource.AlreadyAssociated",
      `the specified association for route table ${text(inputs, "routeTableId")} conflicts with an existing association`,
    );
  },
  id: ec2Id("rtbassoc"),
};

export const EC2_ROUTES: readonly Behaviour[] = [routeTable, route, routeTableAssociation];
