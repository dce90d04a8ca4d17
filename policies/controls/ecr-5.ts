import { ECR_REPOSITORY } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isOneOf, isSet, judgeRequirements } from "../requirements";
import { fail, indeterminate } from "../verdict";

export const ecr5: ResourceControl = {
  id: "ECR.5",
  policy: "ecr-5",
  pack: "security",
  title: "ECR repositories are encrypted with a KMS key of the account",
  severity: "medium",
  frameworks: [{ name: "AWS Security Hub", id: "ECR.5" }],
  rationale:
    "With a key of the account, who may pull an image also needs the key, and each use of it is recorded. It is decided " +
    "when the repository is made.",
  remediation: "Set `encryptionConfigurations` to one with `encryptionType` KMS and a `kmsKey`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-5",
  levels: { dev: "disabled", prod: "advisory" },
  types: [ECR_REPOSITORY],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_136"], pulumi: ["configureCustomerManagedKey"] },

  judge({ properties }) {
    const configurations = properties.get("encryptionConfigurations");
    const list = configurations.items();
    if (list === undefined) return [indeterminate(configurations.path, "is not known before deployment")];
    if (list.length === 0) return [fail(configurations.path, "are none, so ECR's own key encrypts the images")];
    return judgeRequirements(properties, [
      {
        path: "encryptionConfigurations[].encryptionType",
        is: isOneOf(["KMS", "KMS_DSSE"]),
        problem: "is not KMS, so ECR's own key encrypts the images",
      },
      {
        path: "encryptionConfigurations[].kmsKey",
        is: isSet(),
        problem: "is not set, so AWS's own key encrypts the images",
      },
    ]);
  },
};
