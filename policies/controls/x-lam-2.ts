import { LAMBDA_FUNCTION } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { judgeVariables } from "../credential-values";
import { isSet, judgeRequirements } from "../requirements";
import { indeterminate, NotApplicable } from "../verdict";

export const xLam2: ResourceControl = {
  id: "X-LAM-2",
  policy: "x-lam-2",
  pack: "security",
  title: "Lambda functions get no credentials as environment variables, and the others encrypted",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-LAM-2" }],
  rationale:
    "Everyone who may look at a function reads its variables, unless they are encrypted with a key of the account that he " +
    "may not use. What a name promises counts, and what a value looks like.",
  remediation:
    "Keep the value in Secrets Manager or Parameter Store and read it at start, and set `kmsKeyArn` for the others.",
  link: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [LAMBDA_FUNCTION],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_45", "CKV_AWS_173"] },

  judge({ properties }) {
    const variables = properties.at("environment", "variables");
    const names = variables.keys();
    if (names.state === "unknown") return [indeterminate(variables.path, names.why)];
    if (names.state === "absent" || names.value.length === 0)
      return new NotApplicable("The function has no variables.");
    const encrypted = judgeRequirements(properties, [
      { path: "kmsKeyArn", is: isSet(), problem: "is not set, so AWS's own key encrypts the variables" },
    ]);
    return [
      ...judgeVariables(variables, names.value, "is a credential that everyone can read who may look at the function"),
      ...encrypted.map((finding) => ({ ...finding, key: "key" })),
    ];
  },
};
