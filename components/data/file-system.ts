import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { NFS_PORT } from "../../model/file-systems";
import { policyDocument } from "../../model/iam-policy";
import { mapValues } from "../../model/records";
import type { NetworkLike } from "../network/network-like";
import { placeOf } from "../place";
import { refuse } from "../refuse";
import { openWay, type Caller } from "../security-group-way";
import { transformed } from "../transform";
import type { FileSystemArgs, FileSystemTransforms } from "./file-system-args";
import {
  checkFileSystem,
  fileSystemPolicyStatements,
  lifecyclePolicies,
  mountStatement,
  type MountStatement,
  plainFileSystem,
  type PlainFileSystem,
} from "./file-system-plan";
import { checkMountTargetTier, mountTargetTier } from "./mount-target-plan";

/**
 * Files that outlive tasks, and that several tasks share: an encrypted file system of EFS. It creates:
 * 1. the file system, which all zones of the region keep;
 * 2. a security group that lets nobody in, and a mount target with it in each zone of the network;
 * 3. its policy: nobody comes without TLS, without a role, or past the access points;
 * 4. its backup policy;
 * 5. an access point for each folder that is mounted.
 *
 * ```ts
 * const shared = new FileSystem("shared", { network, accessPoints: { uploads: {} } });
 * new FargateService("web", {
 *   cluster, network,
 *   containers: { web: { image, fileSystemMounts: { "/uploads": { fileSystem: shared, accessPoint: "uploads" } } } },
 * });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class FileSystem extends pulumi.ComponentResource {
  readonly name: string;
  readonly fileSystemId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Of the mount targets. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  readonly network: NetworkLike;
  /** What is known of it without AWS. */
  readonly plan: PlainFileSystem;

  readonly #accessPoints: Readonly<Record<string, aws.efs.AccessPoint>>;
  /** What has to exist before anybody may mount it. */
  readonly #reachable: readonly pulumi.Resource[];
  readonly #transform: FileSystemTransforms;

  constructor(name: string, args: FileSystemArgs, options?: pulumi.ComponentResourceOptions) {
    const plan = plainFileSystem(name, args);
    refuse([...checkFileSystem(plan), ...checkMountTargetTier(name, args.network)]);
    super("fargate-platform:data:FileSystem", name, {}, options);
    this.name = name;
    this.plan = plan;
    this.network = args.network;
    this.#transform = args.transform ?? {};
    const tags = { Name: name };

    const fileSystem = new aws.efs.FileSystem(
      name,
      ...transformed<aws.efs.FileSystemArgs>(
        this.#transform.fileSystem,
        {
          encrypted: true,
          ...(args.encryptionKey && { kmsKeyId: args.encryptionKey.arn }),
          performanceMode: plan.performanceMode,
          throughputMode: plan.throughputMode,
          ...(plan.provisionedThroughputMiBps !== undefined && {
            provisionedThroughputInMibps: plan.provisionedThroughputMiBps,
          }),
          lifecyclePolicies: lifecyclePolicies(plan),
          tags,
        },
        { parent: this, protect: args.protect ?? true },
      ),
    );
    this.fileSystemId = fileSystem.id;
    this.arn = fileSystem.arn;
    this.securityGroup = new aws.ec2.SecurityGroup(
      name,
      ...transformed<aws.ec2.SecurityGroupArgs>(
        this.#transform.securityGroup,
        { vpcId: args.network.vpcId, description: `Mount targets of ${name}`, tags },
        { parent: this },
      ),
    );
    const policy = new aws.efs.FileSystemPolicy(
      name,
      ...transformed<aws.efs.FileSystemPolicyArgs>(
        this.#transform.fileSystemPolicy,
        {
          fileSystemId: fileSystem.id,
          policy: pulumi
            .all([fileSystem.arn, placeOf(this)])
            .apply(([arn, place]) => policyDocument(fileSystemPolicyStatements(arn, place))),
        },
        { parent: this },
      ),
    );
    new aws.efs.BackupPolicy(
      name,
      ...transformed<aws.efs.BackupPolicyArgs>(
        this.#transform.backupPolicy,
        { fileSystemId: fileSystem.id, backupPolicy: { status: plan.automaticBackups ? "ENABLED" : "DISABLED" } },
        { parent: this },
      ),
    );
    this.#reachable = [policy, ...this.#mountTargets()];
    this.#accessPoints = mapValues(plan.accessPoints, (_, accessPoint) => this.#accessPoint(accessPoint));
    this.registerOutputs({ fileSystemId: this.fileSystemId });
  }

  /**
   * Lets a caller's tasks reach the mount targets, and nothing else. That is no permission yet: see `mountStatement`.
   * @returns what the caller has to wait for before its first task mounts.
   */
  allowFrom(caller: Caller): pulumi.Resource[] {
    const way = openWay(
      `${this.name}-from-${caller.name}`,
      {
        from: { securityGroup: caller.securityGroup, who: `the tasks of ${caller.name}` },
        to: { securityGroup: this.securityGroup, who: `the mount targets of ${this.name}` },
        port: NFS_PORT,
      },
      { parent: this },
      this.#transform.way,
    );
    return [...way, ...this.#reachable];
  }

  /** What a role needs to mount the access point, to read or also to write. */
  mountStatement(accessPoint: string, readOnly: boolean): pulumi.Output<MountStatement> {
    return pulumi
      .all([this.arn, this.#accessPoints[accessPoint]!.arn])
      .apply(([arn, accessPointArn]) => mountStatement(arn, accessPointArn, readOnly));
  }

  /** The access point as a task's volume: over TLS, as the task's role. */
  volume(accessPoint: string): aws.types.input.ecs.TaskDefinitionVolumeEfsVolumeConfiguration {
    return {
      fileSystemId: this.fileSystemId,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: this.#accessPoints[accessPoint]!.id, iam: "ENABLED" },
    };
  }

  #mountTargets(): pulumi.Resource[] {
    const tier = mountTargetTier(this.network);
    const subnetIds = this.network[`${tier}SubnetIds`];
    return this.network.subnetZones[tier].map(
      (zone, index) =>
        new aws.efs.MountTarget(
          `${this.name}-${zone}`,
          ...transformed<aws.efs.MountTargetArgs>(
            this.#transform.mountTarget,
            {
              fileSystemId: this.fileSystemId,
              subnetId: subnetIds[index]!,
              securityGroups: [this.securityGroup.id],
            },
            { parent: this },
          ),
        ),
    );
  }

  #accessPoint(name: string): aws.efs.AccessPoint {
    const { path, uid, gid, secondaryGids, permissions } = this.plan.accessPoints[name]!;
    return new aws.efs.AccessPoint(
      `${this.name}-${name}`,
      ...transformed<aws.efs.AccessPointArgs>(
        this.#transform.accessPoint,
        {
          fileSystemId: this.fileSystemId,
          posixUser: { uid, gid, ...(secondaryGids.length > 0 && { secondaryGids: [...secondaryGids] }) },
          rootDirectory: { path, creationInfo: { ownerUid: uid, ownerGid: gid, permissions } },
          tags: { Name: `${this.name}-${name}` },
        },
        { parent: this },
      ),
    );
  }
}
