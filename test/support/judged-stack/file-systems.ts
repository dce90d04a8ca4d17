import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Networks } from "./networks";
import { either, later, type Surroundings } from "./surroundings";

/** File systems, how they are reached, and whether they are backed up. */
export function judgedFileSystems({ options, tags }: Surroundings, { vpc, subnets }: Networks): void {
  const fileSystem = (name: string, encrypted: pulumi.Input<boolean>) =>
    new aws.efs.FileSystem(name, { encrypted, tags }, { ...options, protect: true });
  const backup = (name: string, fileSystemId: pulumi.Input<string>, status: string) =>
    new aws.efs.BackupPolicy(name, { fileSystemId, backupPolicy: { status } }, options);
  const accessPoint = (
    name: string,
    path: pulumi.Input<string>,
    posixUser?: aws.types.input.efs.AccessPointPosixUser,
  ) =>
    new aws.efs.AccessPoint(
      name,
      {
        fileSystemId: files.id,
        rootDirectory: { path, creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0750" } },
        ...(posixUser && { posixUser }),
        tags,
      },
      options,
    );
  const mountTarget = (name: string, subnetId: pulumi.Input<string>) =>
    new aws.efs.MountTarget(name, { fileSystemId: files.id, subnetId }, options);

  const files = fileSystem("files", true);
  backup("files", files.id, "ENABLED");
  const plain = fileSystem("plain-files", false);
  backup("plain-files", plain.id, "DISABLED");
  const laterFiles = fileSystem("files-later", later(vpc.arn, true));
  backup("files-later", either(laterFiles.id, plain.id), "ENABLED");

  const user = { uid: 1000, gid: 1000 };
  accessPoint("folder", "/web", user);
  accessPoint("whole", "/");
  accessPoint("folder-later", later(vpc.arn, "/web"), user);

  const place = { vpcId: vpc.id, availabilityZone: "eu-central-1b", cidrBlock: "10.0.9.0/24" };
  const open = new aws.ec2.Subnet("open-subnet", { ...place, mapPublicIpOnLaunch: true, tags }, options);
  mountTarget("closed-target", subnets[0]!.id);
  mountTarget("open-target", open.id);
  mountTarget("target-later", either(subnets[2]!.id, open.id));
}
