import { credentialKind } from "../../model/credentials";
import { CODEBUILD_PROJECT } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isText, judgeRequirements } from "../requirements";

export const codebuild1: ResourceControl = {
  id: "CodeBuild.1",
  policy: "codebuild-1",
  title: "CodeBuild projects have no credentials in the address of their source",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "AWS FSBP", id: "CodeBuild.1" }],
  rationale: "Everyone who may look at a project sees the address of its source.",
  remediation: "Connect the Git host by a connection, and remove the credentials from `location`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [CODEBUILD_PROJECT],
  phase: "resource",
  equivalents: { cdkNag: ["CodeBuildProjectSourceRepoUrl"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      {
        path: "source.location",
        is: isText((text) => credentialKind(text) === undefined),
        problem: "holds a credential that everyone can read",
      },
      {
        path: "secondarySources[].location",
        is: isText((text) => credentialKind(text) === undefined),
        problem: "holds a credential that everyone can read",
      },
    ]);
  },
};
