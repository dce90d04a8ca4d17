import { FILE_SYSTEM } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { fail, indeterminate } from "../verdict";

export const efs1: ResourceControl = {
  id: "EFS.1",
  alsoCovers: ["EFS.8"],
  policy: "efs-1",
  title: "EFS file systems are encrypted",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "EFS.1" },
    { name: "AWS FSBP", id: "EFS.8" },
    { name: "CIS AWS v5.0.0", id: "2.3.1" },
  ],
  rationale:
    "A file system that was created without encryption stays without it: its files have to be copied to a new one. AWS " +
    "encrypts none unless it is asked to. Which key encrypts is not judged: the account's own for EFS costs nothing.",
  remediation: "Set `encrypted` to true, and copy the files of a file system that exists already.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [FILE_SYSTEM],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_42", "CKV_AWS_184"],
    cdkNag: ["AwsSolutions-EFS1"],
    awsguard: ["efs-encrypted"],
    pulumi: ["disallowUnencryptedFileSystem"],
  },

  judge({ properties }) {
    const encrypted = properties.get("encrypted");
    const reading = encrypted.boolean();
    if (reading.state === "unknown") return [indeterminate(encrypted.path, reading.why)];
    if (reading.state === "known" && reading.value) return [];
    return [fail(encrypted.path, "is not true, so files are stored in plain")];
  },
};
