import type { ResourceControl } from "../control";
import { isNoneOf, isOneOf, judgeRequirements } from "../requirements";

export const xLam1: ResourceControl = {
  id: "X-LAM-1",
  policy: "x-lam-1",
  title: "Function URLs ask who is calling, and let no page of the world call",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-LAM-1" }],
  rationale: "A function URL without authorization answers everyone on the internet, at the cost of the account.",
  remediation: "Set `authorizationType` to AWS_IAM, and name the origins in `cors.allowOrigins`.",
  link: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:lambda/functionUrl:FunctionUrl"],
  phase: "resource",
  remedy: () => ({ authorizationType: "AWS_IAM" }),
  equivalents: { checkov: ["CKV_AWS_258", "CKV2_AWS_75"], cdkNag: ["LambdaFunctionUrlAuth"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "authorizationType", is: isOneOf(["AWS_IAM"]), problem: "is not AWS_IAM, so everyone may call" },
      { path: "cors.allowOrigins[]", is: isNoneOf(["*"]), problem: "is every page of the world" },
    ]);
  },
};
