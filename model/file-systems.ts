/** What Amazon EFS accepts. */
import type { Range } from "./ranges";

export const EFS_API = "https://docs.aws.amazon.com/efs/latest/ug";

/** What mount targets answer: NFS. Source: https://docs.aws.amazon.com/efs/latest/ug/network-access.html */
export const NFS_PORT = 2049;

/** Source: https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html */
export const THROUGHPUT_MODES = ["elastic", "bursting", "provisioned"] as const;
export type ThroughputMode = (typeof THROUGHPUT_MODES)[number];

/** Source: https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html */
export const PERFORMANCE_MODES = ["generalPurpose", "maxIO"] as const;
export type PerformanceMode = (typeof PERFORMANCE_MODES)[number];

/** The upper end is lower in some regions. Source: https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html */
export const PROVISIONED_THROUGHPUT_MIBPS: Range = { lowest: 1, highest: 3414 };

/** Since a file was last used. Source: https://docs.aws.amazon.com/efs/latest/ug/API_LifecyclePolicy.html */
export const TRANSITION_DAYS: readonly number[] = [1, 7, 14, 30, 60, 90, 180, 270, 365];

/** The days as the API writes them. */
export function afterDays(days: number): string {
  return `AFTER_${days}_DAY${days === 1 ? "" : "S"}`;
}

/** Users and groups. Source: https://docs.aws.amazon.com/efs/latest/ug/API_PosixUser.html */
export const POSIX_ID: Range = { lowest: 0, highest: 4_294_967_295 };
export const SECONDARY_GIDS_MAX_COUNT = 16;

/**
 * An absolute path with at most four folders, or the root.
 * Source: https://docs.aws.amazon.com/efs/latest/ug/API_RootDirectory.html
 */
export const ROOT_DIRECTORY_PATH = /^(?=.{1,100}$)(\/|(\/(?!\.)[^$#<>;`|&?{}^*/\n]+){1,4})$/;

/** Source: https://docs.aws.amazon.com/efs/latest/ug/API_CreationInfo.html */
export const PERMISSIONS = /^[0-7]{3,4}$/;

/** Characters. Source: https://docs.aws.amazon.com/efs/latest/ug/API_PutFileSystemPolicy.html */
export const FILE_SYSTEM_POLICY_MAX_LENGTH = 20_000;

/** Of a mount target. Source: https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html */
export const MOUNT_TARGET_GROUPS_MAX_COUNT = 5;

/**
 * What NFS clients do: read, write, and act as root.
 * Source: https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export const CLIENT_ACTIONS = {
  mount: "elasticfilesystem:ClientMount",
  write: "elasticfilesystem:ClientWrite",
  rootAccess: "elasticfilesystem:ClientRootAccess",
} as const;

/** The access point that a client mounts through; absent where it uses none. Source: the same document */
export const ACCESS_POINT_ARN_KEY = "elasticfilesystem:AccessPointArn";
/** Source: the same document */
export const VIA_MOUNT_TARGET_KEY = "elasticfilesystem:AccessedViaMountTarget";
