/** Instances of EC2. */
import { isGraviton, USER_DATA_MAX_BYTES } from "../../model/ec2-instances";
import type { Properties } from "../../model/graph";
import type { Behaviour, CreatedResource, Existing, NewResource, Refuse, World } from "../behaviour";
import { isSet, isTrue, text, texts } from "../read";
import { integer, length, oneOf, resourceId } from "../rules";
import {
  companionId,
  ec2Arn,
  ec2Id,
  EIP,
  INSTANCE,
  NETWORK_INTERFACE,
  refuseIf,
  SECURITY_GROUP,
  SUBNET,
} from "./common";
import { addressIn } from "./ec2-nat-gateway";
import { defaultGroups, privateName, subnetOutput } from "./ec2-network-interface";

const API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const PRIMARY = "primaryNetworkInterface.networkInterfaceId";

/** What a network interface of its own decides, so that it can't stand at the instance too. */
const DECIDED_BY_INTERFACE = [
  "associatePublicIpAddress",
  "ipv6AddressCount",
  "ipv6Addresses",
  "networkInterfaces",
  "privateIp",
  "secondaryPrivateIps",
  "securityGroups",
  "subnetId",
  "vpcSecurityGroupIds",
];

export const instance: Behaviour = {
  type: INSTANCE,
  sources: [
    `${API}/API_RunInstances.html`,
    `${API}/API_InstanceMetadataOptionsRequest.html`,
    `${API}/API_TerminateInstances.html`,
    `${API}/errors-overview.html`,
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/ec2_instance.go",
  ],
  taggable: true,
  defaults: {
    "metadataOptions.httpEndpoint": "enabled",
    "metadataOptions.httpProtocolIpv6": "disabled",
    "metadataOptions.instanceMetadataTags": "disabled",
    "rootBlockDevice.deleteOnTermination": true,
    sourceDestCheck: true,
  },
  implied: { forceDestroy: false, getPasswordData: false, userDataReplaceOnChange: false },
  rules: {
    ami: resourceId("ami"),
    instanceType: (value) =>
      typeof value === "string" && isGraviton(value) !== undefined ? undefined : "A type such as t4g.nano is expected.",
    keyName: length(1, 255),
    "metadataOptions.httpEndpoint": oneOf("enabled", "disabled"),
    "metadataOptions.httpPutResponseHopLimit": integer(1, 64),
    "metadataOptions.httpTokens": oneOf("optional", "required"),
    [PRIMARY]: resourceId("eni"),
    subnetId: resourceId("subnet"),
    userData: (value) =>
      typeof value === "string" && Buffer.byteLength(value) <= USER_DATA_MAX_BYTES
        ? undefined
        : `At most ${USER_DATA_MAX_BYTES} bytes are expected.`,
    "rootBlockDevice.volumeType": oneOf("standard", "gp2", "gp3", "io1", "io2", "sc1", "st1"),
  },
  check: checkInstance,
  references: [
    { path: PRIMARY, type: NETWORK_INTERFACE, notFound: "InvalidNetworkInterfaceID.NotFound", holds: true },
    { path: "subnetId", type: SUBNET, notFound: "InvalidSubnetID.NotFound", holds: true },
    { path: "vpcSecurityGroupIds[]", type: SECURITY_GROUP, notFound: "InvalidGroup.NotFound", holds: true },
  ],
  replaceOn: [
    "ami",
    "associatePublicIpAddress",
    "availabilityZone",
    "cpuOptions",
    "ebsOptimized",
    "enclaveOptions",
    "hibernation",
    "hostResourceGroupArn",
    "ipv6AddressCount",
    "ipv6Addresses",
    "keyName",
    "instanceMarketOptions",
    "launchTemplate.id",
    "launchTemplate.name",
    "networkInterfaces",
    "placementGroup",
    "primaryNetworkInterface",
    "privateDnsNameOptions",
    "privateIp",
    "region",
    "rootBlockDevice.encrypted",
    "rootBlockDevice.kmsKeyId",
    "securityGroups",
    "subnetId",
    "tenancy",
    { path: "userData", unless: (_olds, news) => !isTrue(news, "userDataReplaceOnChange") },
  ],
  conflicts: refuseInstanceConflicts,
  id: ec2Id("i"),
  computed: {
    arn: ec2Arn("instance"),
    associatePublicIpAddress: () => false,
    availabilityZone: ({ inputs, world }) => subnetOutput(world, placeOf(world, inputs), "availabilityZone"),
    capacityReservationSpecification: () => ({ capacityReservationPreference: "open" }),
    cpuOptions: () => ({}),
    disableApiStop: () => false,
    disableApiTermination: () => false,
    ebsBlockDevices: () => [],
    ebsOptimized: () => false,
    enablePrimaryIpv6: () => false,
    enclaveOptions: () => ({ enabled: false }),
    ephemeralBlockDevices: () => [],
    hostId: () => "",
    hostResourceGroupArn: () => "",
    iamInstanceProfile: () => "",
    instanceInitiatedShutdownBehavior: () => "stop",
    instanceLifecycle: () => "",
    instanceMarketOptions: () => ({}),
    instanceState: () => "running",
    ipv6AddressCount: () => 0,
    ipv6Addresses: () => [],
    keyName: () => "",
    // Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-configuration-recovery.html
    maintenanceOptions: () => ({ autoRecovery: "default" }),
    metadataOptions: () => ({ httpEndpoint: "enabled" }),
    monitoring: () => false,
    networkInterfaces: () => [],
    outpostArn: () => "",
    passwordData: () => "",
    placementGroup: () => "",
    placementGroupId: () => "",
    placementPartitionNumber: () => 0,
    primaryNetworkInterfaceId: (resource) => text(resource.inputs, PRIMARY) ?? companionId("eni")(resource),
    primaryNetworkInterface: ({ outputs }) => ({
      deleteOnTermination: true,
      networkInterfaceId: text(outputs, "primaryNetworkInterfaceId") ?? "",
    }),
    privateIp: ({ inputs, world }) =>
      text(interfaceOf(world, inputs)?.outputs ?? {}, "privateIp") ??
      addressIn(subnetOutput(world, inputs, "cidrBlock")),
    privateDns: ({ outputs, account }) => privateName(outputs, account.region),
    privateDnsNameOptions: () => ({ hostnameType: "ip-name" }),
    rootBlockDevice: (resource) => ({ volumeId: companionId("vol")(resource) }),
    secondaryNetworkInterfaces: () => [],
    secondaryPrivateIps: () => [],
    securityGroups: () => [],
    spotInstanceRequestId: () => "",
    subnetId: ({ inputs, world }) => text(placeOf(world, inputs), "subnetId") ?? "",
    tenancy: () => "default",
    userDataBase64: () => "",
    vpcSecurityGroupIds: ({ inputs, world }) => groupsOf(world, inputs),
  },
  observed: {
    publicIp: (resource) => text(addressOf(resource)?.outputs ?? {}, "publicIp") ?? "",
    publicDns: (resource) => text(addressOf(resource)?.outputs ?? {}, "publicDns") ?? "",
  },
};

function checkInstance(inputs: Properties, refuse: Refuse): void {
  for (const name of ["ami", "instanceType"]) {
    if (!isSet(inputs, name) && !isSet(inputs, "launchTemplate")) refuse(name, "An instance needs it.");
  }
  if (!isSet(inputs, "primaryNetworkInterface")) return;
  for (const name of DECIDED_BY_INTERFACE) {
    if (isSet(inputs, name)) refuse(name, "The network interface decides it.");
  }
}

function refuseInstanceConflicts({ inputs, world, existingId }: NewResource): void {
  const interfaceId = text(inputs, PRIMARY);
  if (interfaceId === undefined) return;
  const user = world
    .all(INSTANCE)
    .find(({ id, inputs: other }) => id !== existingId && text(other, PRIMARY) === interfaceId);
  refuseIf(
    user !== undefined,
    "InvalidNetworkInterface.InUse",
    `The network interface '${interfaceId}' is currently in use: ${user?.id}.`,
  );
}

function interfaceOf(world: World, inputs: Properties): Existing | undefined {
  return world.find(NETWORK_INTERFACE, text(inputs, PRIMARY));
}

/** What says in which subnet the instance is. */
function placeOf(world: World, inputs: Properties): Properties {
  return interfaceOf(world, inputs)?.inputs ?? inputs;
}

function groupsOf(world: World, inputs: Properties): string[] {
  const own = texts(interfaceOf(world, inputs)?.outputs ?? {}, "securityGroups[]");
  return own.length > 0 ? own : defaultGroups(world, placeOf(world, inputs));
}

/** The Elastic IP address of its first network interface. */
function addressOf({ id, outputs, world }: CreatedResource): Existing | undefined {
  return world
    .all(EIP)
    .find(
      ({ inputs }) =>
        text(inputs, "instance") === id ||
        text(inputs, "networkInterface") === text(outputs, "primaryNetworkInterfaceId"),
    );
}
