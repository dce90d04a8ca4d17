/** The policy that limits what a role can ever do, whatever it is granted. */
import { parseArn } from "../../model/arn";
import type { Problem } from "../../model/problem";

export function checkPermissionsBoundary(component: string, policyArn: string | undefined): Problem[] {
  const arn = policyArn === undefined ? undefined : parseArn(policyArn);
  if (policyArn === undefined || (arn?.service === "iam" && arn.resource.startsWith("policy/"))) return [];
  return [
    {
      component,
      argument: "permissionsBoundaryArn",
      value: policyArn,
      message: "It is not the ARN of a managed policy: arn:aws:iam::ACCOUNT:policy/NAME.",
      fix: "Copy the ARN from the policy's page.",
      source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    },
  ];
}
