/** Network interfaces, which stay when the instance that they are attached to goes. */
import { Ipv4Cidr } from "../../model/ipv4-cidr";
import type { Properties } from "../../model/graph";
import type { Behaviour, World } from "../behaviour";
import { text, texts } from "../read";
import { oneOf, resourceId } from "../rules";
import { ec2Arn, ec2Id, NETWORK_INTERFACE, ownerId, refuseIf, SECURITY_GROUP, SUBNET, VPC } from "./common";
import { addressIn } from "./ec2-nat-gateway";

const API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";

export const networkInterface: Behaviour = {
  type: NETWORK_INTERFACE,
  sources: [
    `${API}/API_CreateNetworkInterface.html`,
    `${API}/API_DeleteNetworkInterface.html`,
    `${API}/errors-overview.html`,
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_network_interface.go",
  ],
  taggable: true,
  required: ["subnetId"],
  defaults: { sourceDestCheck: true },
  rules: {
    subnetId: resourceId("subnet"),
    "securityGroups[]": resourceId("sg"),
    interfaceType: oneOf("interface", "efa", "efa-only", "branch", "trunk"),
  },
  references: [
    { path: "subnetId", type: SUBNET, notFound: "InvalidSubnetID.NotFound", holds: true },
    { path: "securityGroups[]", type: SECURITY_GROUP, notFound: "InvalidGroup.NotFound", holds: true },
  ],
  replaceOn: ["interfaceType", "region", "subnetId"],
  conflicts: ({ inputs, world }) => {
    refuseForeignGroup(inputs, world);
    refuseAddress(inputs, world);
  },
  id: ec2Id("eni"),
  implied: { ipv6AddressListEnabled: false, privateIpListEnabled: false },
  computed: {
    arn: ec2Arn("network-interface"),
    attachments: () => [],
    enablePrimaryIpv6: () => false,
    interfaceType: () => "interface",
    ipv4PrefixCount: () => 0,
    ipv4Prefixes: () => [],
    ipv6AddressCount: () => 0,
    ipv6AddressLists: () => [],
    ipv6Addresses: () => [],
    ipv6PrefixCount: () => 0,
    ipv6Prefixes: () => [],
    macAddress: ({ hex }) => `02:${hex(10, "mac").match(/../g)!.join(":")}`,
    outpostArn: () => "",
    ownerId,
    privateIp: ({ inputs, world }) => addressIn(subnetOutput(world, inputs, "cidrBlock")),
    privateIpLists: () => [],
    privateIps: ({ outputs }) => texts(outputs, "privateIp"),
    privateIpsCount: () => 0,
    privateDnsName: ({ outputs, account }) => privateName(outputs, account.region),
    securityGroups: ({ inputs, world }) => defaultGroups(world, inputs),
  },
  inUse: {
    code: "InvalidNetworkInterface.InUse",
    sentence: ({ id }) => `The network interface '${id}' is currently in use.`,
  },
};

function refuseForeignGroup(inputs: Properties, world: World): void {
  const vpcId = subnetOutput(world, inputs, "vpcId");
  const foreign = texts(inputs, "securityGroups[]").find(
    (id) => (text(world.find(SECURITY_GROUP, id)?.outputs ?? {}, "vpcId") ?? vpcId) !== vpcId,
  );
  refuseIf(
    foreign !== undefined,
    "InvalidParameter",
    `Security group ${foreign} and subnet ${text(inputs, "subnetId")} belong to different networks.`,
  );
}

function refuseAddress(inputs: Properties, world: World): void {
  const range = Ipv4Cidr.parse(subnetOutput(world, inputs, "cidrBlock"));
  const outside = [...texts(inputs, "privateIps[]"), ...texts(inputs, "privateIp")].find((address) => {
    const one = Ipv4Cidr.parse(`${address}/32`);
    return typeof one === "string" || (typeof range !== "string" && !range.contains(one));
  });
  refuseIf(
    outside !== undefined,
    "InvalidParameterValue",
    `Address ${outside} does not fall within the subnet's address range`,
  );
}

/** What the subnet that the inputs name says of itself. */
export function subnetOutput(world: World, inputs: Properties, name: string): string {
  return text(world.find(SUBNET, text(inputs, "subnetId"))?.outputs ?? {}, name) ?? "";
}

/** What an interface in the subnet that the inputs name gets if it names no groups: the VPC's default one. */
export function defaultGroups(world: World, inputs: Properties): string[] {
  const vpc = world.find(VPC, subnetOutput(world, inputs, "vpcId"));
  return texts(vpc?.outputs ?? {}, "defaultSecurityGroupId");
}

/** Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-naming.html */
export function privateName(outputs: Properties, region: string): string {
  const host = `ip-${(text(outputs, "privateIp") ?? "").replaceAll(".", "-")}`;
  return region === "us-east-1" ? `${host}.ec2.internal` : `${host}.${region}.compute.internal`;
}
