import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { ec2_3 } from "../../../policies/controls/ec2-3";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";
import { NOT_YET } from "../task-definition";

const PLAIN = "is not true, so data are stored as they are";
const AS_SNAPSHOT = "is what the snapshot is";
const IN_TEMPLATE = "blockDeviceMappings[0].ebs.encrypted";

const template = (blockDeviceMappings: Value) => ({
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  properties: { blockDeviceMappings },
});

const ENCRYPTED = { encrypted: true };
const ROOT = "rootBlockDevice.encrypted";
const DISK = "ebsBlockDevices[0].encrypted";
const INSTANCE = "aws:ec2/instance:Instance";
const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";

const machine = (properties: Properties, type = INSTANCE) => ({
  type,
  properties: { rootBlockDevice: ENCRYPTED, ...properties },
});
const disk = (properties: Properties) => ({ ebsBlockDevices: [{ deviceName: "/dev/sdf", ...properties }] });

export const cases: ControlCases = {
  control: ec2_3,
  cases: [
    ...requirementCases({
      types: ["aws:ebs/volume:Volume"],
      good: { encrypted: true },
      required: [{ path: "encrypted", wrong: [false], problem: PLAIN, holds: "true or false", absent: "fail" }],
    }),
    ...requirementCases({
      types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
      good: { enabled: true },
      required: [{ path: "enabled", wrong: [false], problem: PLAIN, holds: "true or false", absent: "pass" }],
    }),
    {
      kind: "passing",
      title: "an encrypted volume beside a disk of the machine",
      ...template([{ ebs: { encrypted: "true" } }, { virtualName: "ephemeral0" }]),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a template's volume",
      ...template([{ ebs: { encrypted: "false" } }]),
      expected: [["fail", IN_TEMPLATE, PLAIN]],
    },
    {
      kind: "absent",
      title: "a template's encryption",
      ...template([{ ebs: { volumeSize: 8 } }]),
      expected: [["fail", IN_TEMPLATE, PLAIN]],
    },
    {
      kind: "unknown",
      title: "a template's volumes",
      ...template(UNKNOWN),
      expected: [["indeterminate", "blockDeviceMappings", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "a template's volume",
      ...template([{ ebs: UNKNOWN }]),
      expected: [["indeterminate", IN_TEMPLATE, NOT_YET]],
    },
    {
      kind: "unknown",
      title: "a template's volume that is made of a snapshot",
      ...template([{ ebs: { snapshotId: "snap-1" } }]),
      expected: [["indeterminate", IN_TEMPLATE, AS_SNAPSHOT]],
    },
    {
      kind: "passing",
      title: "an instance with encrypted disks",
      ...machine(disk({ encrypted: "true" })),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a launch configuration with a device that is left out",
      ...machine(disk({ noDevice: true }), LAUNCH_CONFIGURATION),
      expected: "pass",
    },
    ...[INSTANCE, LAUNCH_CONFIGURATION].flatMap((type): ControlCase[] => [
      {
        kind: "failing",
        title: `plain disks: ${type}`,
        ...machine({ rootBlockDevice: { encrypted: false }, ...disk({ encrypted: false, noDevice: false }) }, type),
        expected: [
          ["fail", ROOT, PLAIN],
          ["fail", DISK, PLAIN],
        ],
      },
      { kind: "absent", title: `all disks: ${type}`, type, properties: {}, expected: [["fail", ROOT, PLAIN]] },
      {
        kind: "absent",
        title: `what is said of encryption: ${type}`,
        ...machine({ rootBlockDevice: { volumeSize: 8 }, ...disk({ volumeSize: 8 }) }, type),
        expected: [
          ["fail", ROOT, PLAIN],
          ["fail", DISK, PLAIN],
        ],
      },
      {
        kind: "unknown",
        title: `the root disk: ${type}`,
        ...machine({ rootBlockDevice: UNKNOWN }, type),
        expected: [["indeterminate", ROOT, NOT_YET]],
      },
      {
        kind: "unknown",
        title: `the other disks: ${type}`,
        ...machine({ ebsBlockDevices: UNKNOWN }, type),
        expected: [["indeterminate", "ebsBlockDevices", NOT_YET]],
      },
    ]),
    {
      kind: "failing",
      title: "what an instance says itself, beside its launch template",
      ...machine({ rootBlockDevice: { encrypted: false }, launchTemplate: { id: "lt-1" } }),
      expected: [["fail", ROOT, PLAIN]],
    },
    {
      kind: "failing",
      title: "a plain disk that is said to be so, made of a snapshot",
      ...machine(disk({ encrypted: false, snapshotId: "snap-1" })),
      expected: [["fail", DISK, PLAIN]],
    },
    {
      kind: "unknown",
      title: "the disk that a launch template makes",
      type: INSTANCE,
      properties: { launchTemplate: { id: "lt-1" } },
      expected: [["indeterminate", ROOT, "is what the launch template says"]],
    },
    {
      kind: "unknown",
      title: "whether there is a launch template",
      type: INSTANCE,
      properties: { launchTemplate: UNKNOWN },
      expected: [["indeterminate", ROOT, "is what the launch template says"]],
    },
    {
      kind: "unknown",
      title: "a disk that is made of a snapshot",
      ...machine(disk({ snapshotId: UNKNOWN })),
      expected: [["indeterminate", DISK, AS_SNAPSHOT]],
    },
    {
      kind: "unknown",
      title: "whether a device is left out",
      ...machine(disk({ noDevice: UNKNOWN })),
      expected: [["indeterminate", DISK, PLAIN]],
    },
    {
      kind: "canary",
      title: "a disk of the wrong kind",
      ...machine({ rootBlockDevice: { encrypted: CANARY } }),
      expected: [["indeterminate", ROOT, "is not true or false"]],
    },
    { kind: "not applicable", title: "a template without volumes", ...template([]), expected: "not-applicable" },
  ],
};
