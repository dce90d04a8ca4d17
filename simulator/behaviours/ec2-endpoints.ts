/** VPC endpoints: AWS's services without the internet. */
import type { Behaviour, NewResource } from "../behaviour";
import { findAll, isTrue, text, texts } from "../read";
import { matching, oneOf, resourceId } from "../rules";
import * as common from "./common";
import { ec2Arn, ec2Id, ownerId, refuseIf, ROUTE_TABLE, SUBNET, VPC, VPC_ENDPOINT } from "./common";
import { policyDocument } from "./iam";

/** Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
const GATEWAY_SERVICES = ["s3", "dynamodb"];

/** Characters. Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
const MAX_POLICY_LENGTH = 20_480;

const vpcEndpoint: Behaviour = {
  type: VPC_ENDPOINT,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html",
    "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  ],
  taggable: true,
  required: ["vpcId"],
  defaults: { vpcEndpointType: "Gateway" },
  rules: {
    policy: policyDocument([["Action", "NotAction"], ["Principal"]], [], MAX_POLICY_LENGTH),
    serviceName: matching(/^[a-z]+(\.[a-z0-9-]+)+$/, "A name such as com.amazonaws.eu-central-1.s3"),
    vpcEndpointType: oneOf("Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork"),
    vpcId: resourceId("vpc"),
  },
  check: (inputs, refuse) => {
    const [type, service] = [text(inputs, "vpcEndpointType"), text(inputs, "serviceName")];
    if (type === "Gateway" && service !== undefined && !GATEWAY_SERVICES.includes(service.split(".").at(-1) ?? "")) {
      refuse("serviceName", `There are gateway endpoints for ${GATEWAY_SERVICES.join(" and ")} only.`);
    }
    const misplaced = { Gateway: ["securityGroupIds", "subnetIds"], Interface: ["routeTableIds"] }[type ?? ""] ?? [];
    for (const name of misplaced) {
      if (findAll(inputs, `${name}[]`).length > 0) refuse(name, `An endpoint of type ${type} takes none.`);
    }
  },
  references: [
    { path: "vpcId", type: VPC, notFound: "InvalidVpcId.NotFound", holds: true },
    { path: "routeTableIds[]", type: ROUTE_TABLE, notFound: "InvalidRouteTableId.NotFound" },
    { path: "subnetIds[]", type: SUBNET, notFound: "InvalidSubnetId.NotFound", holds: true },
    {
      path: "securityGroupIds[]",
      type: common.SECURITY_GROUP,
      notFound: "InvalidSecurityGroupId.NotFound",
      holds: true,
    },
  ],
  replaceOn: [
    "region",
    "resourceConfigurationArn",
    "serviceName",
    "serviceNetworkArn",
    "serviceRegion",
    "vpcEndpointType",
    "vpcId",
  ],
  conflicts: (resource) => refuseEndpointConflicts(resource),
  id: ec2Id("vpce"),
  computed: {
    arn: ec2Arn("vpc-endpoint"),
    cidrBlocks: () => [],
    dnsEntries: () => [],
    dnsOptions: () => ({ dnsRecordIpType: "ipv4", privateDnsOnlyForInboundResolverEndpoint: false }),
    ipAddressType: () => "ipv4",
    networkInterfaceIds: ({ inputs, hex }) =>
      texts(inputs, "subnetIds[]").map((subnetId) => `eni-${hex(17, subnetId)}`),
    ownerId,
    policy: () =>
      JSON.stringify({
        Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
        Version: "2008-10-17",
      }),
    prefixListId: ({ inputs, hex }) => (text(inputs, "vpcEndpointType") === "Gateway" ? `pl-${hex(8, "pl")}` : ""),
    privateDnsEnabled: () => false,
    requesterManaged: () => false,
    routeTableIds: () => [],
    // An interface endpoint without groups gets the VPC's default one.
    securityGroupIds: ({ inputs, world }) =>
      text(inputs, "vpcEndpointType") === "Interface"
        ? texts(world.find(VPC, text(inputs, "vpcId"))?.outputs ?? {}, "defaultSecurityGroupId")
        : [],
    serviceRegion: ({ account }) => account.region,
    state: () => "available",
    subnetConfigurations: () => [],
    subnetIds: () => [],
  },
};

function refuseEndpointConflicts({ inputs, world, existingId }: NewResource): void {
  const vpcId = text(inputs, "vpcId");
  const twins = world
    .all(VPC_ENDPOINT)
    .filter(
      (other) =>
        other.id !== existingId && other.inputs.vpcId === vpcId && other.inputs.serviceName === inputs.serviceName,
    );
  const shared = texts(inputs, "routeTableIds[]").find((table) =>
    twins.some((other) => texts(other.inputs, "routeTableIds[]").includes(table)),
  );
  refuseIf(
    shared !== undefined,
    "RouteAlreadyExists",
    `route table ${shared} already has a route to ${text(inputs, "serviceName")}`,
  );
  const zones = texts(inputs, "subnetIds[]").map((id) =>
    text(world.find(SUBNET, id)?.outputs ?? {}, "availabilityZone"),
  );
  const twice = texts(inputs, "subnetIds[]").find((_, index) => zones.indexOf(zones[index]) < index);
  refuseIf(
    twice !== undefined,
    "DuplicateSubnetsInSameZone",
    `Found another VPC endpoint subnet in the availability zone of ${twice}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
  );
  if (!isTrue(inputs, "privateDnsEnabled")) return;
  const vpc = world.find(VPC, vpcId)?.outputs ?? {};
  refuseIf(
    !isTrue(vpc, "enableDnsSupport") || !isTrue(vpc, "enableDnsHostnames"),
    "InvalidParameter",
    `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpcId}`,
  );
  refuseIf(
    twins.some((other) => isTrue(other.inputs, "privateDnsEnabled")),
    "InvalidParameter",
    `private-dns-enabled cannot be set because there is already a conflicting DNS domain in ${vpcId}`,
  );
}

export const EC2_ENDPOINTS: readonly Behaviour[] = [vpcEndpoint];
