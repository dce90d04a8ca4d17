import type { ResourceControl } from "../control";
import { isPresent } from "../requirements";
import { anyOf, failIf, type Finding, indeterminate, negate } from "../verdict";

const SOURCES: readonly string[] = ["sourceArn", "sourceAccount", "principalOrgId"];

export const lambda1: ResourceControl = {
  id: "Lambda.1",
  policy: "lambda-1",
  title: "Lambda functions let neither everyone call, nor a service on everyone's behalf",
  pack: "security",
  severity: "critical",
  frameworks: [
    { name: "AWS FSBP", id: "Lambda.1" },
    { name: "fargate-platform", id: "X-IAM-6" },
  ],
  rationale:
    "A function that everyone may call does its work for everyone, with its role. A service such as S3 or EventBridge " +
    "calls for any account, unless the permission names whose bucket or rule it is.",
  remediation: "Name the account or service in `principal`; for a service set `sourceArn` or `sourceAccount` too.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:lambda/permission:Permission"],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_301", "CKV_AWS_364"],
    cdkNag: ["LambdaFunctionPublicAccessProhibited"],
    pulumi: ["configureSourceArn"],
  },

  judge({ properties }): readonly Finding[] {
    const principal = properties.get("principal");
    const reading = principal.string();
    const unlimited = negate(anyOf(SOURCES.map((name) => isPresent(properties.get(name)))));
    if (reading.state !== "known") {
      return unlimited === false ? [] : [indeterminate(principal.path, "is not known before deployment")];
    }
    if (reading.value === "*") return failIf(unlimited, principal.path, "lets everyone call the function");
    const isService = /\.amazonaws\.com(?:\.cn)?$/.test(reading.value);
    return isService ? failIf(unlimited, principal.path, "is a service, which may call for every account") : [];
  },
};
