import type { ResourceControl } from "../control";
import { isSet, judgeRequirements } from "../requirements";
import { fail, indeterminate } from "../verdict";

export const xCp1: ResourceControl = {
  id: "X-CP-1",
  policy: "x-cp-1",
  pack: "security",
  title: "What pipelines hand on is encrypted with a KMS key of the account",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-CP-1" }],
  rationale:
    "The artifact store holds the source and what was built of it. With a key of the account, who may read it also needs " +
    "the key, and another account can be let in.",
  remediation: "Set `encryptionKey` of each of `artifactStores`.",
  link: "https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
  levels: { dev: "disabled", prod: "advisory" },
  types: ["aws:codepipeline/pipeline:Pipeline"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_219"] },

  judge({ properties }) {
    const stores = properties.get("artifactStores");
    const list = stores.items();
    if (list === undefined) return [indeterminate(stores.path, "is not known before deployment")];
    if (list.length === 0) return [fail(stores.path, "are none, so nothing is known of their encryption")];
    return judgeRequirements(properties, [
      {
        path: "artifactStores[].encryptionKey.id",
        is: isSet(),
        problem: "is not set, so AWS's own key encrypts the artifacts",
      },
    ]);
  },
};
