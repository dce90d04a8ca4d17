/** The part of the program of `fargate-program.ts` that keeps files. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A file system that the zone of the subnet reaches, a folder of it, and what is decided about it. */
export function files(
  { subnetId, securityGroupId }: Readonly<Record<"subnetId" | "securityGroupId", pulumi.Input<string>>>,
  options: pulumi.CustomResourceOptions,
): void {
  const fileSystem = new aws.efs.FileSystem("files", { encrypted: true, tags: { Name: "files" } }, options);
  const fileSystemId = fileSystem.id;
  new aws.efs.MountTarget("files", { fileSystemId, subnetId, securityGroups: [securityGroupId] }, options);
  new aws.efs.AccessPoint(
    "files",
    {
      fileSystemId,
      posixUser: { uid: 1000, gid: 1000 },
      rootDirectory: { path: "/files", creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0750" } },
    },
    options,
  );
  new aws.efs.BackupPolicy("files", { fileSystemId, backupPolicy: { status: "ENABLED" } }, options);
  const statement = {
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: "elasticfilesystem:ClientMount",
    Resource: fileSystem.arn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const policy = pulumi.jsonStringify({ Version: "2012-10-17", Statement: [statement] });
  new aws.efs.FileSystemPolicy("files", { fileSystemId, policy }, options);
}
