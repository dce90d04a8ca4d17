/** The permissions boundary of all roles. */
import { checkPermissionsBoundary } from "../../components/identity/permissions-boundary-plan";
import { parseArn } from "../../model/arn";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";

/** A boundary is a policy of the role's own account, or one of AWS's own. */
export function checkBoundary({ permissionsBoundaryArn, allowedAccountIds }: Partial<Configuration>): Problem[] {
  const problems = checkPermissionsBoundary("environment", permissionsBoundaryArn);
  if (problems.length > 0 || permissionsBoundaryArn === undefined || allowedAccountIds === undefined) return problems;
  const { accountId } = parseArn(permissionsBoundaryArn)!;
  const others = allowedAccountIds.filter((allowed) => allowed !== accountId);
  if (accountId === "aws" || others.length === 0) return [];
  return [
    {
      component: "environment",
      argument: "permissionsBoundaryArn",
      value: permissionsBoundaryArn,
      message: `A role's boundary is a policy of its own account, and the environment may be deployed to ${others.join(", ")}.`,
      fix: "Name the policy of that account, one account per environment.",
      source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    },
  ];
}
