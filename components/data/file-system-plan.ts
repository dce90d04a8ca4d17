/** Everything about a file system that can be wrong before AWS is asked, and what it is made with. */
import {
  ACCESS_POINT_ARN_KEY,
  afterDays,
  CLIENT_ACTIONS,
  EFS_API,
  type PerformanceMode,
  PROVISIONED_THROUGHPUT_MIBPS,
  type ThroughputMode,
  TRANSITION_DAYS,
  VIA_MOUNT_TARGET_KEY,
} from "../../model/file-systems";
import type { AwsPlace, PolicyStatement } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import { mapValues } from "../../model/records";
import { checkAccessPoints, checkStorageName, plainAccessPoint, type PlainAccessPoint } from "./access-point-plan";
import type { FileSystemArgs } from "./file-system-args";

/** What is known of a file system without creating anything, with the defaults filled in. */
export interface PlainFileSystem {
  readonly name: string;
  readonly throughputMode: ThroughputMode;
  readonly provisionedThroughputMiBps?: number;
  readonly performanceMode: PerformanceMode;
  readonly transitionToIaDays: number | false;
  readonly transitionToArchiveDays?: number;
  readonly transitionToPrimaryOnAccess: boolean;
  readonly automaticBackups: boolean;
  readonly accessPoints: Readonly<Record<string, PlainAccessPoint>>;
}

const FILE_SYSTEM_DEFAULTS = {
  throughputMode: "elastic",
  performanceMode: "generalPurpose",
  transitionToIaDays: 30,
  transitionToPrimaryOnAccess: false,
  automaticBackups: true,
} as const;

export type PlainFileSystemArgs = Omit<FileSystemArgs, "network" | "encryptionKey" | "protect" | "transform">;

export function plainFileSystem(name: string, args: PlainFileSystemArgs): PlainFileSystem {
  const { accessPoints = {}, ...given } = args;
  return { name, ...FILE_SYSTEM_DEFAULTS, ...given, accessPoints: mapValues(accessPoints, plainAccessPoint) };
}

const CREATE = `${EFS_API}/API_CreateFileSystem.html`;
const LIFECYCLE = `${EFS_API}/API_PutLifecycleConfiguration.html`;

export function checkFileSystem(fileSystem: PlainFileSystem): Problem[] {
  const component = `file system "${fileSystem.name}"`;
  return [
    ...checkStorageName(component, "name", fileSystem.name),
    ...checkThroughput(component, fileSystem),
    ...checkTransitions(component, fileSystem),
    ...checkAccessPoints(component, fileSystem.accessPoints),
  ];
}

function checkThroughput(component: string, fileSystem: PlainFileSystem): Problem[] {
  const { throughputMode, performanceMode, provisionedThroughputMiBps: provisioned } = fileSystem;
  const argument = "provisionedThroughputMiBps";
  const problems = rangeProblem(component, argument, provisioned, PROVISIONED_THROUGHPUT_MIBPS, CREATE);
  if ((throughputMode === "provisioned") !== (provisioned !== undefined)) {
    problems.push({
      component,
      argument,
      value: provisioned,
      message: `It belongs to the throughput mode provisioned, and the mode is ${throughputMode}.`,
      fix: provisioned === undefined ? "Set it, or choose elastic." : "Remove it, or choose provisioned.",
      source: CREATE,
    });
  }
  if (performanceMode === "maxIO" && throughputMode === "elastic") {
    problems.push({
      component,
      argument: "performanceMode",
      value: performanceMode,
      message: "It is not possible with the throughput mode elastic.",
      fix: "Choose generalPurpose, which AWS recommends, or another throughput mode.",
      source: `${EFS_API}/performance.html`,
    });
  }
  return problems;
}

function checkTransitions(component: string, fileSystem: PlainFileSystem): Problem[] {
  const { transitionToIaDays: ia, transitionToArchiveDays: archive } = fileSystem;
  const problem = (argument: string, value: unknown, message: string, fix: string): Problem => {
    return { component, argument, value, message, fix, source: LIFECYCLE };
  };
  const days = Object.entries({ transitionToIaDays: ia, transitionToArchiveDays: archive });
  const problems = days
    .filter(([, value]) => value !== false && value !== undefined && !TRANSITION_DAYS.includes(value))
    .map(([argument, value]) =>
      problem(argument, value, `These are possible: ${TRANSITION_DAYS.join(", ")}.`, "Choose one of them."),
    );
  if (archive !== undefined && ia !== false && archive <= ia) {
    const message = `Files can't go to the archive before they go to infrequent access, which is after ${ia} days.`;
    problems.push(problem("transitionToArchiveDays", archive, message, "Choose more days than that."));
  }
  if (archive !== undefined && ia === false) {
    const message = "Files go to the archive from infrequent access, and to that they never go.";
    problems.push(problem("transitionToArchiveDays", archive, message, "Set transitionToIaDays too."));
  }
  if (archive !== undefined && fileSystem.throughputMode !== "elastic") {
    const message = "The archive needs the throughput mode elastic.";
    problems.push(problem("transitionToArchiveDays", archive, message, "Remove it, or choose elastic."));
  }
  if (fileSystem.transitionToPrimaryOnAccess && ia === false) {
    const message = "Files never leave the fast storage, so none can come back.";
    problems.push(problem("transitionToPrimaryOnAccess", true, message, "Remove it, or set transitionToIaDays."));
  }
  return problems;
}

export interface LifecyclePolicy {
  readonly transitionToIa?: string;
  readonly transitionToArchive?: string;
  readonly transitionToPrimaryStorageClass?: string;
}

/** One for each transition, as EFS wants them. Source: LIFECYCLE */
export function lifecyclePolicies(fileSystem: PlainFileSystem): LifecyclePolicy[] {
  const { transitionToIaDays: ia, transitionToArchiveDays: archive, transitionToPrimaryOnAccess } = fileSystem;
  return [
    ...(ia === false ? [] : [{ transitionToIa: afterDays(ia) }]),
    ...(archive === undefined ? [] : [{ transitionToArchive: afterDays(archive) }]),
    ...(transitionToPrimaryOnAccess ? [{ transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }] : []),
  ];
}

/**
 * What nobody may do, whatever their own policies say: come without TLS, past the access points, or past the mount
 * targets. It allows nothing, so that only roles whose own policies do may come at all: without any policy, EFS lets
 * everyone in who reaches a mount target.
 * Source: https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function fileSystemPolicyStatements(fileSystemArn: string, place: AwsPlace): PolicyStatement[] {
  const accessPoints = `arn:${place.partition}:elasticfilesystem:${place.region}:${place.accountId}:access-point/*`;
  const deny = (sid: string, condition: NonNullable<PolicyStatement["Condition"]>): PolicyStatement => ({
    Sid: sid,
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: Object.values(CLIENT_ACTIONS),
    Resource: fileSystemArn,
    Condition: condition,
  });
  return [
    deny("TlsOnly", { Bool: { "aws:SecureTransport": "false" } }),
    // A client that uses no access point has no such ARN, which is unlike any.
    deny("AccessPointsOnly", { StringNotLike: { [ACCESS_POINT_ARN_KEY]: accessPoints } }),
    deny("MountTargetsOnly", { Bool: { [VIA_MOUNT_TARGET_KEY]: "false" } }),
  ];
}

export type MountStatement = PolicyStatement & { readonly Resource: string };

/** What a role needs to mount the access point, to read or also to write. */
export function mountStatement(fileSystemArn: string, accessPointArn: string, readOnly: boolean): MountStatement {
  return {
    Effect: "Allow",
    Action: [CLIENT_ACTIONS.mount, ...(readOnly ? [] : [CLIENT_ACTIONS.write])],
    Resource: fileSystemArn,
    Condition: { StringEquals: { [ACCESS_POINT_ARN_KEY]: accessPointArn } },
  };
}
