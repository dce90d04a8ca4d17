import { UNKNOWN, type Value } from "../../../model/graph";
import { ec2_3 } from "../../../policies/controls/ec2-3";
import { type ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";
import { NOT_YET } from "../task-definition";

const PLAIN = "is not true, so data are stored as they are";
const IN_TEMPLATE = "blockDeviceMappings[0].ebs.encrypted";

const template = (blockDeviceMappings: Value) => ({
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  properties: { blockDeviceMappings },
});

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
    { kind: "not applicable", title: "a template without volumes", ...template([]), expected: "not-applicable" },
  ],
};
