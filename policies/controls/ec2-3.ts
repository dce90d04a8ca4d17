import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { findingsIf, isPresent, isTrue, judgeRequirements } from "../requirements";
import { type Finding, indeterminate, type Judged, NotApplicable } from "../verdict";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault";
const PLAIN = "is not true, so data are stored as they are";

export const ec2_3: ResourceControl = {
  id: "EC2.3",
  alsoCovers: ["EC2.7", "EC2.181"],
  policy: "ec2-3",
  title: "EBS volumes are encrypted",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.3" },
    { name: "AWS FSBP", id: "EC2.7" },
    { name: "AWS FSBP", id: "EC2.181" },
    { name: "CIS AWS v5.0.0", id: "5.1.1" },
  ],
  rationale: "Whoever gets a snapshot of a volume can read it. It is decided when the volume is made.",
  remediation: "Set `encrypted` of the volume, or of each `ebs` of the launch template, to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:ebs/volume:Volume", DEFAULT, TEMPLATE],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_3", "CKV_AWS_106"],
    cdkNag: ["AwsSolutions-EC26"],
    awsguard: ["encrypted-volumes"],
  },

  judge({ type, properties }): Judged {
    // https://www.pulumi.com/registry/packages/aws/api-docs/ebs/encryptionbydefault/#enabled_nodejs
    if (type === DEFAULT) return judgeRequirements(properties, [{ path: "enabled", is: isTrue(true), problem: PLAIN }]);
    if (type !== TEMPLATE) return judgeRequirements(properties, [{ path: "encrypted", is: isTrue(), problem: PLAIN }]);
    const mappings = properties.get("blockDeviceMappings");
    const list = mappings.items();
    if (list === undefined) return [indeterminate(mappings.path, "is not known before deployment")];
    if (list.length === 0) return new NotApplicable("The template names no volumes.");
    return list.flatMap(judgeMapping);
  },
};

/** Without `ebs` it is a disk of the machine itself, or a device that is left out. */
function judgeMapping(mapping: Reader): readonly Finding[] {
  return findingsIf(isPresent(mapping.get("ebs")), () =>
    judgeRequirements(mapping, [{ path: "ebs.encrypted", is: isTrue(), problem: PLAIN }]),
  );
}
