import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { fail, indeterminate, type Finding } from "../verdict";

export const efs3: ResourceControl = {
  id: "EFS.3",
  alsoCovers: ["EFS.4"],
  policy: "efs-3",
  title: "EFS access points lead to one folder, as one user",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "EFS.3" },
    { name: "AWS FSBP", id: "EFS.4" },
  ],
  rationale:
    "An access point that leads to the root shows the files of all programs, and without a user of its own it believes " +
    "whatever user the client claims to be, root among them.",
  remediation: "Set `rootDirectory.path` to the program's folder, and `posixUser` to the user that owns it.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-3",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:efs/accessPoint:AccessPoint"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_329", "CKV_AWS_330"] },

  judge({ properties }) {
    return [...judgePath(properties.at("rootDirectory", "path")), ...judgeUser(properties.at("posixUser", "uid"))];
  },
};

/** What is not set is the root: https://docs.aws.amazon.com/efs/latest/ug/API_CreateAccessPoint.html */
function judgePath(path: Reader): Finding[] {
  const reading = path.string();
  if (reading.state === "unknown") return [indeterminate(path.path, reading.why, "path")];
  if (reading.state === "known" && reading.value !== "/") return [];
  return [fail(path.path, "leads to the root of the file system", "path")];
}

function judgeUser(uid: Reader): Finding[] {
  const reading = uid.number();
  if (reading.state === "unknown") return [indeterminate(uid.path, reading.why, "user")];
  return reading.state === "known" ? [] : [fail(uid.path, "is not set, so clients choose whom they act as", "user")];
}
