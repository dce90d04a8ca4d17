/** What AWS's documents say about the resources of `file-system-program.ts`; see `facts.ts`. */
import type { Fact } from "./facts";

const EFS = "https://docs.aws.amazon.com/efs/latest/ug";
const ARNS = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticfilesystem.html";
const DNS = `${EFS}/mounting-fs-mount-cmd-dns-name.html`;
const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";
const ACCESS_POINT = "aws:efs/accessPoint:AccessPoint";
const NAME = "fs-[0-9a-f]{17}\\.efs\\.eu-central-1\\.amazonaws\\.com$";
const arn = (resource: string) => new RegExp(`^arn:aws:elasticfilesystem:eu-central-1:123456789012:${resource}$`);

const fact = (type: string, output: string, expected: Fact["expected"], source: string): Fact => {
  return { type, output, expected, source };
};

export const FACTS_OF_FILE_SYSTEMS: readonly Fact[] = [
  fact(FILE_SYSTEM, "id", /^fs-[0-9a-f]{17}$/, `${EFS}/API_FileSystemDescription.html`),
  fact(FILE_SYSTEM, "arn", arn("file-system/fs-[0-9a-f]{17}"), ARNS),
  fact(FILE_SYSTEM, "dnsName", new RegExp(`^${NAME}`), DNS),
  fact(FILE_SYSTEM, "name", "files", `${EFS}/API_FileSystemDescription.html`),
  fact(FILE_SYSTEM, "performanceMode", "generalPurpose", `${EFS}/API_CreateFileSystem.html`),
  fact(FILE_SYSTEM, "throughputMode", "bursting", `${EFS}/API_CreateFileSystem.html`),
  fact(
    FILE_SYSTEM,
    "kmsKeyId",
    /^arn:aws:kms:eu-central-1:123456789012:key\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    `${EFS}/API_CreateFileSystem.html`,
  ),
  fact(
    FILE_SYSTEM,
    "protection",
    { replicationOverwrite: "ENABLED" },
    `${EFS}/API_FileSystemProtectionDescription.html`,
  ),
  fact(MOUNT_TARGET, "id", /^fsmt-[0-9a-f]{17}$/, `${EFS}/API_MountTargetDescription.html`),
  fact(MOUNT_TARGET, "dnsName", new RegExp(`^${NAME}`), DNS),
  fact(MOUNT_TARGET, "mountTargetDnsName", new RegExp(`^eu-central-1a\\.${NAME}`), DNS),
  fact(MOUNT_TARGET, "ipAddress", /^10\.0\.0\.\d+$/, `${EFS}/API_MountTargetDescription.html`),
  fact(MOUNT_TARGET, "ipAddressType", "IPV4_ONLY", `${EFS}/API_CreateMountTarget.html`),
  fact(MOUNT_TARGET, "networkInterfaceId", /^eni-[0-9a-f]{17}$/, `${EFS}/API_MountTargetDescription.html`),
  fact(MOUNT_TARGET, "availabilityZoneId", "euc1-az1", `${EFS}/API_MountTargetDescription.html`),
  fact(MOUNT_TARGET, "fileSystemArn", arn("file-system/fs-[0-9a-f]{17}"), ARNS),
  fact(ACCESS_POINT, "id", /^fsap-[0-9a-f]{17}$/, `${EFS}/API_AccessPointDescription.html`),
  fact(ACCESS_POINT, "arn", arn("access-point/fsap-[0-9a-f]{17}"), ARNS),
];
