/** Elastic IP addresses, and the gateways that use them. */
import type { Behaviour, NewResource } from "../behaviour";
import { text } from "../read";
import { oneOf, resourceId } from "../rules";
import * as common from "./common";
import { ec2Arn, ec2Id, refuseIf } from "./common";
import { vpcOfAddress } from "./ec2-addresses";
import { natGateway } from "./ec2-nat-gateway";
import { attachedGateway } from "./ec2-vpc";

/** Addresses that are nobody's. Source: https://datatracker.ietf.org/doc/html/rfc5737 */
const EXAMPLE_NETWORKS = ["192.0.2", "198.51.100", "203.0.113"];

const eip: Behaviour = {
  type: common.EIP,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html",
  ],
  taggable: true,
  rules: { domain: oneOf("vpc"), instance: resourceId("i"), networkInterface: resourceId("eni") },
  references: [
    { path: "networkInterface", type: common.NETWORK_INTERFACE, notFound: "InvalidNetworkInterfaceID.NotFound" },
    { path: "instance", type: common.INSTANCE, notFound: "InvalidInstanceID.NotFound" },
  ],
  conflicts: refuseWithoutGateway,
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

function refuseWithoutGateway({ inputs, world }: NewResource): void {
  const vpcId = vpcOfAddress(world, inputs);
  refuseIf(
    vpcId !== undefined && attachedGateway({ world }, vpcId) === undefined,
    "Gateway.NotAttached",
    `Network ${vpcId} is not attached to any internet gateway`,
  );
}

/** Source: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-hostnames */
function publicDns(address: string, region: string): string {
  const host = `ec2-${address.replaceAll(".", "-")}`;
  return region === "us-east-1" ? `${host}.compute-1.amazonaws.com` : `${host}.${region}.compute.amazonaws.com`;
}

/** The way out over IPv6 that leads nobody in. A route to it stays when it goes, and leads nowhere. */
const egressOnlyGateway: Behaviour = {
  type: common.EGRESS_ONLY_GATEWAY,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateEgressOnlyInternetGateway.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html",
  ],
  taggable: true,
  required: ["vpcId"],
  rules: { vpcId: resourceId("vpc") },
  references: [{ path: "vpcId", type: common.VPC, notFound: "InvalidVpcId.NotFound", holds: true }],
  replaceOn: ["region", "vpcId"],
  id: ec2Id("eigw"),
};

export const EC2_GATEWAYS: readonly Behaviour[] = [eip, natGateway, egressOnlyGateway];
