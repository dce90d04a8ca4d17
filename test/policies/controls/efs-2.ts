import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { efs2 } from "../../../policies/controls/efs-2";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const NONE = "is named by no backup policy with the status ENABLED";
const PERHAPS = "does not tell yet whether a backup policy is the file system's, and enabled";

const fileSystem = (properties: Properties = {}) => ({
  type: "aws:efs/fileSystem:FileSystem",
  properties: {
    id: "fs-1",
    arn: "arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/fs-1",
    ...properties,
  },
});
const policy = (fileSystemId: Value, backupPolicy: Value, computedFrom: readonly string[] = []): CaseResource => ({
  type: "aws:efs/backupPolicy:BackupPolicy",
  name: "policy",
  properties: { fileSystemId, backupPolicy },
  computedFrom: { fileSystemId: computedFrom },
});
const ENABLED = { status: "ENABLED" };
const NEW = { id: UNKNOWN, arn: UNKNOWN };

export const cases: ControlCases = {
  control: efs2,
  cases: [
    { kind: "passing", title: "by its id", ...fileSystem(), others: [policy("fs-1", ENABLED)], expected: "pass" },
    {
      kind: "passing",
      title: "by its id, before it has one",
      ...fileSystem(NEW),
      others: [policy(UNKNOWN, ENABLED, ["subject"])],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "in one zone, where AWS does it unless told otherwise",
      ...fileSystem({ availabilityZoneName: "eu-central-1a" }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "switched off",
      ...fileSystem(),
      others: [policy("fs-1", { status: "DISABLED" })],
      expected: [["fail", "id", NONE]],
    },
    {
      kind: "failing",
      title: "in one zone, switched off",
      ...fileSystem({ availabilityZoneName: "eu-central-1a" }),
      others: [policy("fs-1", { status: "DISABLED" })],
      expected: [["fail", "id", NONE]],
    },
    {
      kind: "failing",
      title: "another file system's policy",
      ...fileSystem(),
      others: [policy("fs-2", ENABLED)],
      expected: [["fail", "id", NONE]],
    },
    { kind: "absent", title: "no policy", ...fileSystem(), expected: [["fail", "id", NONE]] },
    {
      kind: "absent",
      title: "no zone of its own, as AWS says it",
      ...fileSystem({ availabilityZoneName: "" }),
      expected: [["fail", "id", NONE]],
    },
    {
      kind: "absent",
      title: "the status",
      ...fileSystem(),
      others: [policy("fs-1", {})],
      expected: [["fail", "id", NONE]],
    },
    {
      kind: "unknown",
      title: "whose policy it is",
      ...fileSystem(),
      others: [policy(UNKNOWN, ENABLED)],
      expected: [["indeterminate", "id", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "the status",
      ...fileSystem(),
      others: [policy("fs-1", { status: UNKNOWN })],
      expected: [["indeterminate", "id", PERHAPS]],
    },
    {
      kind: "unknown",
      title: "whether it is in one zone",
      ...fileSystem({ availabilityZoneName: UNKNOWN }),
      expected: [["indeterminate", "id", PERHAPS]],
    },
    {
      kind: "canary",
      title: "another status",
      ...fileSystem(),
      others: [policy("fs-1", { status: CANARY })],
      expected: [["fail", "id", NONE]],
    },
  ],
  impossible: { "not applicable": "Every file system can be backed up." },
};
