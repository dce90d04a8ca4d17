import type * as aws from "@pulumi/aws";
import type { PerformanceMode, ThroughputMode } from "../../model/file-systems";
import type { EncryptionKey } from "../identity/encryption-key";
import type { NetworkLike } from "../network/network-like";
import type { WayTransforms } from "../security-group-way";
import type { Transform } from "../transform";

export interface FileSystemArgs {
  /** The network from which it is reached: from the isolated subnets' zones, or the private ones' if there are none. */
  readonly network: NetworkLike;
  /** The folders that are mounted, by name: each container sees one of them, and nothing else. @default none */
  readonly accessPoints?: Readonly<Record<string, AccessPointArgs>>;
  /**
   * Encrypts the files. It can't be changed later: another key is another, empty file system.
   * @default the account's own key for EFS, which costs nothing
   */
  readonly encryptionKey?: EncryptionKey | undefined;
  /**
   * `elastic` is as fast as programs ask, and paid for per GB read and written; `bursting` is as fast as there are files,
   * 50 KiB/s for each GiB, and costs nothing more; `provisioned` is paid for whether it is used or not. AWS lets it be
   * changed once a day.
   * @default "elastic"
   */
  readonly throughputMode?: ThroughputMode;
  /** With `provisioned`: 1 to 3414 MiB/s, fewer in some regions. */
  readonly provisionedThroughputMiBps?: number;
  /**
   * `maxIO` trades slower operations for more of them, and can't be had with `elastic`. It can't be changed later: the
   * other mode is another, empty file system.
   * @default "generalPurpose"
   */
  readonly performanceMode?: PerformanceMode;
  /**
   * How many days (1, 7, 14, 30, 60, 90, 180, 270 or 365) after it was last used a file moves to infrequent access: it
   * costs a fraction there, but is paid for per GB read, and slower; false: never.
   * @default 30
   */
  readonly transitionToIaDays?: number | false;
  /** The same for the archive, which is cheaper still and slower; later than `transitionToIaDays`. @default never */
  readonly transitionToArchiveDays?: number;
  /** Whether a file moves back to the fast storage when it is used again. @default false */
  readonly transitionToPrimaryOnAccess?: boolean;
  /**
   * Whether AWS Backup copies what has changed every day and keeps the copies for five weeks, paid for per GB. Without,
   * what a program deletes by mistake is gone. Backups outlive the file system.
   * @default true
   */
  readonly automaticBackups?: boolean;
  /** Whether Pulumi refuses to delete the file system, and all files with it. @default true */
  readonly protect?: boolean;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: FileSystemTransforms;
}

/**
 * A folder of the file system, and the user that everything in it is done as, whoever the program is. It never changes:
 * other values are another access point, which leads to the same folder; a folder that exists keeps its owner.
 */
export interface AccessPointArgs {
  /** The folder: up to four names, 100 characters. It is made when it is first mounted. @default `/` and its own name */
  readonly path?: string;
  /** The user, 1 to 4294967295. @default 1000, which containers run as if nothing else is said */
  readonly uid?: number;
  /** The group, 1 to 4294967295. @default 1000 */
  readonly gid?: number;
  /** Up to 16 further groups. @default none */
  readonly secondaryGids?: readonly number[];
  /** The folder's mode when it is made, three or four octal digits. @default "0750" */
  readonly permissions?: string;
}

/** One for each kind of child. */
export interface FileSystemTransforms {
  readonly fileSystem?: Transform<aws.efs.FileSystemArgs>;
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  /** Of each zone. */
  readonly mountTarget?: Transform<aws.efs.MountTargetArgs>;
  readonly accessPoint?: Transform<aws.efs.AccessPointArgs>;
  readonly backupPolicy?: Transform<aws.efs.BackupPolicyArgs>;
  readonly fileSystemPolicy?: Transform<aws.efs.FileSystemPolicyArgs>;
  /** The rules that let those in whom `allowFrom` names. */
  readonly way?: WayTransforms;
}
