/** NAT gateways: in one subnet, or regional ones, which stand in none. */
import type { Properties } from "../../model/graph";
import type { Behaviour, CreatedResource, Refuse, World } from "../behaviour";
import { zonesOf } from "../availability-zones";
import { isSet, isUnknownAt, objects, text, texts } from "../read";
import { matching, oneOf, resourceId } from "../rules";
import * as common from "./common";
import { companionId, ec2Id, NAT_GATEWAY, refuseIf, SUBNET, VPC } from "./common";
import { attachedGateway } from "./ec2-vpc";

/** Where the addresses of a regional gateway stand, if AWS is not to choose them. */
const ZONE_ADDRESSES = "availabilityZoneAddresses";
const ZONE_ALLOCATIONS = `${ZONE_ADDRESSES}[].allocationIds[]`;

const isRegional = (properties: Properties) => text(properties, "availabilityMode") === "regional";

export const natGateway: Behaviour = {
  type: NAT_GATEWAY,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AvailabilityZoneAddress.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_nat_gateway.go",
  ],
  taggable: true,
  defaults: { connectivityType: "public" },
  rules: {
    allocationId: resourceId("eipalloc"),
    availabilityMode: oneOf("zonal", "regional"),
    connectivityType: oneOf("public", "private"),
    subnetId: resourceId("subnet"),
    vpcId: resourceId("vpc"),
    [ZONE_ALLOCATIONS]: resourceId("eipalloc"),
    [`${ZONE_ADDRESSES}[].availabilityZone`]: matching(/^[a-z-]+-\d+[a-z]$/, "A zone such as eu-central-1a"),
  },
  check: (inputs, refuse) => {
    if (isUnknownAt(inputs, "availabilityMode")) return;
    if (isRegional(inputs)) checkRegional(inputs, refuse);
    else checkZonal(inputs, refuse);
  },
  references: [
    { path: "subnetId", type: SUBNET, notFound: "InvalidSubnetID.NotFound", holds: true },
    { path: "vpcId", type: VPC, notFound: "InvalidVpcID.NotFound", holds: true },
    { path: "allocationId", type: common.EIP, notFound: "InvalidAllocationID.NotFound", holds: true },
    { path: ZONE_ALLOCATIONS, type: common.EIP, notFound: "InvalidAllocationID.NotFound", holds: true },
  ],
  replaceOn: [
    "allocationId",
    "availabilityMode",
    {
      path: ZONE_ADDRESSES,
      // The provider makes a new one where AWS is to choose the addresses from now on, or isn't any more.
      unless: (olds, news) =>
        objects(olds, `${ZONE_ADDRESSES}[]`).length > 0 === objects(news, `${ZONE_ADDRESSES}[]`).length > 0,
    },
    "connectivityType",
    "privateIp",
    "region",
    "subnetId",
    "vpcId",
  ],
  conflicts: ({ inputs, world, existingId }) => {
    const others = world.all(NAT_GATEWAY).filter(({ id }) => id !== existingId);
    for (const allocationId of allocationsOf(inputs)) {
      const user = others.find((other) => allocationsOf(other.inputs).includes(allocationId));
      refuseIf(
        user !== undefined,
        "Resource.AlreadyAssociated",
        `Elastic IP address [${allocationId}] is already associated with ${user?.id}`,
      );
    }
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
    autoProvisionZones: ({ inputs }) => automatic(inputs),
    autoScalingIps: ({ inputs }) => automatic(inputs),
    availabilityMode: () => "zonal",
    networkInterfaceId: (resource) => (isRegional(resource.inputs) ? "" : companionId("eni")(resource)),
    privateIp: ({ inputs, world }) =>
      addressIn(text(world.find(SUBNET, text(inputs, "subnetId"))?.outputs ?? {}, "cidrBlock")),
    publicIp: ({ inputs, world }) => publicIpOf(world, text(inputs, "allocationId")),
    regionalNatGatewayAutoMode: ({ inputs }) => automatic(inputs),
    routeTableId: (resource) => (isRegional(resource.inputs) ? companionId("rtb")(resource) : ""),
    secondaryAllocationIds: () => [],
    secondaryPrivateIpAddressCount: () => 0,
    secondaryPrivateIpAddresses: () => [],
    vpcId: ({ inputs, world }) => vpcOf(world, inputs) ?? "",
  },
  remade: { regionalNatGatewayAddresses: (resource) => regionalAddresses(resource) },
};

function checkZonal(inputs: Properties, refuse: Refuse): void {
  if (!isSet(inputs, "subnetId")) refuse("subnetId", "A zonal NAT gateway needs a subnet.");
  const isPublic = text(inputs, "connectivityType") === "public";
  if (isPublic && !isSet(inputs, "allocationId")) {
    refuse("allocationId", "A public NAT gateway needs the allocation id of an Elastic IP address.");
  }
  if (isSet(inputs, ZONE_ADDRESSES)) refuse(ZONE_ADDRESSES, "Only regional NAT gateways have addresses per zone.");
}

function checkRegional(inputs: Properties, refuse: Refuse): void {
  if (!isSet(inputs, "vpcId")) refuse("vpcId", "A regional NAT gateway needs a VPC.");
  for (const name of ["subnetId", "allocationId", "secondaryAllocationIds", "privateIp"]) {
    if (isSet(inputs, name)) refuse(name, "A regional NAT gateway has none.");
  }
  if (text(inputs, "connectivityType") === "private") refuse("connectivityType", "A regional NAT gateway is public.");
  const zones = zonesOf(text(inputs, "region") ?? "").map(({ name }) => name);
  objects(inputs, `${ZONE_ADDRESSES}[]`).forEach((address, index) => {
    const at = `${ZONE_ADDRESSES}[${index}]`;
    if (!isSet(address, "availabilityZone") && !isSet(address, "availabilityZoneId")) {
      refuse(at, "It needs availabilityZone or availabilityZoneId.");
    }
    if (!isSet(address, "allocationIds")) refuse(at, "It needs allocationIds.");
    const zone = text(address, "availabilityZone");
    if (zone !== undefined && zones.length > 0 && !zones.includes(zone)) {
      refuse(`${at}.availabilityZone`, `The region has the zones ${zones.join(", ")}.`);
    }
  });
}

/** Whether AWS chooses zones and addresses of a regional gateway. */
function automatic(inputs: Properties): string {
  if (!isRegional(inputs)) return "";
  return objects(inputs, `${ZONE_ADDRESSES}[]`).length === 0 ? "enabled" : "disabled";
}

function regionalAddresses({ inputs, world, hex }: CreatedResource): Properties[] {
  return objects(inputs, `${ZONE_ADDRESSES}[]`).flatMap((address) => {
    const availabilityZone = text(address, "availabilityZone") ?? "";
    const zones = zonesOf(text(inputs, "region") ?? "");
    return texts(address, "allocationIds[]").map((allocationId) => ({
      allocationId,
      associationId: `eipassoc-${hex(17, allocationId)}`,
      availabilityZone,
      availabilityZoneId: zones.find(({ name }) => name === availabilityZone)?.id ?? "",
      networkInterfaceId: "",
      publicIp: publicIpOf(world, allocationId),
      status: "succeeded",
    }));
  });
}

function allocationsOf(inputs: Properties): string[] {
  return [...texts(inputs, "allocationId"), ...texts(inputs, ZONE_ALLOCATIONS)];
}

function publicIpOf(world: World, allocationId: string | undefined): string {
  return text(world.find(common.EIP, allocationId)?.outputs ?? {}, "publicIp") ?? "";
}

function vpcOf(world: World, inputs: Properties): string | undefined {
  return text(world.find(SUBNET, text(inputs, "subnetId"))?.outputs ?? {}, "vpcId") ?? text(inputs, "vpcId");
}

/** The fourth address after AWS's own ones. */
export function addressIn(cidrBlock: string | undefined): string {
  return cidrBlock?.replace(/\.(\d+)\/\d+$/, (_, last: string) => `.${Number(last) + 8}`) ?? "";
}
