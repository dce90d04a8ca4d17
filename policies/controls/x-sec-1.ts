import { SECRET } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isAtLeast, isSet, judgeRequirements } from "../requirements";

export const xSec1: ResourceControl = {
  id: "X-SEC-1",
  policy: "x-sec-1",
  title: "Secrets have a key of the account, and can be brought back after deletion",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-SEC-1" }],
  rationale:
    "With a key of the account, who may read a secret also needs the key. A secret that is deleted at once is " +
    "gone for everything that still needs it.",
  remediation: "Set `kmsKeyId`, and remove `recoveryWindowInDays` or set it to 7 or more.",
  link: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  levels: { dev: "disabled", prod: "advisory" },
  types: [SECRET],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_149"],
    cdkNag: ["SecretsManagerUsingKMSKey"],
    pulumi: ["configureCustomerManagedKey"],
  },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "kmsKeyId", is: isSet(), problem: "is not set, so AWS's own key encrypts it" },
      { path: "recoveryWindowInDays", is: isAtLeast(7, 30), problem: "is below 7 days, too short to notice" },
    ]);
  },
};
