/** What AWS accepts of file systems, from its documents. */
import type { Value } from "../../model/graph";
import type { TypeLimits } from "./limits";

const EFS = "https://docs.aws.amazon.com/efs/latest/ug";
const FILE_SYSTEM_ID = "fs-0123456789abcdef0";
const KEY_ARN = "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012";
const text = (count: number) => "x".repeat(count);

const user = (changes: object) => ({ uid: 1000, gid: 1000, ...changes });
const created = (changes: object) => {
  return { path: "/web", creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0750", ...changes } };
};
const path = (given: string) => ({ path: given });

const statement = {
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: "elasticfilesystem:ClientMount",
  Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
};
const policy = (changes: object) => JSON.stringify({ Statement: [{ ...statement, ...changes }] });

const ARCHIVE: readonly Value[] = [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToArchive: "AFTER_90_DAYS" }];

export const LIMITS_OF_FILE_SYSTEMS: { readonly [type: string]: TypeLimits } = {
  "aws:efs/fileSystem:FileSystem": {
    valid: { encrypted: true, throughputMode: "elastic" },
    limits: [
      ["creationToken", `${EFS}/API_CreateFileSystem.html`, [text(64), null], [text(65), ""]],
      ["kmsKeyId", `${EFS}/API_CreateFileSystem.html`, [KEY_ARN, null], ["key", "arn:aws:iam::123456789012:role/a"]],
      ["performanceMode", `${EFS}/performance.html`, ["generalPurpose", null], ["maxIO", "fast"]],
      [
        "lifecyclePolicies",
        `${EFS}/API_PutLifecycleConfiguration.html`,
        [
          [],
          [{ transitionToIa: "AFTER_1_DAY" }],
          [{ transitionToIa: "AFTER_365_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
          ARCHIVE,
        ],
        [
          [{ transitionToIa: "AFTER_2_DAYS" }],
          [{ transitionToPrimaryStorageClass: "AFTER_2_ACCESSES" }],
          [{ transitionToIa: "AFTER_30_DAYS", transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
          [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToArchive: "AFTER_30_DAYS" }],
        ],
      ],
      [
        "protection",
        `${EFS}/API_UpdateFileSystemProtection.html`,
        [{ replicationOverwrite: "DISABLED" }],
        [{ replicationOverwrite: "REPLICATING" }],
      ],
      ["throughputMode", `${EFS}/API_CreateFileSystem.html`, ["elastic", "bursting", null], ["provisioned", "fast"]],
      ["provisionedThroughputInMibps", `${EFS}/API_CreateFileSystem.html`, [null], [1]],
      ["encrypted", `${EFS}/API_CreateFileSystem.html`, [true, false, null], []],
    ],
  },
  "aws:efs/mountTarget:MountTarget": {
    valid: { fileSystemId: FILE_SYSTEM_ID, subnetId: "subnet-0123456789abcdef0" },
    limits: [
      ["subnetId", `${EFS}/API_CreateMountTarget.html`, ["subnet-01234567"], ["web", null]],
      ["fileSystemId", `${EFS}/API_CreateMountTarget.html`, [FILE_SYSTEM_ID], [null]],
      ["ipAddressType", `${EFS}/API_CreateMountTarget.html`, ["IPV4_ONLY", "DUAL_STACK", null], ["IPV4"]],
      ["ipv6Address", `${EFS}/API_CreateMountTarget.html`, [null], ["2001:db8::1"]],
    ],
  },
  "aws:efs/accessPoint:AccessPoint": {
    valid: { fileSystemId: FILE_SYSTEM_ID },
    limits: [
      ["fileSystemId", `${EFS}/API_CreateAccessPoint.html`, [FILE_SYSTEM_ID], [null]],
      [
        "posixUser",
        `${EFS}/API_PosixUser.html`,
        [user({ uid: 0, gid: 4_294_967_295 }), user({ secondaryGids: Array<number>(16).fill(7) }), null],
        [
          user({ uid: -1 }),
          user({ gid: 4_294_967_296 }),
          user({ uid: null }),
          user({ secondaryGids: Array<number>(17).fill(7) }),
          user({ secondaryGids: [-1] }),
        ],
      ],
      [
        "rootDirectory",
        `${EFS}/API_RootDirectory.html`,
        [path("/"), path("/a/b/c/d"), path(`/${text(99)}`), created({}), created({ permissions: "755" })],
        [
          path("web"),
          path("/a/"),
          path("/a/b/c/d/e"),
          path("/../etc"),
          path("/a*b"),
          path(`/${text(100)}`),
          created({ permissions: "0789" }),
          created({ permissions: "75" }),
          created({ ownerUid: null }),
          created({ ownerGid: -1 }),
        ],
      ],
    ],
  },
  "aws:efs/backupPolicy:BackupPolicy": {
    valid: { fileSystemId: FILE_SYSTEM_ID, backupPolicy: { status: "ENABLED" } },
    limits: [
      [
        "backupPolicy",
        `${EFS}/API_PutBackupPolicy.html`,
        [{ status: "ENABLED" }, { status: "DISABLED" }],
        [{ status: "ON" }, {}, null],
      ],
    ],
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    valid: { fileSystemId: FILE_SYSTEM_ID, policy: policy({}) },
    limits: [
      [
        "policy",
        `${EFS}/API_PutFileSystemPolicy.html`,
        [policy({ Resource: "*" })],
        ["{", policy({ Principal: undefined }), policy({ Action: "mount" }), policy({ Sid: text(20_000) }), null],
      ],
    ],
  },
};

/** Of a file system with other modes. */
export const LIMITS_OF_OTHER_MODES: TypeLimits = {
  valid: { throughputMode: "provisioned", provisionedThroughputInMibps: 1, performanceMode: "maxIO" },
  limits: [
    ["provisionedThroughputInMibps", `${EFS}/API_CreateFileSystem.html`, [1, 3414], [0, 3415, null]],
    ["throughputMode", `${EFS}/performance.html`, ["provisioned"], ["bursting", "elastic"]],
    ["availabilityZoneName", `${EFS}/API_CreateFileSystem.html`, [null], ["eu-central-1a"]],
    ["lifecyclePolicies", `${EFS}/API_PutLifecycleConfiguration.html`, [[ARCHIVE[0]!]], [ARCHIVE]],
    ["kmsKeyId", `${EFS}/API_CreateFileSystem.html`, [null], [KEY_ARN]],
  ],
};
