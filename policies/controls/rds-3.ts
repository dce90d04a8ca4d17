import { DATABASES } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isTrue, judgeRequirements, onlyIf } from "../requirements";
import { isCopy } from "../databases";
import { negate } from "../verdict";

export const rds3: ResourceControl = {
  id: "RDS.3",
  alsoCovers: ["RDS.27"],
  policy: "rds-3",
  title: "RDS databases are encrypted",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.3" },
    { name: "AWS FSBP", id: "RDS.27" },
    { name: "CIS AWS v5.0.0", id: "2.2.1" },
  ],
  rationale:
    "Whoever gets a snapshot or a disk can read it. It is decided when the database is made: later it takes a " +
    "copy. Replicas and what is restored take it from where they come.",
  remediation: "Set `storageEncrypted` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: DATABASES,
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_16", "CKV_AWS_96"],
    cdkNag: ["AwsSolutions-RDS2"],
    awsguard: ["rds-storage-encrypted"],
    pulumi: ["disallowUnencryptedStorage"],
  },

  judge({ properties }) {
    return onlyIf(
      negate(isCopy(properties)),
      "It takes its encryption from the database or snapshot that it is made of.",
      () =>
        judgeRequirements(properties, [
          { path: "storageEncrypted", is: isTrue(), problem: "is not true, so data are stored as they are" },
        ]),
    );
  },
};
