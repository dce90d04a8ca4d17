import { isKubernetesVersionAtLeast } from "../../model/kubernetes-versions";
import { EKS_CLUSTER } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { holdsAll, isPresent, judgeRequirements } from "../requirements";
import { failIf, negate, type Truth } from "../verdict";

/** From this version on EKS encrypts all secrets by itself: https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html */
const ENCRYPTS_BY_ITSELF = "1.28";

export const eks3: ResourceControl = {
  id: "EKS.3",
  policy: "eks-3",
  pack: "security",
  title: "EKS clusters encrypt the secrets of Kubernetes",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "EKS.3" }],
  rationale:
    "Kubernetes stores a secret as it is, for everyone who reads its database or a backup of it. Narrower than AWS's " +
    `rule: from ${ENCRYPTS_BY_ITSELF} on EKS encrypts them by itself, with a key that AWS owns.`,
  remediation: "Set `encryptionConfig` with `resources` secrets and a key of the account.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-3",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [EKS_CLUSTER],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_58"], pulumi: ["enableClusterEncryptionConfig"] },

  judge({ properties }) {
    const config = properties.get("encryptionConfig");
    const present = isPresent(config);
    if (present === true) {
      return judgeRequirements(config, [
        { path: "resources", is: holdsAll(["secrets"]), problem: "lacks secrets, so they are stored as they are" },
      ]);
    }
    const unencrypted = negate(encryptsByItself(properties.get("version")));
    return unencrypted === false
      ? []
      : failIf(
          present === "unknown" ? present : unencrypted,
          config.path,
          "is not set, so secrets are stored as they are",
        );
  },
};

/** Without a version EKS takes its newest. */
function encryptsByItself(version: Reader): Truth {
  const reading = version.string();
  if (reading.state === "absent") return true;
  return reading.state === "unknown"
    ? "unknown"
    : (isKubernetesVersionAtLeast(reading.value, ENCRYPTS_BY_ITSELF) ?? "unknown");
}
