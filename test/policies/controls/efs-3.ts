import { UNKNOWN, type Properties } from "../../../model/graph";
import { efs3 } from "../../../policies/controls/efs-3";
import { CANARY, type ControlCases } from "../control-case";

const ROOT = "leads to the root of the file system";
const ANYONE = "is not set, so clients choose whom they act as";
const NOT_YET = "is not known before deployment";
const [PATH, UID] = ["rootDirectory.path", "posixUser.uid"];

const accessPoint = (properties: Properties) => ({
  type: "aws:efs/accessPoint:AccessPoint",
  properties: { rootDirectory: { path: "/web" }, posixUser: { uid: 1000, gid: 1000 }, ...properties },
});

export const cases: ControlCases = {
  control: efs3,
  cases: [
    { kind: "passing", title: "a folder and a user", ...accessPoint({}), expected: "pass" },
    {
      kind: "failing",
      title: "the root",
      ...accessPoint({ rootDirectory: { path: "/" } }),
      expected: [["fail", PATH, ROOT, "path"]],
    },
    {
      kind: "absent",
      title: "the path",
      ...accessPoint({ rootDirectory: {} }),
      expected: [["fail", PATH, ROOT, "path"]],
    },
    {
      kind: "absent",
      title: "everything",
      ...accessPoint({ rootDirectory: null, posixUser: null }),
      expected: [
        ["fail", PATH, ROOT, "path"],
        ["fail", UID, ANYONE, "user"],
      ],
    },
    {
      kind: "unknown",
      title: "the path",
      ...accessPoint({ rootDirectory: { path: UNKNOWN } }),
      expected: [["indeterminate", PATH, NOT_YET, "path"]],
    },
    {
      kind: "unknown",
      title: "the user",
      ...accessPoint({ posixUser: UNKNOWN }),
      expected: [["indeterminate", UID, NOT_YET, "user"]],
    },
    {
      kind: "canary",
      title: "a folder, and what is no user",
      ...accessPoint({ rootDirectory: { path: `/${CANARY}` }, posixUser: { uid: CANARY } }),
      expected: [["indeterminate", UID, "is not a number", "user"]],
    },
  ],
  impossible: { "not applicable": "Every access point leads somewhere, as somebody." },
};
