import { CODEBUILD_PROJECT } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isFalse, isSet, judgeRequirements } from "../requirements";

const PLAIN = "is true, so artifacts are stored as they are";

export const xCb1: ResourceControl = {
  id: "X-CB-1",
  policy: "x-cb-1",
  title: "What builds hand on is encrypted with a KMS key of the account",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-CB-1" }],
  rationale:
    "Artifacts and reports hold the program before it is anywhere else; with a key of the account, who may read " +
    "them also needs the key.",
  remediation: "Set `encryptionKey` of the project, and remove `encryptionDisabled` of its artifacts.",
  link: "https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
  levels: { dev: "disabled", prod: "advisory" },
  types: [CODEBUILD_PROJECT],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_78", "CKV_AWS_147"], cdkNag: ["AwsSolutions-CB4"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "artifacts.encryptionDisabled", is: isFalse(), problem: PLAIN },
      { path: "secondaryArtifacts[].encryptionDisabled", is: isFalse(), problem: PLAIN },
      { path: "encryptionKey", is: isSet(), problem: "is not set, so AWS's own key encrypts them" },
    ]);
  },
};
