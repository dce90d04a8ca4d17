import { p2 } from "../../../policies/controls/p-2";
import { CANARY, type ControlCases } from "../control-case";

const UNPROTECTED = "is not true, so one change can delete its data";
const PATH = "options.protect";

export const cases: ControlCases = {
  control: p2,
  cases: [
    {
      kind: "passing",
      title: "a protected bucket",
      type: "aws:s3/bucket:Bucket",
      properties: { bucket: "shop" },
      options: { protect: true },
      expected: "pass",
    },
    ...p2.types.map(
      (type) =>
        ({ kind: "failing", title: type, type, properties: {}, expected: [["fail", PATH, UNPROTECTED]] }) as const,
    ),
    {
      kind: "failing",
      title: "one whose protection is taken away",
      type: "aws:rds/instance:Instance",
      properties: { deletionProtection: true },
      options: { protect: false, retainOnDelete: true },
      expected: [["fail", PATH, UNPROTECTED]],
    },
    {
      kind: "absent",
      title: "the option",
      type: "aws:secretsmanager/secret:Secret",
      properties: { name: "db" },
      expected: [["fail", PATH, UNPROTECTED]],
    },
    {
      kind: "canary",
      title: "a description",
      type: "aws:secretsmanager/secret:Secret",
      properties: { description: CANARY },
      options: { ignoreChanges: [CANARY] },
      expected: [["fail", PATH, UNPROTECTED]],
    },
  ],
  impossible: {
    unknown: "Options are known before anything exists.",
    "not applicable": "Whatever is of these types holds data.",
  },
};
