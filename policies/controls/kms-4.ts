import { KMS_KEY } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { fail, indeterminate, NotApplicable, type Judged } from "../verdict";

export const kms4: ResourceControl = {
  id: "KMS.4",
  policy: "kms-4",
  title: "KMS keys are rotated",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS Security Hub", id: "KMS.4" },
    { name: "CIS AWS v5.0.0", id: "3.6" },
  ],
  rationale:
    "What one key has encrypted over many years is lost at once when it leaks. KMS keeps the old material for what it " +
    "has encrypted, so nothing has to be encrypted anew. It rotates no asymmetric and HMAC keys, and none in key " +
    "stores of one's own.",
  remediation: "Set `enableKeyRotation` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [KMS_KEY],
  phase: "resource",
  remedy: () => ({ enableKeyRotation: true }),
  equivalents: { checkov: ["CKV_AWS_7"], cdkNag: ["AwsSolutions-KMS5"] },

  /** Source: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
  judge({ properties }): Judged {
    const spec = properties.get("customerMasterKeySpec");
    const kind = spec.string();
    if (kind.state === "known" && kind.value !== "SYMMETRIC_DEFAULT") {
      return new NotApplicable("KMS rotates no keys of this kind.");
    }
    if (!properties.get("customKeyStoreId").isAbsent()) {
      return new NotApplicable("KMS rotates no keys in key stores of one's own.");
    }
    const rotation = properties.get("enableKeyRotation");
    const reading = rotation.boolean();
    if (reading.state === "known" && reading.value) return [];
    if (reading.state === "unknown") return [indeterminate(rotation.path, reading.why)];
    // What is not set is off.
    if (kind.state === "unknown") return [indeterminate(spec.path, kind.why)];
    return [fail(rotation.path, "is not true, so the same material encrypts everything for ever")];
  },
};
