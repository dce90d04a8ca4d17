import { CODEBUILD_PROJECT } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isFalse, judgeRequirements } from "../requirements";

export const codebuild5: ResourceControl = {
  id: "CodeBuild.5",
  policy: "codebuild-5",
  title: "CodeBuild projects have no control over their host",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS Security Hub", id: "CodeBuild.5" }],
  rationale:
    "A privileged build can do whatever its machine can. It is for building images with Docker; such a project " +
    "needs an exemption.",
  remediation: "Remove `environment.privilegedMode`, or accept it by an exemption.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-5",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [CODEBUILD_PROJECT],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_316"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "environment.privilegedMode", is: isFalse(), problem: "is true, so the build controls its host" },
    ]);
  },
};
