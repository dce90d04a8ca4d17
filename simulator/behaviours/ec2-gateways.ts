/** Elastic IP addresses and NAT gateways. */
import type { Properties } from "../../model/graph";
import type { Behaviour, World } from "../behaviour";
import { isSet, isUnknownAt, text } from "../read";
import { oneOf, resourceId } from "../rules";
import * as common from "./common";
import { companionId, ec2Arn, ec2Id, NAT_GATEWAY, refuseIf, SUBNET } from "./common";
import { attachedGateway } from "./ec2-vpc";

/** Addresses that are nobody's. Source: https://datatracker.ietf.org/doc/html/rfc5737 */
const EXAMPLE_NETWORKS = ["192.0.2", "198.51.100", "203.0.113"];

const eip: Behaviour = {
  type: common.EIP,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html",
  ],
  taggable: true,
  rules: { domain: oneOf("vpc") },
  replaceOn: [
    "address",
    "customerOwnedIpv4Pool",
    "domain",
    "ipamPoolId",
    "networkBorderGroup",
    "publicIpv4Pool",
    "region",
  ],
  id: ec2Id("eipalloc"),
  computed: {
    allocationId: ({ id }) => id,
    arn: ec2Arn("elastic-ip"),
    associationId: () => "",
    carrierIp: () => "",
    customerOwnedIp: () => "",
    domain: () => "vpc",
    instance: () => "",
    ipamPoolId: () => "",
    networkBorderGroup: ({ account }) => account.region,
    networkInterface: () => "",
    privateDns: () => "",
    privateIp: () => "",
    ptrRecord: () => "",
    publicIp: ({ hex }) => `${EXAMPLE_NETWORKS[parseInt(hex(4, "network"), 16) % 3]}.${parseInt(hex(2), 16)}`,
    publicDns: ({ outputs, account }) => publicDns(text(outputs, "publicIp") ?? "", account.region),
    publicIpv4Pool: () => "amazon",
  },
  inUse: {
    code: "InvalidIPAddress.InUse",
    sentence: ({ outputs }) => `Address ${text(outputs, "publicIp")} is in use.`,
  },
};

/** Source: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-hostnames */
function publicDns(address: string, region: string): string {
  const host = `ec2-${address.replaceAll(".", "-")}`;
  return region === "us-east-1" ? `${host}.compute-1.amazonaws.com` : `${host}.${region}.compute.amazonaws.com`;
}

const natGateway: Behaviour = {
  type: NAT_GATEWAY,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
  ],
  taggable: true,
  defaults: { connectivityType: "public" },
  rules: {
    allocationId: resourceId("eipalloc"),
    availabilityMode: oneOf("zonal", "regional"),
    connectivityType: oneOf("public", "private"),
    subnetId: resourceId("subnet"),
  },
  check: (inputs, refuse) => {
    if (isUnknownAt(inputs, "availabilityMode") || text(inputs, "availabilityMode") === "regional") return;
    if (!isSet(inputs, "subnetId")) refuse("subnetId", "A zonal NAT gateway needs a subnet.");
    const isPublic = text(inputs, "connectivityType") === "public";
    if (isPublic && !isSet(inputs, "allocationId")) {
      refuse("allocationId", "A public NAT gateway needs the allocation id of an Elastic IP address.");
    }
  },
  references: [
    { path: "subnetId", type: SUBNET, notFound: "InvalidSubnetID.NotFound", holds: true },
    { path: "allocationId", type: common.EIP, notFound: "InvalidAllocationID.NotFound", holds: true },
  ],
  replaceOn: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "region", "subnetId", "vpcId"],
  conflicts: ({ inputs, world, existingId }) => {
    const allocationId = text(inputs, "allocationId");
    const user = world
      .all(NAT_GATEWAY)
      .find(
        (other) => other.id !== existingId && allocationId !== undefined && other.inputs.allocationId === allocationId,
      );
    refuseIf(
      user !== undefined,
      "Resource.AlreadyAssociated",
      `Elastic IP address [${allocationId}] is already associated with ${user?.id}`,
    );
    const vpcId = vpcOf(world, inputs);
    refuseIf(
      text(inputs, "connectivityType") === "public" && vpcId !== undefined && !attachedGateway({ world }, vpcId),
      "Gateway.NotAttached",
      `Network ${vpcId} has no Internet gateway attached`,
    );
  },
  id: ec2Id("nat"),
  computed: {
    associationId: ({ inputs, hex }) => (isSet(inputs, "allocationId") ? `eipassoc-${hex(17, "eipassoc")}` : ""),
    autoProvisionZones: () => "",
    autoScalingIps: () => "",
    availabilityMode: () => "zonal",
    networkInterfaceId: companionId("eni"),
    privateIp: ({ inputs, world }) =>
      addressIn(text(world.find(SUBNET, text(inputs, "subnetId"))?.outputs ?? {}, "cidrBlock")),
    publicIp: ({ inputs, world }) =>
      text(world.find(common.EIP, text(inputs, "allocationId"))?.outputs ?? {}, "publicIp") ?? "",
    regionalNatGatewayAddresses: () => [],
    regionalNatGatewayAutoMode: () => "",
    routeTableId: () => "",
    secondaryAllocationIds: () => [],
    secondaryPrivateIpAddressCount: () => 0,
    secondaryPrivateIpAddresses: () => [],
    vpcId: ({ inputs, world }) => vpcOf(world, inputs) ?? "",
  },
};

function vpcOf(world: World, inputs: Properties): string | undefined {
  return text(world.find(SUBNET, text(inputs, "subnetId"))?.outputs ?? {}, "vpcId") ?? text(inputs, "vpcId");
}

/** The fourth address after AWS's own ones. */
export function addressIn(cidrBlock: string | undefined): string {
  return cidrBlock?.replace(/\.(\d+)\/\d+$/, (_, last: string) => `.${Number(last) + 8}`) ?? "";
}

export const EC2_GATEWAYS: readonly Behaviour[] = [eip, natGateway];
