/** VPCs, subnets and internet gateways. */
import { Ipv4Cidr } from "../../model/ipv4-cidr";
import type { Properties } from "../../model/graph";
import { Ipv6Cidr } from "../../model/ipv6-cidr";
import { unusableReason, VPC_PREFIX_LENGTH } from "../../model/vpc";
import type { Behaviour, Existing, NewResource } from "../behaviour";
import { zonesOf } from "../availability-zones";
import { isTrue, number, text, texts } from "../read";
import { cidr, ipv6Cidr, oneOf, resourceId, Rule, all } from "../rules";
import * as common from "./common";
import { generatedIpv6Cidr, refuseRange, vpcOfAddress } from "./ec2-addresses";
import { companionId, ec2Arn, ec2Id, ownerId, refuseIf, SECURITY_GROUP, SUBNET, VPC } from "./common";

const usable: Rule = (value) => {
  const range = typeof value === "string" ? Ipv4Cidr.parse(value) : "";
  return typeof range === "string" ? undefined : unusableReason(range);
};

const vpc: Behaviour = {
  type: VPC,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html",
  ],
  taggable: true,
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  rules: {
    cidrBlock: all(cidr(VPC_PREFIX_LENGTH.widest, VPC_PREFIX_LENGTH.narrowest), usable),
    instanceTenancy: oneOf("default", "dedicated"),
  },
  check: (inputs, refuse) => {
    if (inputs.cidrBlock === undefined && inputs.ipv4IpamPoolId === undefined) {
      refuse("cidrBlock", "Either cidrBlock or ipv4IpamPoolId is needed.");
    }
  },
  // The tenancy can go from dedicated to default, but not back.
  replaceOn: [
    "cidrBlock",
    { path: "instanceTenancy", unless: (_, news) => text(news, "instanceTenancy") === "default" },
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "region",
  ],
  id: ec2Id("vpc"),
  implied: { assignGeneratedIpv6CidrBlock: false },
  computed: {
    arn: ec2Arn("vpc"),
    defaultNetworkAclId: companionId("acl"),
    defaultRouteTableId: companionId("rtb"),
    defaultSecurityGroupId: companionId("sg"),
    dhcpOptionsId: ({ account, hex }) => `dopt-${hex(17, account.region)}`,
    enableDnsHostnames: () => false,
    enableNetworkAddressUsageMetrics: () => false,
    ipv6CidrBlockNetworkBorderGroup: () => "",
    mainRouteTableId: companionId("rtb"),
    ownerId,
  },
  // The provider forgets both when IPv6 is switched on or off.
  remadeOn: ["assignGeneratedIpv6CidrBlock"],
  remade: {
    ipv6AssociationId: ({ inputs, hex }) => (hasIpv6(inputs) ? `vpc-cidr-assoc-${hex(17, "ipv6")}` : ""),
    ipv6CidrBlock: ({ inputs, hex }) => (hasIpv6(inputs) ? generatedIpv6Cidr(hex(6, "ipv6")) : ""),
  },
  conflicts: ({ inputs, world, existingId }) => {
    const user = world
      .all(SUBNET)
      .find((each) => each.inputs.vpcId === existingId && (text(each.inputs, "ipv6CidrBlock") ?? "") !== "");
    refuseIf(
      existingId !== undefined && !hasIpv6(inputs) && user !== undefined,
      "InvalidCidrBlock.InUse",
      `The vpc ${existingId} currently has a subnet within CIDR block ${text(user?.inputs ?? {}, "ipv6CidrBlock")}: ${user?.id}`,
    );
  },
  brings: { [SECURITY_GROUP]: "defaultSecurityGroupId", [common.ROUTE_TABLE]: "mainRouteTableId" },
  inUse: {
    code: "DependencyViolation",
    sentence: ({ id }) => `The vpc '${id}' has dependencies and cannot be deleted.`,
  },
};

const hasIpv6 = (inputs: Properties) => isTrue(inputs, "assignGeneratedIpv6CidrBlock");

const subnet: Behaviour = {
  type: SUBNET,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
  ],
  taggable: true,
  required: ["vpcId"],
  rules: {
    vpcId: resourceId("vpc"),
    cidrBlock: cidr(VPC_PREFIX_LENGTH.widest, VPC_PREFIX_LENGTH.narrowest),
    ipv6CidrBlock: ipv6Cidr(44, 64),
    privateDnsHostnameTypeOnLaunch: oneOf("ip-name", "resource-name"),
  },
  check: (inputs, refuse) => {
    const zones = zonesOf(text(inputs, "region") ?? "");
    const zone = text(inputs, "availabilityZone");
    const id = text(inputs, "availabilityZoneId");
    const isKnown = zones.some(({ name, id: zoneId }) => name === (zone ?? name) && zoneId === (id ?? zoneId));
    if (zones.length > 0 && !isKnown) {
      const names = zones.map(({ name }) => name).join(", ");
      refuse(zone ? "availabilityZone" : "availabilityZoneId", `Subnets can be created in these zones: ${names}.`);
    }
  },
  references: [{ path: "vpcId", type: VPC, notFound: "InvalidVpcID.NotFound", holds: true }],
  replaceOn: [
    "availabilityZone",
    "availabilityZoneId",
    "cidrBlock",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "ipv6IpamPoolId",
    "ipv6Native",
    "ipv6NetmaskLength",
    "outpostArn",
    "region",
    "vpcId",
  ],
  conflicts: (resource) => {
    if (resource.existingId === undefined) refuseRange(resource, "cidrBlock", (written) => Ipv4Cidr.parse(written));
    refuseRange(resource, "ipv6CidrBlock", (written) => Ipv6Cidr.parse(written));
  },
  id: ec2Id("subnet"),
  implied: {
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    enableResourceNameDnsARecordOnLaunch: false,
    enableResourceNameDnsAaaaRecordOnLaunch: false,
    ipv6Native: false,
    mapPublicIpOnLaunch: false,
  },
  computed: {
    arn: ec2Arn("subnet"),
    availabilityZone: ({ account, outputs }) => zoneOf(account.region, outputs).name,
    availabilityZoneId: ({ account, outputs }) => zoneOf(account.region, outputs).id,
    cidrBlock: () => "",
    ipv6CidrBlock: () => "",
    ipv6CidrBlockAssociationId: () => "",
    ownerId,
    privateDnsHostnameTypeOnLaunch: () => "ip-name",
  },
  inUse: {
    code: "DependencyViolation",
    sentence: ({ id }) => `The subnet '${id}' has dependencies and cannot be deleted.`,
  },
};

/** The zone that is asked for by name or id; AWS chooses one if none is. */
function zoneOf(region: string, outputs: Properties) {
  const zones = zonesOf(region);
  const [name, id] = [text(outputs, "availabilityZone"), text(outputs, "availabilityZoneId")];
  const chosen = zones.find((zone) => zone.name === name || zone.id === id) ?? zones[0];
  return chosen ?? { name: name ?? "", id: id ?? "" };
}

const internetGateway: Behaviour = {
  type: common.INTERNET_GATEWAY,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html",
  ],
  taggable: true,
  rules: { vpcId: resourceId("vpc") },
  references: [{ path: "vpcId", type: VPC, notFound: "InvalidVpcID.NotFound", holds: true }],
  replaceOn: ["region"],
  conflicts: ({ inputs, world, existingId }) => {
    const vpcId = text(inputs, "vpcId");
    const attached = attachedGateway({ world }, vpcId);
    refuseIf(
      attached !== undefined && attached.id !== existingId,
      "Resource.AlreadyAssociated",
      `Network ${vpcId} already has an internet gateway attached: ${attached?.id}.`,
    );
  },
  undeletable: ({ inputs, world }) => {
    const vpcId = text(inputs, "vpcId");
    const user = vpcId === undefined ? undefined : publicAddressIn({ world }, vpcId);
    refuseIf(
      user !== undefined,
      "DependencyViolation",
      `Network ${vpcId} has some mapped public address(es): ${user?.id}. Unmap those before detaching the gateway.`,
    );
  },
  id: ec2Id("igw"),
  computed: { arn: ec2Arn("internet-gateway"), ownerId, vpcId: () => "" },
};

/** The internet gateway of a VPC. */
export function attachedGateway(
  { world }: Pick<NewResource, "world">,
  vpcId: string | undefined,
): Existing | undefined {
  return world.all(common.INTERNET_GATEWAY).find(({ outputs }) => vpcId !== undefined && outputs.vpcId === vpcId);
}

/** Something in the VPC that has a public address behind the internet gateway. */
function publicAddressIn({ world }: Pick<NewResource, "world">, vpcId: string): Existing | undefined {
  const isInVpc = (subnetId: string) => world.find(SUBNET, subnetId)?.outputs.vpcId === vpcId;
  const natGateways = world
    .all(common.NAT_GATEWAY)
    .filter(({ outputs }) => outputs.connectivityType === "public" && outputs.vpcId === vpcId);
  const loadBalancers = world
    .all(common.LOAD_BALANCER)
    .filter(({ outputs }) => !isTrue(outputs, "internal") && texts(outputs, "subnets[]").some(isInVpc));
  const services = world
    .all(common.SERVICE)
    .filter(
      ({ outputs }) =>
        isTrue(outputs, "networkConfiguration.assignPublicIp") &&
        number(outputs, "desiredCount") !== 0 &&
        texts(outputs, "networkConfiguration.subnets[]").some(isInVpc),
    );
  const addresses = world.all(common.EIP).filter(({ inputs }) => vpcOfAddress(world, inputs) === vpcId);
  return [...natGateways, ...loadBalancers, ...services, ...addresses][0];
}

export const EC2_VPC: readonly Behaviour[] = [vpc, subnet, internetGateway];
