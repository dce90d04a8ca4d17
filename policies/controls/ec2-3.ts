import { INSTANCE, LAUNCH_TEMPLATE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { findingsIf, isOn, isPresent, isTrue, judgeRequirements } from "../requirements";
import { type Finding, indeterminate, type Judged, negate, NotApplicable } from "../verdict";

const DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault";
/** Machines that name their disks themselves, in the same words. */
const MACHINES = [INSTANCE, "aws:ec2/launchConfiguration:LaunchConfiguration"];
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
  rationale:
    "Whoever gets a snapshot of a volume can read it. It is decided when the volume is made: a disk that doesn't say is " +
    "encrypted only where the account encrypts by default, which no stack shows, so it has to say. Every instance has a root " +
    "disk, named or not. A disk made of a snapshot is as the snapshot is, and one of an instance that a launch template makes " +
    "as the template says.",
  remediation:
    "Set `encrypted` to true: of the volume, of each `ebs` of the launch template, of `rootBlockDevice` and of each of " +
    "`ebsBlockDevices`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:ebs/volume:Volume", DEFAULT, LAUNCH_TEMPLATE, ...MACHINES],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_3", "CKV_AWS_8", "CKV_AWS_106"],
    cdkNag: ["AwsSolutions-EC26"],
    awsguard: ["encrypted-volumes"],
  },

  judge({ type, properties }): Judged {
    // https://www.pulumi.com/registry/packages/aws/api-docs/ebs/encryptionbydefault/#enabled_nodejs
    if (type === DEFAULT) return judgeRequirements(properties, [{ path: "enabled", is: isTrue(true), problem: PLAIN }]);
    if (type === LAUNCH_TEMPLATE) return judgeTemplate(properties);
    if (MACHINES.includes(type))
      return [...judgeRoot(properties), ...judgeList(properties, "ebsBlockDevices", judgeDisk)];
    return judgeEncrypted(properties);
  },
};

function judgeEncrypted(disk: Reader): readonly Finding[] {
  return judgeRequirements(disk, [{ path: "encrypted", is: isTrue(), problem: PLAIN }]);
}

function judgeTemplate(properties: Reader): Judged {
  const mappings = "blockDeviceMappings";
  if (properties.get(mappings).items()?.length === 0) return new NotApplicable("The template names no volumes.");
  // Without `ebs` it is a disk of the machine itself, or a device that is left out.
  return judgeList(properties, mappings, (mapping) => {
    const volume = mapping.get("ebs");
    return findingsIf(isPresent(volume), () => judgeDisk(volume));
  });
}

/** The disk that the image brings; it is there even if nothing is said of it. */
function judgeRoot(properties: Reader): readonly Finding[] {
  const disk = properties.get("rootBlockDevice");
  if (!disk.isAbsent() || isPresent(properties.get("launchTemplate")) === false) return judgeEncrypted(disk);
  return [indeterminate(disk.get("encrypted").path, "is what the launch template says")];
}

/** https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html: the provider takes a snapshot or encryption, not both. */
function judgeDisk(disk: Reader): readonly Finding[] {
  const encrypted = disk.get("encrypted");
  if (encrypted.isAbsent() && isPresent(disk.get("snapshotId")) !== false) {
    return [indeterminate(encrypted.path, "is what the snapshot is")];
  }
  return findingsIf(negate(isOn(disk.get("noDevice"))), () => judgeEncrypted(disk));
}

function judgeList(properties: Reader, name: string, judge: (item: Reader) => readonly Finding[]): readonly Finding[] {
  const list = properties.get(name);
  return list.items()?.flatMap(judge) ?? [indeterminate(list.path, "is not known before deployment")];
}
