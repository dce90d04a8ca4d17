import type { ResourceControl } from "../control";
import { IDENTITY_POLICIES, judgeIdentityPolicies } from "../iam/documents";
import { isEveryResourceOfItsKind } from "../iam/resources";
import { allowsOn, judgeActions } from "../iam/statement";

const DECRYPTING: readonly string[] = ["kms:Decrypt", "kms:ReEncryptFrom"];

export const kms1: ResourceControl = {
  id: "KMS.1",
  alsoCovers: ["KMS.2"],
  policy: "kms-1",
  title: "IAM policies allow nobody to decrypt with every KMS key",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "KMS.1" },
    { name: "AWS FSBP", id: "KMS.2" },
  ],
  rationale:
    "Encryption protects from those who may not decrypt. Whoever may decrypt with every key needs only to read. As in " +
    "AWS's rule conditions don't count, and all keys of one region and account are all keys.",
  remediation: "Name the ARNs of the keys in `Resource`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: IDENTITY_POLICIES,
  phase: "resource",
  equivalents: { cdkNag: ["AwsSolutions-IAM5"] },

  judge(resource) {
    return judgeIdentityPolicies(resource, (statement) =>
      judgeActions(statement, allowsOn(statement, isEveryResourceOfItsKind), {
        concerns: ({ name }) => DECRYPTING.includes(name),
        otherwise: false,
        predicate: "lets every KMS key be used to decrypt",
      }),
    );
  },
};
