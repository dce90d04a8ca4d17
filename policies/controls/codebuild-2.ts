import { CODEBUILD_PROJECT } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isCalledSecret, looksSecret } from "../credential-values";
import { equalsAny } from "../requirements";
import { allOf, anyOf, failIf, type Finding, indeterminate, negate } from "../verdict";

/** Where the value is only the name of a secret. */
const REFERENCES: readonly string[] = ["SECRETS_MANAGER", "PARAMETER_STORE"];

export const codebuild2: ResourceControl = {
  id: "CodeBuild.2",
  policy: "codebuild-2",
  title: "CodeBuild projects have no credentials in plain environment variables",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "AWS FSBP", id: "CodeBuild.2" }],
  rationale:
    "Everyone who may look at a project, or at the log of a build, sees its variables. Wider than AWS's rule, which " +
    "knows two names: whatever is called or looks like a credential counts.",
  remediation: "Set the variable's `type` to SECRETS_MANAGER or PARAMETER_STORE, and its `value` to the secret's name.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [CODEBUILD_PROJECT],
  phase: "resource",
  equivalents: { cdkNag: ["CodeBuildProjectEnvVarAwsCred"] },

  judge({ properties }): readonly Finding[] {
    const variables = properties.at("environment", "environmentVariables");
    const list = variables.items();
    if (list === undefined) return [indeterminate(variables.path, "is not known before deployment")];
    return list.flatMap((variable) => {
      const plain = negate(equalsAny(variable.get("type"), REFERENCES));
      const secret = anyOf([isCalledSecret(variable.get("name")), looksSecret(variable.get("value"))]);
      return failIf(allOf([plain, secret]), variable.path, "is a credential that everyone can read");
    });
  },
};
