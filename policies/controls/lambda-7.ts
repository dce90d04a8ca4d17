import { LAMBDA_FUNCTION } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isOneOf, judgeRequirements } from "../requirements";

export const lambda7: ResourceControl = {
  id: "Lambda.7",
  policy: "lambda-7",
  title: "Lambda functions are traced by X-Ray",
  pack: "operations",
  severity: "low",
  frameworks: [{ name: "AWS Security Hub", id: "Lambda.7" }],
  rationale: "A trace tells which part of a slow or failed request it was.",
  remediation: "Set `tracingConfig.mode` to Active.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-7",
  levels: { dev: "advisory", prod: "advisory" },
  types: [LAMBDA_FUNCTION],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_50"], cdkNag: ["LambdaTracing"], pulumi: ["enableTracingConfig"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "tracingConfig.mode", is: isOneOf(["Active"]), problem: "is not Active, so requests are not traced" },
    ]);
  },
};
