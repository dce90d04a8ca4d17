/** How EFS file systems are reached: mount targets, one for each zone, and access points. */
import {
  EFS_API,
  MOUNT_TARGET_GROUPS_MAX_COUNT,
  PERMISSIONS,
  POSIX_ID,
  ROOT_DIRECTORY_PATH,
  SECONDARY_GIDS_MAX_COUNT,
} from "../../model/file-systems";
import type { Properties } from "../../model/graph";
import { Ipv4Cidr } from "../../model/ipv4-cidr";
import type { Behaviour, CreatedResource, NewResource, Refuse, World } from "../behaviour";
import { countItems, isSet, isUnknownAt, text, texts } from "../read";
import { integer, matching, oneOf, resourceId } from "../rules";
import {
  ACCESS_POINT,
  arnOf,
  companionId,
  FILE_SYSTEM,
  MOUNT_TARGET,
  ownerId,
  refuseIf,
  SECURITY_GROUP,
  SUBNET,
  VPC,
} from "./common";
import { addressIn } from "./ec2-nat-gateway";
import { fileSystemName, mountTargetsOf } from "./efs-file-system";

const mountTarget: Behaviour = {
  type: MOUNT_TARGET,
  sources: [
    `${EFS_API}/API_CreateMountTarget.html`,
    `${EFS_API}/API_MountTargetDescription.html`,
    `${EFS_API}/manage-fs-access-create-delete-mount-targets.html`,
  ],
  required: ["fileSystemId", "subnetId"],
  rules: {
    ipAddressType: oneOf("IPV4_ONLY", "IPV6_ONLY", "DUAL_STACK"),
    subnetId: resourceId("subnet"),
  },
  check: (inputs, refuse) => {
    const kind = text(inputs, "ipAddressType") ?? "IPV4_ONLY";
    if (kind === "IPV4_ONLY" && isSet(inputs, "ipv6Address")) {
      refuse("ipv6Address", "It needs the ipAddressType IPV6_ONLY or DUAL_STACK.");
    }
    if (kind === "IPV6_ONLY" && isSet(inputs, "ipAddress")) {
      refuse("ipAddress", "It needs the ipAddressType IPV4_ONLY or DUAL_STACK.");
    }
  },
  references: [
    { path: "fileSystemId", type: FILE_SYSTEM, notFound: "FileSystemNotFound", holds: true },
    { path: "subnetId", type: SUBNET, notFound: "SubnetNotFound", holds: true },
    { path: "securityGroups[]", type: SECURITY_GROUP, notFound: "SecurityGroupNotFound", holds: true },
  ],
  replaceOn: ["fileSystemId", "ipAddress", "ipAddressType", "ipv6Address", "region", "subnetId"],
  conflicts: refuseMountTargetConflicts,
  id: ({ hex }) => `fsmt-${hex(17)}`,
  computed: {
    availabilityZoneId: ({ inputs, world }) => subnetOutput(world, inputs, "availabilityZoneId"),
    availabilityZoneName: ({ inputs, world }) => subnetOutput(world, inputs, "availabilityZone"),
    dnsName: nameOfFileSystem,
    fileSystemArn: fileSystemArn,
    ipAddress: ({ inputs, world }) => addressIn(subnetOutput(world, inputs, "cidrBlock")),
    ipAddressType: () => "IPV4_ONLY",
    ipv6Address: () => "",
    mountTargetDnsName: (resource) => `${text(resource.outputs, "availabilityZoneName")}.${nameOfFileSystem(resource)}`,
    networkInterfaceId: companionId("eni"),
    ownerId,
    // Without groups it gets the VPC's default one.
    securityGroups: ({ inputs, world }) => {
      const vpcId = subnetOutput(world, inputs, "vpcId");
      return texts(world.find(VPC, vpcId)?.outputs ?? {}, "defaultSecurityGroupId");
    },
  },
};

function refuseMountTargetConflicts({ inputs, world, existingId }: NewResource): void {
  const [vpcId, zone] = ["vpcId", "availabilityZone"].map((name) => subnetOutput(world, inputs, name));
  const siblings = mountTargetsOf(world, text(inputs, "fileSystemId") ?? "").filter(({ id }) => id !== existingId);
  const ofSibling = (name: string) => siblings.map((sibling) => subnetOutput(world, sibling.inputs, name));
  refuseIf(
    ofSibling("vpcId").some((other) => other !== vpcId),
    "MountTargetConflict",
    "requested subnet for new mount target is not in the same VPC as existing mount targets",
  );
  refuseIf(
    ofSibling("availabilityZone").some((other) => other === zone),
    "MountTargetConflict",
    `mount target already exists in this AZ (${zone})`,
  );
  const fileSystemZone = text(
    world.find(FILE_SYSTEM, text(inputs, "fileSystemId"))?.inputs ?? {},
    "availabilityZoneName",
  );
  refuseIf(
    fileSystemZone !== undefined && fileSystemZone !== zone,
    "AvailabilityZonesMismatch",
    `The file system keeps its files in ${fileSystemZone}, and the subnet is in ${zone}.`,
  );
  refuseIf(
    countItems(inputs, "securityGroups[]") > MOUNT_TARGET_GROUPS_MAX_COUNT,
    "SecurityGroupLimitExceeded",
    `A mount target has at most ${MOUNT_TARGET_GROUPS_MAX_COUNT} security groups.`,
  );
  const foreign = texts(inputs, "securityGroups[]").find(
    (id) => text(world.find(SECURITY_GROUP, id)?.outputs ?? {}, "vpcId") !== vpcId,
  );
  refuseIf(foreign !== undefined, "SecurityGroupNotFound", `There is no ${foreign} in the subnet's VPC.`);
  refuseAddress({ inputs, world }, existingId);
}

function refuseAddress({ inputs, world }: Pick<NewResource, "inputs" | "world">, existingId?: string): void {
  const address = text(inputs, "ipAddress");
  if (address === undefined) return;
  const range = Ipv4Cidr.parse(subnetOutput(world, inputs, "cidrBlock"));
  const one = Ipv4Cidr.parse(`${address}/32`);
  refuseIf(
    typeof one === "string" || (typeof range !== "string" && !range.contains(one)),
    "BadRequest",
    `Address ${address} does not fall within the subnet's address range`,
  );
  refuseIf(
    world.all(MOUNT_TARGET).some(({ id, inputs: other }) => {
      return id !== existingId && other.subnetId === inputs.subnetId && other.ipAddress === address;
    }),
    "IpAddressInUse",
    `Address ${address} is in use.`,
  );
}

function subnetOutput(world: World, inputs: Properties, name: string): string {
  return text(world.find(SUBNET, text(inputs, "subnetId"))?.outputs ?? {}, name) ?? "";
}

function nameOfFileSystem({ inputs, account }: CreatedResource): string {
  return fileSystemName({ id: text(inputs, "fileSystemId") ?? "", account });
}

function fileSystemArn(resource: CreatedResource): string {
  return arnOf(resource, "elasticfilesystem", `file-system/${text(resource.inputs, "fileSystemId")}`);
}

const posixId = integer(POSIX_ID.lowest, POSIX_ID.highest);

const accessPoint: Behaviour = {
  type: ACCESS_POINT,
  sources: [
    `${EFS_API}/API_CreateAccessPoint.html`,
    `${EFS_API}/API_PosixUser.html`,
    `${EFS_API}/API_RootDirectory.html`,
    `${EFS_API}/API_CreationInfo.html`,
  ],
  taggable: true,
  required: ["fileSystemId"],
  rules: {
    "posixUser.gid": posixId,
    "posixUser.uid": posixId,
    "posixUser.secondaryGids[]": posixId,
    "rootDirectory.creationInfo.ownerGid": posixId,
    "rootDirectory.creationInfo.ownerUid": posixId,
    "rootDirectory.creationInfo.permissions": matching(PERMISSIONS, "Three or four octal digits, such as 0750"),
    "rootDirectory.path": matching(ROOT_DIRECTORY_PATH, "A path of at most four folders and 100 characters"),
  },
  check: checkAccessPoint,
  references: [{ path: "fileSystemId", type: FILE_SYSTEM, notFound: "FileSystemNotFound" }],
  // An access point never changes, but for its tags.
  replaceOn: ["fileSystemId", "posixUser", "region", "rootDirectory"],
  id: ({ hex }) => `fsap-${hex(17)}`,
  computed: {
    arn: (resource) => arnOf(resource, "elasticfilesystem", `access-point/${resource.id}`),
    fileSystemArn,
    ownerId,
    rootDirectory: () => ({ path: "/" }),
  },
};

function checkAccessPoint(inputs: Properties, refuse: Refuse): void {
  const complete = {
    posixUser: ["gid", "uid"],
    "rootDirectory.creationInfo": ["ownerGid", "ownerUid", "permissions"],
  };
  for (const [group, names] of Object.entries(complete)) {
    if (!isSet(inputs, group) || isUnknownAt(inputs, group)) continue;
    for (const name of names) if (!isSet(inputs, `${group}.${name}`)) refuse(`${group}.${name}`, "It is missing.");
  }
  if (countItems(inputs, "posixUser.secondaryGids[]") > SECONDARY_GIDS_MAX_COUNT) {
    refuse("posixUser.secondaryGids", `There are at most ${SECONDARY_GIDS_MAX_COUNT}.`);
  }
}

export const EFS_ACCESS: readonly Behaviour[] = [mountTarget, accessPoint];
