/** What can be wrong with the folders of a file system that containers mount. */
import {
  EFS_API,
  PERMISSIONS,
  POSIX_ID,
  ROOT_DIRECTORY_PATH,
  SECONDARY_GIDS_MAX_COUNT,
} from "../../model/file-systems";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import type { AccessPointArgs } from "./file-system-args";

export type PlainAccessPoint = Required<AccessPointArgs>;

/** The user is that of containers which say nothing else. */
const ACCESS_POINT_DEFAULTS = { uid: 1000, gid: 1000, secondaryGids: [], permissions: "0750" } as const;

export function plainAccessPoint(args: AccessPointArgs, name: string): PlainAccessPoint {
  return { path: `/${name}`, ...ACCESS_POINT_DEFAULTS, ...args };
}

type AccessPoints = Readonly<Record<string, PlainAccessPoint>>;

/** Of file systems and access points: both are part of a volume's name, which has 255 characters. */
const STORAGE_NAME = /^(?=.{1,100}$)[a-z]([a-z0-9-]*[a-z0-9])?$/;

export function checkStorageName(component: string, argument: string, name: string): Problem[] {
  if (STORAGE_NAME.test(name)) return [];
  return [
    {
      component,
      argument,
      value: name,
      message:
        "It has 1 to 100 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen.",
      fix: "Rename it.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html",
    },
  ];
}

const USER_SOURCE = `${EFS_API}/API_PosixUser.html`;
const IDENTITY_SOURCE = `${EFS_API}/enforce-identity-access-points.html`;
const FOLDER_SOURCE = `${EFS_API}/API_RootDirectory.html`;

export function checkAccessPoints(component: string, accessPoints: AccessPoints): Problem[] {
  return [
    ...Object.entries(accessPoints).flatMap(([name, accessPoint]) => checkAccessPoint(component, name, accessPoint)),
    ...checkSharedFolders(component, accessPoints),
  ];
}

function checkAccessPoint(component: string, name: string, accessPoint: PlainAccessPoint): Problem[] {
  const at = (argument: string) => `accessPoints.${name}.${argument}`;
  const { path, permissions, uid, gid, secondaryGids } = accessPoint;
  const problem = (argument: string, value: unknown, message: string, fix: string, source: string): Problem[] => [
    { component, argument: at(argument), value, message, fix, source },
  ];
  const problems = [
    ...checkStorageName(component, at("name"), name),
    ...rangeProblem(component, at("uid"), uid, POSIX_ID, USER_SOURCE),
    ...rangeProblem(component, at("gid"), gid, POSIX_ID, USER_SOURCE),
    ...secondaryGids.flatMap((each, index) =>
      rangeProblem(component, at(`secondaryGids[${index}]`), each, POSIX_ID, USER_SOURCE),
    ),
    ...checkPath(component, at("path"), path),
  ];
  for (const [argument, value] of Object.entries({ uid, gid })) {
    if (value !== 0) continue;
    const message = "Root needs the permission elasticfilesystem:ClientRootAccess, which no service is granted.";
    problems.push(...problem(argument, value, message, "Choose another number than 0.", IDENTITY_SOURCE));
  }
  if (secondaryGids.length > SECONDARY_GIDS_MAX_COUNT) {
    const message = `There are at most ${SECONDARY_GIDS_MAX_COUNT}.`;
    problems.push(...problem("secondaryGids", secondaryGids, message, "Remove some.", USER_SOURCE));
  }
  if (!PERMISSIONS.test(permissions)) {
    const message = "It has three or four octal digits: what the owner, the group and others may.";
    problems.push(...problem("permissions", permissions, message, "Write it like 0750.", FOLDER_SOURCE));
  } else if (Number(permissions.at(-3)) % 2 === 0) {
    const message = "The owner may not enter the folder, so it can't be mounted.";
    const source = `${EFS_API}/enforce-root-directory-access-point.html`;
    problems.push(...problem("permissions", permissions, message, "Let the owner's digit be odd, such as 7.", source));
  }
  return problems;
}

function checkPath(component: string, argument: string, path: string): Problem[] {
  const problem = (message: string, source: string): Problem[] => [
    { component, argument, value: path, message, fix: "Write it like /uploads.", source },
  ];
  if (path === "/") {
    const message = "The root shows the files of all others that use the file system.";
    return problem(message, "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-3");
  }
  if (ROOT_DIRECTORY_PATH.test(path)) return [];
  return problem("It is no path of one to four folders and at most 100 characters.", FOLDER_SOURCE);
}

/** Whoever mounts first makes the folder, with the owner and the mode of their access point. */
function checkSharedFolders(component: string, accessPoints: AccessPoints): Problem[] {
  const entries = Object.entries(accessPoints);
  const made = ({ uid, gid, permissions }: PlainAccessPoint) => [uid, gid, permissions].join(" ");
  return entries.flatMap(([name, accessPoint], index): Problem[] => {
    const other = entries
      .slice(0, index)
      .find(([, { path, ...rest }]) => path === accessPoint.path && made({ path, ...rest }) !== made(accessPoint));
    if (other === undefined) return [];
    return [
      {
        component,
        argument: `accessPoints.${name}.path`,
        value: accessPoint.path,
        message: `"${other[0]}" leads there too, with another owner or mode: the first to mount it decides.`,
        fix: "Give both the same uid, gid and permissions, or other paths.",
        source: FOLDER_SOURCE,
      },
    ];
  });
}
